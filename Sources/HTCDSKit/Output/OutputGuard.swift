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

    /// - Throws: `ToolError` with `.usage` if two outputs are the same file.
    public static func demandDifferent(_ outputs: [String]) throws {
        let outputs = outputs.filter { $0 != "-" }
        for (number, output) in outputs.enumerated() where outputs[..<number].contains(where: { isSame($0, output) }) {
            throw ToolError(.usage, "Two outputs cannot be the same file, \(output). Give each a name of its own.")
        }
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        var first = stat()
        var second = stat()
        guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }
}
