/// The bytes of another source, from their encoding into UTF-8. Memory: one block.
public final class TranscodingByteSource: ByteSource {
    private let source: any ByteSource
    private let transcoder: any Transcoder
    private var block: [UInt8]
    private var start = 0
    private var end: Int
    private var sourceEnded = false
    /// Text for which the last buffer was too small.
    private var spilt: [UInt8] = []

    /// - Parameters:
    ///   - prefix: bytes that were taken off `source` already.
    ///   - blockSize: bytes that are read at a time.
    /// - Throws: `FormatError` where this machine does not know the encoding.
    public init(
        _ source: any ByteSource, from encoding: TextEncoding, prefix: ArraySlice<UInt8> = [],
        blockSize: Int = 128 * 1024
    ) throws {
        self.source = source
        if encoding == .windows1252 {
            transcoder = Windows1252()
        } else if let known = IconvTranscoder(encoding) {
            transcoder = known
        } else {
            throw FormatError(
                .cannotOpen, "The encoding \(encoding.name) cannot be read on this machine. Save the file as UTF-8.")
        }
        block = Array(prefix)
        end = block.count
        let wanted = max(blockSize, 64)
        if block.count < wanted { block += [UInt8](repeating: 0, count: wanted - block.count) }
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if spilt.isEmpty {
            if buffer.count >= 64 { return try produce(into: buffer) }
            if buffer.count == 0 { return 0 }
            var small = [UInt8](repeating: 0, count: 64)
            let count = try small.withUnsafeMutableBytes { try produce(into: $0) }
            spilt = Array(small.prefix(count))
        }
        let count = min(spilt.count, buffer.count)
        spilt.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        spilt.removeFirst(count)
        return count
    }

    /// Writes at least one byte, unless there is none left.
    private func produce(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let (read, written) = block.withUnsafeBytes {
                transcoder.convert(UnsafeRawBufferPointer(rebasing: $0[start..<end]), isEnd: sourceEnded, into: output)
            }
            start += read
            if written > 0 { return written }
            if sourceEnded { return 0 }
            try refill()
        }
    }

    /// Puts the incomplete character to the front and reads on behind it.
    private func refill() throws {
        let rest = end - start
        try block.withUnsafeMutableBytes { bytes in
            if rest > 0, start > 0, let base = bytes.baseAddress {
                base.copyMemory(from: base + start, byteCount: rest)
            }
            let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[rest...]))
            if count == 0 { sourceEnded = true }
            (start, end) = (0, rest + count)
        }
    }
}
