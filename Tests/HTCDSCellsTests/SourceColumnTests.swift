import HTCDSCells
import Testing

@Suite struct SourceColumnTests {
    @Test(arguments: [
        (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD"),
        (18_277, "ZZZ"),
    ])
    func lettersAndNumbersAreOne(number: Int, letters: String) {
        #expect(SourceColumn.letters(number) == letters)
        #expect(SourceColumn(number: number, name: nil).letters == letters)
        #expect(SourceColumn.number(letters: letters.utf8) == number)
        #expect(SourceColumn.number(letters: letters.lowercased().utf8) == number)
    }

    @Test func everyColumnOfASpreadsheetComesBack() {
        for number in 0..<16_384 where SourceColumn.number(letters: SourceColumn.letters(number).utf8) != number {
            Issue.record("column \(number)")
        }
    }

    @Test(arguments: ["", "A1", "AAAA", "É", "@", "[", "`", "{", " A", "1", "!", "\u{E1}"])
    func otherTextIsNoColumn(text: String) { #expect(SourceColumn.number(letters: text.utf8) == nil) }

    @Test func lettersHaveNoEnd() {
        #expect(SourceColumn.letters(18_278) == "AAAA")
        #expect(!SourceColumn.letters(.max).isEmpty)
    }
}
