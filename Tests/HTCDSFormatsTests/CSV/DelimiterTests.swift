import Testing

@testable import HTCDSFormats

@Suite struct DelimiterTests {
    @Test(arguments: [
        ("a,b,c\n1,2,3\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\n", "\t"), ("a|b|c\n1|2|3\n", "|"),
        // A decimal comma does not outweigh the semicolons.
        ("a;b;c\n1,5;2;3\n2,5;3;4\n", ";"),
        // A title above the table.
        ("List of cases\n\na\tb\tc\n1\t2\t3\n4\t5\t6\n", "\t"),
        // One column whose cells hold several values.
        ("vic_ForcedLabourIndustry\nConstruction;Education\n", ","),
        ("vic_MethodsOfControl\nA;B\nA;B;C\nC\nA;B;C\nB\n", ","),
        ("only\none\n", ","), ("", ","),
    ])
    func found(text: String, delimiter: Character) throws {
        let file = try CSVFile(MemoryByteSource(text))
        #expect(file.delimiter == delimiter.asciiValue)
    }
}
