import HTCDSCells
import TestSupport
import Testing

@Suite("Sixteen bytes at once")
struct Bytes16Tests {
    private func bytes(_ block: Bytes16) -> [UInt8] { withUnsafeBytes(of: block) { Array($0) } }

    @Test("each byte is what it would be alone")
    func agrees() {
        var numbers = SeededNumbers(state: 12)
        for _ in 0..<2_000 {
            let first = UInt8.random(in: 0 ... .max, using: &numbers)
            let last = UInt8.random(in: first ... .max, using: &numbers)
            let one = (0..<16).map { _ in
                // At the ends of the range too.
                [first, last, first &- 1, last &+ 1, UInt8.random(in: 0 ... .max, using: &numbers)]
                    .randomElement(using: &numbers) ?? 0
            }
            let other = one.map { Bool.random(using: &numbers) ? $0 : UInt8.random(in: 0 ... .max, using: &numbers) }
            let (left, right) = (Bytes16(one), Bytes16(other))
            #expect(bytes(left) == one)
            #expect(bytes(Bytes16(repeating: first)) == Array(repeating: first, count: 16))
            #expect(bytes(left | right) == zip(one, other).map { $0 | $1 })
            #expect(bytes(left & right) == zip(one, other).map { $0 & $1 })
            #expect(bytes(left.same(right)) == zip(one, other).map { $0 == $1 ? 0xFF : 0 })
            #expect(bytes(left.same(first)) == one.map { $0 == first ? 0xFF : 0 })
            #expect(bytes(left.within(first, last)) == one.map { $0 >= first && $0 <= last ? 0xFF : 0 })
            let bits = one.indices.reduce(UInt32(0)) { $0 | (one[$1] >= 0x80 ? 1 << UInt32($1) : 0) }
            #expect(left.highestBits == bits)
        }
    }
}
