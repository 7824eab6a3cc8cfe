import HTCDSCells
import Testing

/// RFC 4180, section 2, rules 5 to 7, as we write them.
@Suite struct CSVTextTests {
    private func written(_ bytes: [UInt8]) -> [UInt8] {
        let arena = ByteArena(capacity: 4)
        bytes.withCell { CSVText.append($0, to: arena) }
        return Array(arena.contents)
    }

    @Test(arguments: [
        ("plain", "plain"), ("", ""), (" a ", " a "), ("a,b", "\"a,b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""),
        ("say \"x\"", "\"say \"\"x\"\"\""), ("\"", "\"\"\"\""), ("é;ệ\t", "é;ệ\t"), ("é,𐍈", "\"é,𐍈\""),
    ])
    func quotesOnlyWhatMustBe(text: String, expected: String) {
        #expect(written(Array(text.utf8)) == Array(expected.utf8))
        let arena = ByteArena(capacity: 4)
        CSVText.append(text, to: arena)
        #expect(Array(arena.contents) == Array(expected.utf8))
    }

    @Test func invalidBytesBecomeReplacementCharacters() {
        #expect(written([0x61, 0xFF, 0x2C]) == Array("\"a\u{FFFD},\"".utf8))
        #expect(written([0x61, 0xE9]) == Array("a\u{FFFD}".utf8))
    }
}
