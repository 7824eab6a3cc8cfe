import HTCDSCells
import HTCDSFindings
import Testing

struct ValueShapeTests {
    @Test(arguments: [
        ("", "empty"), ("  \u{A0}\t", "only blanks"), ("\u{200D}\u{2060}", "only invisible characters"),
        ("Zorbl", "5 letters"), ("Z", "1 letter"), (" Zorbl ", "5 letters"), ("Zoé", "3 letters"),
        ("Zoe\u{301}", "3 letters"), ("4711", "4 digits"), ("٤٧١١", "4 digits"), ("1", "1 digit"),
        ("Zorblax Quimby", "2 words, 13 letters"), ("O'Zorb", "6 characters, letters and signs"),
        ("A-12", "4 characters, letters and digits"), ("--", "2 characters, no letter and no digit"),
        ("😀", "1 character, no letter and no digit"), ("👩‍👩‍👧", "1 character, no letter and no digit"),
        ("31/12/1999", "10 characters, looks like dd/mm/yyyy"), ("12/31/1999", "10 characters, looks like mm/dd/yyyy"),
        ("04/05/1999", "10 characters, looks like dd/mm/yyyy or mm/dd/yyyy"),
        ("4.5.1999", "8 characters, looks like d.m.yyyy or m.d.yyyy"),
        ("31-12-99", "8 characters, looks like dd-mm-yy"),
        ("1999-12-31", "10 characters, looks like yyyy-mm-dd"), ("1999-12", "7 characters, looks like yyyy-mm"),
        ("12/1999", "7 characters, looks like mm/yyyy"), ("19991231", "8 digits, looks like yyyymmdd"),
        ("1999-12-31T10:30:00Z", "20 characters, looks like yyyy-mm-dd with a time"),
        ("31/12/1999 23:59", "16 characters, looks like dd/mm/yyyy with a time"),
        ("45/45/1999", "10 characters, looks like a date with an impossible day or month"),
        ("10:30", "5 characters, looks like a time of day"), ("۱۳۷۸/۱۰/۱۱", "10 characters, looks like yyyy/mm/dd"),
        ("3rd of March 1999", "17 characters, looks like a date with the month in words"),
        ("3-août-99", "9 characters, looks like a date with the month in words"),
        ("3 de marzo de 1999", "18 characters, looks like a date with the month in words"),
        ("zorb@example.org", "looks like an e-mail address"), ("https://example.org/x", "looks like a web address"),
        ("+47 91 23 45 67 8", "looks like a phone number with 11 digits"),
        ("(0) 555-123 45", "looks like a phone number with 9 digits"), ("55512345678", "11 digits"),
        ("-3.5", "4 characters, looks like a number"), ("1,234.50", "8 characters, looks like a number"),
        ("12 %", "4 characters, looks like a number"), ("12.5, 104.2", "11 characters, looks like a pair of numbers"),
        ("Zorblax;Quimby", "14 characters, several values separated by ;"),
        ("Zorb | Quim", "11 characters, several values separated by |"),
        ("Zorb\nQuim", "9 characters, several values separated by line breaks"),
        ("Zorb, Quim", "10 characters, several values separated by ,"),
        ("Иванова", "7 characters, not Latin"), ("نور الدين", "2 words, 9 characters, not Latin"),
        ("Zorb Иван", "2 words, 9 characters, partly not Latin"), ("สมชาย", "5 characters, not Latin"),
        ("กิ่ง", "2 characters, not Latin"),
        ("JosÃ©", "5 characters, letters and signs, looks like text in a wrong encoding"),
        ("Zo\u{200B}rb", "4 letters, with invisible characters"),
    ])
    func shapes(value: String, shape: String) {
        #expect(Self.describe(value) == shape)
    }

    @Test func lengthsOfLongValuesAreNotTold() {
        #expect(Self.describe(String(repeating: "z", count: 64)) == "64 letters")
        #expect(Self.describe(String(repeating: "z", count: 65)) == "more than 64 characters")
        #expect(Self.describe(String(repeating: "7", count: 65)) == "more than 64 digits")
        #expect(
            Self.describe(String(repeating: "Zorb; ", count: 60))
                == "more than 64 characters, several values separated by ;")
        #expect(Self.describe(String(repeating: "ы", count: 5000)) == "more than 64 characters, not Latin")
        #expect(Self.describe(String(repeating: "é", count: 2_000_000)) == "more than 64 characters")
    }

    @Test func bytesThatAreNotText() {
        #expect(
            Self.describe(bytes: [0x5A, 0xE9, 0x5A])
                == "3 characters, letters and signs, with characters that could not be read")
        #expect(Self.describe(bytes: [0xFF, 0xFE, 0x00, 0xC0]).contains("with characters that could not be read"))
        #expect(
            Self.describe(bytes: [0xE2, 0x82])
                == "1 character, no letter and no digit, with characters that could not be read")
        // A character cut by the limit of what is looked at is no broken one.
        #expect(Self.describe("z" + String(repeating: "é", count: 4000)) == "more than 64 characters")
    }

    /// Random bytes out of those that patterns look at: no crash, no length above the limit.
    @Test func anyBytesAreDescribed() {
        let alphabet =
            Array("0123456789/-.:,;|@+() \n\tTZaemrch%$'_".utf8) + [0xC3, 0xA9, 0xD9, 0xA3, 0xE2, 0x80, 0x8F, 0xFF, 0]
        var state: UInt64 = 20_260_131
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<20_000 {
            let bytes = (0..<next(24)).map { _ in alphabet[next(alphabet.count)] }
            let shape = Self.describe(bytes: bytes)
            #expect(!shape.isEmpty && shape.utf8.count < 200)
            _ = withCell(bytes) { ValueShape.looksLikeData($0) }
        }
    }

    /// Canary: whatever the value, the shape is made of the vocabulary alone.
    @Test func noValueShinesThrough() {
        let seeds = [
            "Zorblax", "Quimby", "zorblax.quimby@example.org", "Zorblax;Quimby|Vexl", "3 Zorblax 1999",
            "Zörblæx Qüimby",
            "ЗорблаксКвимби", "زوربلاكس", "佐布拉克斯", "+47 Zorblax 123", "https://zorblax.example",
            "Zorblax\u{200B}Quimby",
            "Zorblax, Quimby (Vexl)", "www.zorblax", "12.Zorblax.1999", "Zorblax's \"Quimby\"", "\u{1B}[31mZorblax",
            "{Zorblax}",
        ]
        var values = seeds
        for a in seeds { for b in seeds { values.append(a + " " + b) } }
        values += seeds.map { String(repeating: $0 + " ", count: 40) }
        var checked = 0
        for value in values {
            let shape = Self.describe(value)
            let words = shape.split { !($0.isLetter || $0 == "-") }.map(String.init)
            #expect(words.allSatisfy(Self.vocabulary.contains), "\(shape)")
            for part in Self.parts(of: value) where !Self.isVocabulary(part) {
                #expect(!shape.lowercased().contains(part), "\(shape)")
                checked += 1
            }
            for number in shape.split(whereSeparator: { !$0.isNumber }) { #expect((Int(number) ?? 99) <= 64) }
        }
        #expect(checked > 1000)
    }

    private static let vocabulary: Set<String> = Set(
        """
        empty only blanks invisible characters character letters letter digits digit words word more than looks like an
        e-mail address a web phone number with several values separated by line breaks no and or signs not Latin partly
        that could be read text in wrong encoding date the month impossible day time of pair numbers
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    /// The stretches of three letters in `value`, in lower case.
    private static func parts(of value: String) -> Set<String> {
        let letters = Array(value.lowercased())
        guard letters.count >= 3 else { return [] }
        return Set(
            (0...(letters.count - 3)).map { String(letters[$0..<($0 + 3)]) }.filter { $0.allSatisfy(\.isLetter) })
    }
    private static func isVocabulary(_ part: String) -> Bool { vocabulary.contains { $0.lowercased().contains(part) } }

    static func describe(_ value: String) -> String { describe(bytes: Array(value.utf8)) }
    static func describe(bytes: [UInt8]) -> String { withCell(bytes) { ValueShape.describe($0) } }
}

struct HeaderTests {
    @Test(arguments: [
        "1999-12-31", "31/12/1999", "31.12.99", "12/31/1999 10:00", "1999/12", "19991231", "3 March 1999",
        "Mar 3, 1999",
        "1er mai 2020", "Seen on 31/12/1999 in town", "born March 3, 1999", "March 1999", "10:30", "۱۳۷۸/۱۰/۱۱",
        "1999年12月31日", "+47 912 34 567", "Tel. 0912345678", "(555) 123-4567 home", "٠٩١٢٣٤٥٦٧٨", "zorb@example.org",
        "Zorb <zorb@example.org>", "1", "-3.5", "1 234,50", "12 %", "$ 12", "٤٢", "1.5e-3", "12.5, 104.2", "2019",
    ])
    func looksLikeData(text: String) { #expect(Self.looksLikeData(text)) }

    @Test(arguments: [
        "", " ", "Gender", "prs_Gender", "Date of birth", "Phone 1", "Phone number (mobile)", "E-mail",
        "Contact @ work",
        "Case no.", "Age (0-17)", "Q3", "2019-2020", "Cases 2019 - 2020", "HTCDS 2.0", "May be contacted",
        "Date (dd/mm/yyyy)",
        "Geschlecht", "Année", "性别", "الجنس", "Version 1.2.3", "%", "-", "N/A", "Address line 2", "e", "Set 1 of 2",
    ])
    func looksLikeAHeader(text: String) { #expect(!Self.looksLikeData(text)) }

    @Test func onlyTheBeginningOfAHugeCellIsLookedAt() {
        #expect(!Self.looksLikeData(String(repeating: "zorb ", count: 1_000_000) + "1999-12-31"))
    }

    private static func looksLikeData(_ text: String) -> Bool {
        withCell(Array(text.utf8)) { ValueShape.looksLikeData($0) }
    }
}

private func withCell<Result>(_ bytes: [UInt8], _ body: (CellBytes) -> Result) -> Result {
    let arena = ByteArena(capacity: bytes.count)
    bytes.withUnsafeBufferPointer { arena.append($0) }
    defer { withExtendedLifetime(arena) {} }
    return body(arena.bytes(at: 0, length: bytes.count))
}
