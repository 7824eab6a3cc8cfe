import Crypto
import HTCDSFormats

/// Passes bytes on and remembers their SHA-256 and number, so that a file is read once and the receipt is of what was
/// read.
final class HashingByteSource: ByteSource {
    private let source: any ByteSource
    private var hash = SHA256()
    private(set) var count = 0
    private var readsAhead: Bool
    private var ahead: ReadAhead?

    /// What is read before a thread is worth its start.
    private static let aheadFrom = 1 << 20

    /// - Parameter readsAhead: whether a thread of its own may read and hash what is longer than a little.
    init(_ source: any ByteSource, readsAhead: Bool = false) {
        self.source = source
        self.readsAhead = readsAhead
    }

    deinit { ahead?.stop() }

    /// Lets whoever reads hash what was read, unless a thread does so already.
    func hashInTurn() { readsAhead = false }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if ahead == nil, readsAhead, count >= Self.aheadFrom { ahead = ReadAhead(source, hash: hash) }
        return try readOn(into: buffer)
    }

    private func readOn(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try ahead?.read(into: buffer) ?? source.read(into: buffer)
        if count > 0 {
            if ahead == nil { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[0..<count])) }
            self.count += count
        }
        return count
    }

    /// SHA-256 (FIPS 180-4) of everything, in lower-case hexadecimal, once all of it was read.
    var sha256: String { Hexadecimal.text(ahead?.digest() ?? hash.finalize()) }

    /// Reads on to the end, where a reader stopped before it.
    func drain() throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while try readOn(into: block) > 0 {}
    }
}

enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            text.append(Character(Unicode.Scalar(digit(byte >> 4))))
            text.append(Character(Unicode.Scalar(digit(byte & 15))))
        }
        return text
    }
    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    static func sha256(_ text: String) -> String {
        var text = text
        return text.withUTF8 { Hexadecimal.text(SHA256.hash(data: UnsafeRawBufferPointer($0))) }
    }
}

/// Bytes that were looked at already, then the rest of their source.
final class ReplayByteSource: ByteSource {
    private let prefix: [UInt8]
    private var position = 0
    private let rest: any ByteSource

    init(prefix: [UInt8], rest: any ByteSource) {
        self.prefix = prefix
        self.rest = rest
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, prefix.count - position)
        guard count > 0 else { return try rest.read(into: buffer) }
        prefix.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
        }
        position += count
        return count
    }
}
