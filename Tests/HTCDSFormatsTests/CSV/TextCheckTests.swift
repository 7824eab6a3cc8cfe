import HTCDSCells
import TestSupport
import Testing

@testable import HTCDSFormats

/// Which chunks hold bytes that are no text, with the standard library's reading of UTF-8 as the judge.
@Suite struct TextCheckTests {
    /// Whole characters of one to four bytes, line ends, and now and then what is none.
    private static func randomText(_ numbers: inout SeededNumbers) -> [UInt8] {
        let whole = ["a", "b,", "\n", "é", "अ", "𝄞", "\u{7F}"].map { Array($0.utf8) }
        let none: [[UInt8]] = [
            [0x00], [0xFF], [0x80], [0xC3], [0xE0, 0xA4], [0xF0, 0x9D, 0x84], [0xC0, 0xAF], [0xE0, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3, 0x28],
        ]
        let length = Int.random(in: 1...400, using: &numbers)
        let rate = Int.random(in: 0...3, using: &numbers)
        var bytes: [UInt8] = Array("x\n".utf8)
        while bytes.count < length {
            let isNone = rate > 0 && Int.random(in: 0..<(40 * rate), using: &numbers) == 0
            bytes += (isNone ? none : whole).randomElement(using: &numbers) ?? []
        }
        return bytes
    }

    @Test func tellsChunksThatMayBeBroken() throws {
        var numbers = SeededNumbers(state: 3629)
        var (sound, broken) = (0, 0)
        for _ in 0..<6_000 {
            let bytes = Self.randomText(&numbers)
            let size = [5, 16, 63, 64, 65, 128, 200, 1_024].randomElement(using: &numbers) ?? 64
            var options = CSVOptions.rowsOnly(delimiter: 0x2C, chunkSize: size)
            options.encoding = .utf8
            let step = [1, 7, 64, 1_000].randomElement(using: &numbers) ?? 1
            let file = try CSVFile(MemoryByteSource(bytes, step: step), options: options)
            var read: [UInt8] = []
            var mayBeBroken = false
            while let chunk = try file.nextChunk() {
                let text = Array(chunk.arena.contents)
                // What is kept for the next chunk may be the reason, so that only one side is exact for a chunk.
                let context = "\(bytes), chunks of \(size), steps of \(step)"
                if !chunk.mayBeBroken { try #require(Self.isText(text), "\(context)") }
                mayBeBroken = mayBeBroken || chunk.mayBeBroken
                read += text
            }
            try #require(mayBeBroken == !Self.isText(read), "\(bytes), chunks of \(size), steps of \(step)")
            if mayBeBroken { broken += 1 } else { sound += 1 }
        }
        #expect(sound > 1_000 && broken > 1_000)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    }
}
