import HTCDSCells
import Testing

@Suite struct CellBytesTests {
    private static let blanks = [
        " ", "\t", "\n", "\r\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{A0}", "\u{FEFF}", "\u{2000}", "\u{2003}", "\u{2009}",
        "\u{200B}", "\u{202F}", "\u{3000}",
    ]

    private func trimmed(_ text: String) -> [UInt8] { text.withCell { Array($0.trimmed().buffer) } }

    @Test(arguments: blanks)
    func blanksAtBothEndsGo(blank: String) {
        for core in ["x", "x y", "é", "ệ", "𐍈", "\u{2010}", "a\(blank)b"] {
            for text in [blank + core, core + blank, blank + blank + core + blank, " " + blank + core + blank + " "] {
                #expect(trimmed(text) == Array(core.utf8), "\(text.debugDescription)")
            }
        }
        #expect(trimmed(blank).isEmpty)
        #expect(trimmed(blank + " " + blank).isEmpty)
    }

    @Test(arguments: ["", "x", "é", "\u{2010}x\u{200C}", "à", "\u{3001}", "à\u{20}b"])
    func lettersStay(text: String) { #expect(trimmed(text) == Array(text.utf8)) }

    /// Bytes that are part of a blank's code but belong to no blank.
    @Test func brokenTextIsNotTakenForBlanks() {
        for bytes in [[0xC2], [0xA0], [0xE2, 0x80], [0x80, 0x80], [0x78, 0xC2], [0xE3, 0x80, 0x81], [0xBB, 0xBF]]
            as [[UInt8]]
        {
            #expect(bytes.withCell { Array($0.trimmed().buffer) } == bytes, "\(bytes)")
        }
    }

    @Test func looksAtBytesWithoutMakingText() {
        "Yes".withCell { cell in
            #expect(cell.equals("Yes"))
            #expect(!cell.equals("yes") && !cell.equals("Ye") && !cell.equals("Yess"))
            #expect(cell.equalsIgnoringASCIICase("yes"))
            #expect(!cell.equalsIgnoringASCIICase("yet"))
            #expect(cell[1..<3].makeString() == "es")
            #expect(cell[0] == 0x59)
            #expect(cell.isASCII)
        }
        #expect("é".withCell { !$0.isASCII })
        // The letters beside A–Z and a–z have twins of their own.
        #expect("@[`{".withCell { !$0.equalsIgnoringASCIICase("`{@[") })
        #expect([0x61, 0xFF].withCell { $0.makeString() } == "a\u{FFFD}")
    }
}
