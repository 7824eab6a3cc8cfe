#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that are more than memory should hold: written once in order, read anywhere, gone with this object.
///
/// The file stands in the folder that `TMPDIR` names, else in `/tmp`, and is readable by its owner alone. Its name is
/// taken away before anything is written, so that nothing is left behind whatever ends the program.
final class SpillFile {
    private let descriptor: Int32
    private(set) var count = 0

    /// - Throws: `FormatError` with `.inputOutput`.
    init() throws(FormatError) {
        let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var template = Array("\(named.isEmpty ? "/tmp" : named)/htcds.XXXXXX".utf8CString)
        descriptor = template.withUnsafeMutableBufferPointer { path in
            path.baseAddress.map { mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else { throw Self.failure("cannot be created") }
        _ = template.withUnsafeBufferPointer { path in path.baseAddress.map { unlink($0) } }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    /// - Throws: `FormatError` with `.inputOutput`.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let written = write(descriptor, base + done, bytes.count - done)
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw Self.failure("cannot be written") }
            done += written
        }
        count += done
    }

    /// Reads `count` bytes, which must have been written.
    /// - Throws: `FormatError` with `.inputOutput`.
    func read(at offset: Int, count: Int, into target: UnsafeMutablePointer<UInt8>) throws(FormatError) {
        var done = 0
        while done < count {
            let added = pread(descriptor, target + done, count - done, off_t(offset + done))
            if added < 0 && errno == EINTR { continue }
            guard added > 0 else { throw Self.failure("cannot be read") }
            done += added
        }
    }

    private static func failure(_ what: String) -> FormatError {
        FormatError(
            .inputOutput,
            "A temporary file \(what): \(String(cString: strerror(errno))). Set TMPDIR to a folder with room.")
    }
}
