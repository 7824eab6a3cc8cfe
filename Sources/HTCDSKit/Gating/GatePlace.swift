#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a folder is to appear: a name in a folder that exists, with nothing or an empty folder there.
struct GatePlace {
    /// Of the folder it stands in, without links.
    let parent: String
    let name: String
    var path: String { parent == "/" ? "/\(name)" : "\(parent)/\(name)" }

    /// - Throws: `ToolError` with `.cannotCreateOutput`.
    init(_ given: String) throws {
        guard !given.isEmpty, !given.utf8.contains(0) else {
            throw ToolError(.cannotCreateOutput, "The output has no name. Name a folder that does not exist yet.")
        }
        var info = stat()
        if lstat(given, &info) == 0 {
            if stat(given, &info) != 0 {
                throw ToolError(
                    .cannotCreateOutput,
                    "The output \(given) is a link to something that does not exist. Name a folder that does not exist yet."
                )
            }
            guard (info.st_mode & S_IFMT) == S_IFDIR else {
                throw ToolError(
                    .cannotCreateOutput,
                    "The output \(given) is no folder, but a gate writes a folder. Name one that does not exist yet.")
            }
            try Self.demandEmpty(given)
            (parent, name) = try Self.split(Self.resolved(given, given), given)
            var above = stat()
            guard stat(parent, &above) == 0, above.st_dev == info.st_dev else { throw Self.isMounted(given) }
        } else {
            let code = errno
            let trimmed = String(given.reversed().drop { $0 == "/" }.reversed())
            let slash = trimmed.lastIndex(of: "/")
            let above = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
            name = slash.map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
            guard code == ENOENT, name != ".", name != ".." else { throw Self.cannotCreate(given, code) }
            guard stat(above, &info) == 0, (info.st_mode & S_IFMT) == S_IFDIR else {
                throw ToolError(
                    .cannotCreateOutput,
                    "The folder that \(given) is to stand in does not exist. Create it first, or name another one.")
            }
            parent = try Self.resolved(above, given)
        }
    }

    private static func demandEmpty(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw cannotCreate(path, errno) }
        defer { close(descriptor) }
        guard let names = PartFolder.entries(of: descriptor) else { throw cannotCreate(path, errno) }
        guard names.isEmpty else {
            throw ToolError(
                .cannotCreateOutput,
                "The folder \(path) is not empty, and nothing in it is overwritten. Name a folder that does not exist yet."
            )
        }
    }

    private static func resolved(_ path: String, _ given: String) throws -> String {
        guard let real = realpath(path, nil) else { throw cannotCreate(given, errno) }
        defer { free(real) }
        return String(cString: real)
    }

    private static func split(_ real: String, _ given: String) throws -> (parent: String, name: String) {
        guard real != "/", let slash = real.lastIndex(of: "/") else { throw isMounted(given) }
        return (
            slash == real.startIndex ? "/" : String(real[..<slash]), String(real[real.index(after: slash)...])
        )
    }

    static func isMounted(_ given: String) -> ToolError {
        ToolError(
            .cannotCreateOutput,
            "The folder \(given) is one of the system's own or a disk of its own, which cannot be replaced as a whole. "
                + "Name a folder in it that does not exist yet.")
    }

    private static func cannotCreate(_ given: String, _ code: Int32) -> ToolError {
        ToolError(.cannotCreateOutput, "The folder \(given) cannot be created: \(String(cString: strerror(code))).")
    }
}
