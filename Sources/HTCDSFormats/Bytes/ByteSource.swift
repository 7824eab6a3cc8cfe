/// Where a reader's bytes come from: a file, standard input, memory, a part of a ZIP.
///
/// Forward only. Readers never hand a file name to a C library, which might unpack or fetch what we did not ask for.
public protocol ByteSource: AnyObject {
    /// Reads up to `buffer.count` bytes. Returns 0 at the end and only there.
    /// - Throws: `FormatError` with `.inputOutput`, or what the layer below throws.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are in memory already.
public final class MemoryByteSource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0
    private let step: Int

    /// - Parameter step: at most this many bytes a call, to try out readers at every boundary.
    public init(_ bytes: [UInt8], step: Int = .max) {
        self.bytes = bytes
        self.step = max(1, step)
    }

    public convenience init(_ text: String, step: Int = .max) { self.init(Array(text.utf8), step: step) }

    public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position, step)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes { source in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        return count
    }
}
