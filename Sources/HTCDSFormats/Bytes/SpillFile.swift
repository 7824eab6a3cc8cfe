#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that are more than memory should hold: written once in order, read anywhere, gone with this object.
///
/// The file is a ``NamelessFile``.
final class SpillFile {
    private let descriptor: Int32
    private(set) var count = 0

    /// - Throws: `FormatError` with `.inputOutput`.
    init() throws(FormatError) {
        descriptor = try NamelessFile.open()
    }

    deinit { close(descriptor) }

    /// - Throws: `FormatError` with `.inputOutput`.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let written = write(descriptor, base + done, bytes.count - done)
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw NamelessFile.failure("cannot be written") }
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
            guard added > 0 else { throw NamelessFile.failure("cannot be read") }
            done += added
        }
    }
}
