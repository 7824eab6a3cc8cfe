import Crypto
import HTCDSFindings

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of a gate's folder, which knows the hash, size and rows of what was written to it.
public final class GateFile: ByteSink {
    private let name: GateFileName
    private let shown: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private var bytes = 0
    private var lines = 0
    /// Once it is committed.
    private(set) var output: Receipt.Output?
    private static let bufferSize = 1 << 18

    init(_ name: GateFileName, in folder: Int32, shown: String) throws {
        self.name = name
        self.shown = shown
        descriptor = openat(folder, name.rawValue, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(shown) }
    }

    deinit { abandon() }

    /// Closes the file without a word.
    func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
    }

    /// - Throws: `ToolError` with `.inputOutput`.
    public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        precondition(output == nil, "nothing is written to a committed file")
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count >= Self.bufferSize {
            try pass(UnsafeRawBufferPointer(bytes))
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBytes { try pass($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func pass(_ block: UnsafeRawBufferPointer) throws {
        try Descriptor.writeAll(descriptor, block, name: shown)
        hash.update(bufferPointer: block)
        bytes += block.count
        if name.rows != nil { lines += LineCount.of(block) }
    }

    /// Flushes the file to the disk. A second time does nothing.
    /// - Throws: `ToolError` with `.inputOutput`.
    public func commit() throws {
        guard output == nil else { return }
        try flush()
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(shown) }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw Self.failure(shown) }
        output = Receipt.Output(
            name: name.rawValue, sha256: Hexadecimal.text(hash.finalize()), bytes: bytes,
            rows: name.rows?.count(lines: lines))
    }

    /// Forgets what was written, to start again.
    func restart() throws {
        precondition(output == nil, "a committed file does not start again")
        buffer.removeAll(keepingCapacity: true)
        (hash, bytes, lines) = (SHA256(), 0, 0)
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.failure(shown) }
    }

    private static func failure(_ shown: String) -> ToolError {
        ToolError(
            .inputOutput, "Writing \(shown) failed: \(String(cString: strerror(errno))). Nothing was left behind.")
    }
}

/// Counts ends of lines.
enum LineCount {
    static func of(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in bytes where byte == 0x0A { count &+= 1 }
        return count
    }
}
