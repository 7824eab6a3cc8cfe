import TestSupport
import Testing

@testable import HTCDSCells

/// Places in a block, with a loop over its bytes as the judge.
@Suite struct ByteBlockTests {
    @Test func findsWhatALoopFinds() throws {
        var numbers = SeededNumbers(state: 64)
        let letters: [UInt8] = [0x00, 0x01, 0x22, 0x2C, 0x61, 0x7F, 0x80, 0x81, 0xFF]
        var plain = 0
        for _ in 0..<5_000 {
            let chosen = letters.shuffled(using: &numbers).prefix(Int.random(in: 1...4, using: &numbers))
            let bytes = (0..<ByteBlock.size).map { _ in chosen.randomElement(using: &numbers) ?? 0 }
            bytes.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let block = ByteBlock(start)
                for byte in [0x00, 0x22, 0x2C, 0xFF] as [UInt8] {
                    #expect(block.places(of: SIMD16(repeating: byte)) == Self.places(bytes) { $0 == byte })
                    #expect(block.holds(SIMD16(repeating: byte)) == bytes.contains(byte))
                }
                #expect(block.unplainPlaces == Self.places(bytes) { $0 == 0 || $0 >= 0x80 })
                #expect(block.isPlain == (block.unplainPlaces == 0))
                if block.isPlain { plain += 1 }
            }
        }
        #expect(plain > 100)
    }

    /// What other processors do gives the same bits.
    @Test func portableBitsAreTheSame() {
        var numbers = SeededNumbers(state: 16)
        for _ in 0..<5_000 {
            let bytes = (0..<16).map { _ in UInt8.random(in: 0...1, using: &numbers) }
            let hits = SIMD16<UInt8>(bytes) .== SIMD16<UInt8>(repeating: 1)
            #expect(ByteBlock.portableBits(hits) == Self.places(bytes) { $0 == 1 })
        }
    }

    private static func places(_ bytes: [UInt8], _ isOne: (UInt8) -> Bool) -> UInt64 {
        bytes.indices.reduce(0) { isOne(bytes[$1]) ? $0 | 1 << UInt64($1) : $0 }
    }
}
