import Crypto
import Foundation
import HTCDSFormats
import Testing

@testable import HTCDSKit

/// A thread that reads ahead changes neither bytes nor digest, and tells an error where it stands.
@Suite struct ReadAheadTests {
    /// Gives bytes in pieces, then an error where there is one.
    private final class Pieces: ByteSource {
        struct Broken: Error {}
        private let bytes: [UInt8]
        private let piece: Int
        private let breaks: Bool
        private var position = 0
        init(_ bytes: [UInt8], piece: Int, breaks: Bool = false) {
            (self.bytes, self.piece, self.breaks) = (bytes, piece, breaks)
        }
        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let count = min(buffer.count, piece, bytes.count - position)
            if count == 0, breaks { throw Broken() }
            bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
            position += count
            return count
        }
    }

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) } }

    private static func readAll(_ source: HashingByteSource, step: Int) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: step)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return all }
            all += buffer[..<count]
        }
    }

    @Test(arguments: [0, 1, 1 << 20, 1 << 20 + 1, 3_000_017], [100_000, .max])
    func givesTheSameBytesAndDigest(size: Int, piece: Int) throws {
        let bytes = Self.bytes(size)
        let digest = SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        for step in [70_001, 1 << 20] {
            for readsAhead in [false, true] {
                let source = HashingByteSource(Pieces(bytes, piece: piece), readsAhead: readsAhead)
                try #require(try Self.readAll(source, step: step) == bytes)
                // Once at the end, always at the end.
                #expect(try Self.readAll(source, step: step).isEmpty)
                #expect(source.count == size)
                #expect(source.sha256 == digest)
            }
        }
    }

    @Test func whatNobodyReadIsHashedToo() throws {
        let bytes = Self.bytes(5_000_000)
        let source = HashingByteSource(Pieces(bytes, piece: .max), readsAhead: true)
        var buffer = [UInt8](repeating: 0, count: 600_000)
        for _ in 0..<4 { _ = try buffer.withUnsafeMutableBytes { try source.read(into: $0) } }
        try source.drain()
        #expect(source.count == bytes.count)
        #expect(source.sha256 == SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined())
    }

    @Test func anErrorComesBehindTheBytesBeforeIt() throws {
        let bytes = Self.bytes(2_500_000)
        let source = HashingByteSource(Pieces(bytes, piece: 300_000, breaks: true), readsAhead: true)
        var read = 0
        var buffer = [UInt8](repeating: 0, count: 100_000)
        #expect(throws: Pieces.Broken.self) {
            while true { read += try buffer.withUnsafeMutableBytes { try source.read(into: $0) } }
        }
        #expect(read == bytes.count)
        #expect(throws: Pieces.Broken.self) { try buffer.withUnsafeMutableBytes { try source.read(into: $0) } }
    }
}
