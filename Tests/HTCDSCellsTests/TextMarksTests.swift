import HTCDSCells
import TestSupport
import Testing

/// Marks are held against a look at every byte.
@Suite("Marks of texts")
struct TextMarksTests {
    private static let letters = Array("abz Z@09/:?`{[é\u{7F}นΑ.,".utf8)

    /// A text of `count` bytes with anything behind it.
    private func marks(_ text: [UInt8], behind: [UInt8]) throws -> TextMarks {
        let arena = ByteArena(capacity: 4096)
        for byte in text + behind { arena.append(byte) }
        return TextMarks(padded: UnsafePointer(arena.base), count: text.count)
    }

    @Test("what stands in a text is marked, and what stands behind it is not")
    func marks() throws {
        var numbers = SeededNumbers(state: 11)
        var seen: [UInt16: Int] = [:]
        for count in 0...100 {
            for turn in 0..<60 {
                // Few kinds of bytes, so that each mark is missing often.
                let kinds = (0..<1 + turn % 3).map { _ in Self.letters.randomElement(using: &numbers) ?? 0x61 }
                var text = (0..<count).map { _ in turn % 4 == 0 ? 0x61 : kinds.randomElement(using: &numbers) ?? 0x61 }
                if count > 0, turn % 4 == 0 {
                    text[Int.random(in: 0..<count, using: &numbers)] = Self.letters.randomElement(using: &numbers) ?? 0
                }
                let behind = (0..<80).map { _ in Self.letters.randomElement(using: &numbers) ?? 0x61 }
                let found = try marks(text, behind: behind)
                let hasDigitOrAt = text.contains { $0 == 0x40 || (0x30...0x39).contains($0) }
                #expect(found.contains(.digitOrAt) == hasDigitOrAt)
                let hasCapital = text.dropFirst().contains { (0x41...0x5A).contains($0) }
                let isWide = text.contains { $0 >= 0x80 }
                if count > 32 {
                    #expect(found.contains(.innerCapital) == hasCapital)
                    #expect(found.contains(.beyondASCII) == isWide)
                } else {
                    // Not looked for: they may stand there.
                    #expect(found.isSuperset(of: [.innerCapital, .beyondASCII]))
                }
                seen[found.rawValue, default: 0] += 1
            }
        }
        #expect(seen.count > 8)
    }

    @Test("a value of a text has all marks unless somebody looked, and one of nothing has none")
    func values() {
        #expect(FieldValue(.text, 1, 2).marks == .unknown)
        #expect(FieldValue(.ownText).marks == .unknown)
        #expect(FieldValue.absent.marks == [])
        #expect(MemoryLayout<FieldValue>.stride == 12)
    }

    @Test("an absent value is zeros, as a cleared slot is")
    func absent() {
        let fields = FieldBatch(slotCount: 2, recordCapacity: 8)
        for slot in 0..<2 {
            for record in 0..<8 { fields.set(FieldValue(.text, .max, .max), slot: slot, record: record) }
        }
        fields.clear(slot: 1, count: 7)
        for slot in 0..<2 {
            for record in 0..<8 {
                let value = fields.value(slot: slot, record: record)
                let isCleared = slot == 1 && record < 7
                #expect(value.tag == (isCleared ? .absent : .text))
                #expect(value.marks == (isCleared ? [] : .unknown))
                #expect(value.a == (isCleared ? 0 : .max) && value.b == value.a && !value.keepsText)
            }
        }
        #expect(withUnsafeBytes(of: FieldValue.absent) { $0.allSatisfy { $0 == 0 } })
    }

    @Test("the cells in which something stands, in order", arguments: [0, 1, 63, 64, 65, 127, 128, 504])
    func filled(_ count: Int) {
        var numbers = SeededNumbers(state: 13)
        for share in 0...4 {
            let cells = (0..<count).map { _ in
                Int.random(in: 0..<4, using: &numbers) < share
                    ? Cell(offset: 7, length: Int.random(in: 1...Cell.maximumLength, using: &numbers))
                    : Bool.random(using: &numbers) ? .absent : Cell(offset: 9, length: 0, quoted: true, broken: true)
            }
            var found: [Int] = []
            let total = cells.withUnsafeBufferPointer { cells in CellBatch.forEachFilled(cells) { found.append($0) } }
            #expect(found == cells.indices.filter { !cells[$0].isEmpty })
            #expect(total == found.count)
        }
    }
}
