#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sees to it that no output takes the place of an input: a partner's file is never lost to a slip of the keyboard.
public enum OutputGuard {
    /// - Throws: `ToolError` with `.usage` if an output is one of the inputs, also by another name or through a link.
    public static func demandApart(inputs: [String], outputs: [String]) throws {
        for output in outputs where output != "-" {
            for input in inputs where input != "-" && isSame(input, output) {
                throw ToolError(
                    .usage, "The output \(output) is one of the files to read. Give the output another name.")
            }
        }
    }

    /// Whether two names are of the same file.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        var first = stat()
        var second = stat()
        guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
}
