#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A temporary file that nobody else can open and that is gone as soon as it is closed.
enum NamelessFile {
    /// Opens one for reading and writing in the folder that `TMPDIR` names, else in the system's own (POSIX, `P_tmpdir`
    /// of `stdio.h`).
    ///
    /// Readable by its owner alone (`mkstemp`), not handed to child processes. Its name is taken away before anything
    /// is written, so that nothing is left behind whatever ends the program.
    ///
    /// - Returns: the descriptor, for the caller to close.
    /// - Throws: `FormatError` with `.inputOutput`.
    static func open() throws(FormatError) -> Int32 {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        // mkstemp puts a name of its own in the place of six capital letters X.
        let place = String(repeating: "X", count: 6)
        var template = Array("\(named.isEmpty ? P_tmpdir : named)/htcds.\(place)".utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { path in
            path.baseAddress.map { mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else { throw failure("cannot be created") }
        _ = template.withUnsafeBufferPointer { path in path.baseAddress.map { unlink($0) } }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// What to say where a temporary file fails, with the reason that `errno` holds.
    static func failure(_ what: String) -> FormatError {
        FormatError(
            .inputOutput,
            "A temporary file \(what): \(String(cString: strerror(errno))). Set TMPDIR to a folder with room.")
    }
}
