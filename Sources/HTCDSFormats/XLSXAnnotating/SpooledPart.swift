import CLibZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A part of a workbook under way, in a ``NamelessFile``: a sheet may be larger than memory should hold.
final class SpooledPart {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSize = 256 << 10

    /// - Throws: `FormatError` with `.inputOutput`.
    init() throws(FormatError) {
        descriptor = try NamelessFile.open()
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { close(descriptor) }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count > Self.bufferSize { return try write(bytes) }
        buffer.append(contentsOf: bytes)
    }

    func append(_ bytes: [UInt8]) throws(FormatError) {
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        buffer += bytes
    }

    func append(_ text: String) throws(FormatError) { try append(Array(text.utf8)) }

    func flush() throws(FormatError) {
        let full = buffer
        buffer.removeAll(keepingCapacity: true)
        var fault: FormatError?
        full.withUnsafeBufferPointer { bytes in
            do throws(FormatError) { try write(bytes) } catch { fault = error }
        }
        if let fault { throw fault }
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, base + done, bytes.count - done)
            #elseif canImport(Musl)
                let written = Musl.write(descriptor, base + done, bytes.count - done)
            #else
                let written = Darwin.write(descriptor, base + done, bytes.count - done)
            #endif
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw NamelessFile.failure("cannot be written") }
            done += written
        }
    }

    /// What was written, as a source of libzip's that belongs to the archive it is added to.
    func source(for archive: OpaquePointer) throws(FormatError) -> OpaquePointer {
        try flush()
        let copy = dup(descriptor)
        // libzip begins where the file is; a copy of a descriptor has the same place.
        guard copy >= 0, lseek(copy, 0, SEEK_SET) == 0, let file = fdopen(copy, "rb") else {
            if copy >= 0 { close(copy) }
            throw NamelessFile.failure("cannot be read")
        }
        // Closes the file when it goes (zip_source_filep(3)).
        guard let source = zip_source_filep(archive, file, 0, -1) else {
            fclose(file)
            throw ZipFault.error(zip_error_code_zip(zip_get_error(archive)))
        }
        return source
    }
}
