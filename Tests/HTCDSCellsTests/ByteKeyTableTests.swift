import Foundation
import HTCDSCells
import Testing

/// A code list finds its spellings whatever their case, blanks, apostrophes and composition, from cells and strings alike.
@Suite struct ByteKeyTableTests {
    private let table = ByteKeyTable([
        ("Don't know", 0), ("Café", 1), ("Tiếng Việt", 2), ("العربية آدم", 3), ("Co-operative", 4), ("A", 5),
        ("Ελλάδα", 6),
        ("Straße", 7), ("한국어", 8), ("a", 9),
    ])

    /// A character that nobody sees sends the text the long way.
    @Test func textInASCIIIsFoldedAsAllText() {
        for byte in UInt8(0)..<0x80 {
            for text in ["\(Unicode.Scalar(byte))", "a\(Unicode.Scalar(byte))B", " \(Unicode.Scalar(byte)) \r\n c "] {
                #expect(ByteKeyTable.folded(text) == ByteKeyTable.folded(text + "\u{200B}"), "byte \(byte)")
            }
        }
        #expect(ByteKeyTable.folded(" Don`t \t KNOW\n") == Array("don't know".utf8))
    }

    /// The number as a cell finds it, and that a string finds the same.
    private func find(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Int? {
        let found = text.withCell { table.lookup($0) }
        #expect(table.lookup(text) == found, sourceLocation: sourceLocation)
        return found
    }

    @Test(arguments: [
        "Don't know", "DON'T KNOW", "don’t know", "don‘t know", "donʼt know", "don`t know", "don´t know",
        "don\u{1FEF}t know",
        "don\u{1FFD}t know", "Don't  know", "Don't\tknow", "Don't\r\nknow", "Don't\u{A0}know", "Don't \u{2003} know",
        "  Don't know", "Don't know ", "\u{FEFF}Don't know\u{200B}", "Don't\u{3000}know",
    ])
    func blanksApostrophesAndCaseAreOne(text: String) { #expect(find(text) == 0) }

    @Test(arguments: ["Dont know", "Don't know?", "Don'tknow", "Don\"t know", "Don't kno", "", " ", "\u{A0}"])
    func otherTextIsNotFound(text: String) { #expect(find(text) == nil) }

    @Test func hyphensAreOne() {
        #expect(find("CO\u{2010}OPERATIVE") == 4)
        #expect(find("co\u{2011}operative") == 4)
        #expect(find("co\u{2013}operative") == nil)
    }

    @Test(arguments: [
        ("café", 1), ("CAFE\u{301}", 1), ("tiếng việt", 2), ("TIE\u{302}\u{301}NG VIE\u{323}\u{302}T", 2),
        ("tiê\u{301}ng viẹ\u{302}t", 2), ("tiếng vi\u{EA}\u{323}t", 2), ("العربية ا\u{653}دم", 3), ("ελλα\u{301}δα", 6),
        ("ΕΛΛΆΔΑ", 6), ("straße", 7), ("\u{1112}\u{1161}\u{11AB}국어", 8),
    ])
    func twinsOfAnyCompositionAreOne(text: String, number: Int) { #expect(find(text) == number) }

    @Test func lettersThatOnlyLookAlikeAreNot() {
        #expect(find("Cafe") == nil)
        #expect(find("Cafè") == nil)
        #expect(find("Саfé") == nil)  // Cyrillic С and а
        #expect(find("strasse") == nil)
    }

    @Test func firstOfEqualSpellingsWins() { #expect(find("a") == 5) }

    /// Every letter that Unicode takes apart, in every form that Foundation makes of it.
    @Test func everyDecomposableLetterHasOneForm() {
        var seen = 0
        for value in UInt32(0xA0)...0x2FA1D {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if value > 0xFFFF && (0x20000..<0x2F800).contains(value) { continue }
            let text = String(scalar)
            let apart = text.decomposedStringWithCanonicalMapping
            guard !apart.unicodeScalars.elementsEqual(text.unicodeScalars) else { continue }
            seen += 1
            #expect(
                ByteKeyTable.folded("x" + text) == ByteKeyTable.folded("x" + apart), "U+\(String(value, radix: 16))")
        }
        #expect(seen > 12_000)
    }

    @Test func marksInAnyOrderAreOne() {
        let forms = ["q\u{323}\u{307}", "q\u{307}\u{323}"]
        #expect(ByteKeyTable.folded(forms[0]) == ByteKeyTable.folded(forms[1]))
        // Alef with hamza and fatha: no single letter stands for the three.
        #expect(ByteKeyTable.folded("\u{623}\u{64E}") == ByteKeyTable.folded("\u{627}\u{64E}\u{654}"))
        #expect(ByteKeyTable.folded("q\u{301}\u{300}") != ByteKeyTable.folded("q\u{300}\u{301}"))
    }

    @Test func foldingTwiceIsFoldingOnce() {
        for text in ["  Ä’ b\u{A0}c ", "İstanbul", "ΑΣ", "Å", "\u{1F82}", "x\u{200B}\u{301}", "TIẾNG"] {
            let once = ByteKeyTable.folded(text)
            #expect(ByteKeyTable.folded(String(decoding: once, as: UTF8.self)) == once, "\(text)")
        }
    }

    @Test func manyKeysAreAllFoundAndNothingElse() {
        let names = (0..<5_000).map { "Key number \($0 * 7)" }
        let table = ByteKeyTable(names.enumerated().map { ($0.element, $0.offset) })
        for (number, name) in names.enumerated() {
            #expect(name.uppercased().withCell { table.lookup($0) } == number)
        }
        for number in 0..<5_000 where number % 7 != 0 {
            #expect("Key number \(number)".withCell { table.lookup($0) } == nil)
        }
        #expect(ByteKeyTable([]).lookup("x") == nil)
    }

    @Test func longTextIsFoundOrNot() {
        let long = String(repeating: "Long label é ", count: 100)
        let table = ByteKeyTable([(long, 3), (String(repeating: "z", count: 256), 4)])
        #expect(long.uppercased().withCell { table.lookup($0) } == 3)
        #expect(String(repeating: "Z", count: 256).withCell { table.lookup($0) } == 4)
        #expect(String(repeating: "Z", count: 257).withCell { table.lookup($0) } == nil)
        #expect(String(repeating: "x", count: 100_000).withCell { table.lookup($0) } == nil)
    }

    @Test func brokenTextIsNotFound() {
        #expect([0x43, 0x61, 0x66, 0xC3].withCell { table.lookup($0) } == nil)
    }
}
