import HTCDSCells
import TestSupport
import Testing

@Suite("Text escaped many bytes at a time")
struct ByteCursorTests {
    /// Pieces that need an escape, that are cut short, or that only look like something.
    private static let pieces: [[UInt8]] = [
        Array("\"".utf8), Array("\\".utf8), [0x00], [0x1F], [0x0A], [0x0D], [0x09], [0x7F], Array("é".utf8),
        Array("你".utf8), Array("😀".utf8), [0xC3], [0xE4, 0xBD], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
        [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0xFF], Array("&<>".utf8), Array(",;".utf8), Array("_x000D_".utf8),
        Array("_".utf8), Array(" ".utf8), Array("a word or two of plain text".utf8), Array("x".utf8),
    ]

    private func text(_ random: inout SeededNumbers) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            if Bool.random(using: &random) {
                bytes += Self.pieces.randomElement(using: &random) ?? []
            } else {
                bytes += [UInt8](repeating: 0x62, count: Int.random(in: 0...40, using: &random))
            }
        }
        return bytes
    }

    /// `text` in an arena that it fills up to `slack` bytes, behind which lies what must not matter.
    private func arena(_ text: [UInt8], slack: Int) -> ByteArena {
        let arena = ByteArena(capacity: max(64, text.count + slack))
        for byte in text { arena.append(byte) }
        arena.base.advanced(by: arena.count).update(repeating: 0x22, count: arena.capacity - arena.count)
        return arena
    }

    private func compare(
        _ text: [UInt8], _ what: String, byCursor: (inout ByteCursor, CellBytes) -> Void,
        byByte: (CellBytes, ByteArena) -> Void
    ) {
        let source = arena(text, slack: 0)
        let slice = source.bytes(at: 0, length: text.count)
        let expected = ByteArena(capacity: 64)
        expected.append(0x7E)
        byByte(slice, expected)
        expected.append(0x7E)
        let found = ByteArena(capacity: 64)
        var cursor = ByteCursor(found)
        cursor.put(0x7E)
        byCursor(&cursor, slice)
        cursor.put(0x7E)
        cursor.finish()
        #expect(Array(found.contents) == Array(expected.contents), "\(what) of \(text)")
    }

    @Test("escapes are the same as byte by byte", arguments: 0..<8)
    func escapes(seed: Int) {
        var random = SeededNumbers(state: UInt64(seed))
        for _ in 0..<2_000 {
            let text = text(&random)
            compare(text, "JSON", byCursor: { $0.putJSON(slice: $1) }, byByte: { JSONText.appendQuoted($0, to: $1) })
            compare(text, "CSV", byCursor: { $0.putCSV(slice: $1) }, byByte: { CSVText.append($0, to: $1) })
            compare(text, "XML", byCursor: { $0.putXML(slice: $1) }, byByte: { XMLText.append($0, to: $1) })
            compare(
                text, "an attribute", byCursor: { $0.putXML(slice: $1, in: .attribute) },
                byByte: { XMLText.append($0, to: $1, in: .attribute) })
            compare(text, "a copy", byCursor: { $0.put(slice: $1) }, byByte: { $1.append($0) })
            compare(text, "a copy", byCursor: { $0.put($1) }, byByte: { $1.append($0) })
        }
    }

    @Test func everyByteInEveryPlace() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<18 {
                var text = [UInt8](repeating: 0x61, count: 18)
                text[place] = byte
                compare(
                    text, "JSON", byCursor: { $0.putJSON(slice: $1) }, byByte: { JSONText.appendQuoted($0, to: $1) })
                compare(text, "CSV", byCursor: { $0.putCSV(slice: $1) }, byByte: { CSVText.append($0, to: $1) })
                compare(text, "XML", byCursor: { $0.putXML(slice: $1) }, byByte: { XMLText.append($0, to: $1) })
            }
        }
    }

    @Test func datesAreThoseOfPackedDate() {
        for raw in [(2018, 0, 0), (2018, 5, 0), (2018, 12, 31), (1, 1, 1), (9999, 10, 9), (100, 0, 0)] {
            guard let date = PackedDate(year: raw.0, month: raw.1, day: raw.2) else {
                Issue.record("no date")
                continue
            }
            compare([], "a date", byCursor: { cursor, _ in cursor.put(date) }, byByte: { date.append(to: $1) })
        }
    }

    @Test func forgetsAndReplaces() {
        let arena = ByteArena(capacity: 64)
        arena.append("ab" as StaticString)
        var cursor = ByteCursor(arena)
        cursor.put(",\"key\":1" as StaticString)
        cursor.replace(at: 2, by: 0x7B)
        let mark = cursor.count
        cursor.put(" and this" as StaticString)
        cursor.rewind(to: mark)
        cursor.aside { $0.append("}" as StaticString) }
        cursor.put(0x0A)
        cursor.finish()
        #expect(String(decoding: arena.contents, as: UTF8.self) == "ab{\"key\":1}\n")
    }

    @Test func wordsAreFoundAgain() {
        let words = WordStore()
        let made = (0..<500).map { words.add("word \($0) " + String(repeating: "x", count: $0 % 40)) }
        let arena = ByteArena(capacity: 64)
        var cursor = ByteCursor(arena)
        for word in made { cursor.put(word, of: words) }
        cursor.finish()
        let expected = (0..<500).map { "word \($0) " + String(repeating: "x", count: $0 % 40) }.joined()
        #expect(String(decoding: arena.contents, as: UTF8.self) == expected)
    }
}
