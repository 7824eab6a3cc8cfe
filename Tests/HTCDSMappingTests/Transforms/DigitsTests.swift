import HTCDSCells
import HTCDSMapping
import Testing

@Suite("Digits of other scripts and years of other calendars")
struct DigitsTests {
    private func one(_ field: String, _ cell: String, _ more: String = "") throws -> (value: String?, told: String?) {
        let mapped = try Chain.map("A,Z\n\"\(cell)\",z\n", "fields: {\(field): {from: A\(more)}}\n")
        #expect(mapped.faults.count <= 1)
        let path =
            switch field.prefix(3) {
            case "prs": "persons.0."
            case "con": "persons.0.consent."
            case "vic": "persons.0.victim."
            default: "case."
            }
        let value = mapped.value(path + field)
        // What became no value is kept to the letter.
        if value == nil { #expect(mapped.value("extensions.A") == cell) }
        return (value, mapped.faults.first.map { "\($0.fault)" })
    }

    /// 2018-05-13 in Arabic, Persian, Devanagari, Bengali, Thai, Khmer, Burmese and full-width digits.
    @Test(
        "dates in every script's digits",
        arguments: [
            "٢٠١٨-٠٥-١٣", "۲۰۱۸-۰۵-۱۳", "२०१८-०५-१३", "২০১৮-০৫-১৩", "๒๐๑๘-๐๕-๑๓", "២០១៨-០៥-១៣", "၂၀၁၈-၀၅-၁၃",
            "２０１８－０５－１３", "２０１８／０５／１３", "١٣/٠٥/٢٠١٨", "13.٠٥.2018", "\u{200F}٢٠١٨-٠٥-١٣\u{200F}",
            "\u{202A}2018-05-13\u{202C}",
        ])
    func dates(_ cell: String) throws {
        #expect(try one("prs_Birthdate", cell) == ("2018-05-13", nil))
    }

    @Test("patterns, partial dates and what is no date")
    func partial() throws {
        #expect(try one("prs_Birthdate", "٢٠١٨") == ("2018", nil))
        #expect(try one("prs_Birthdate", "۰۳/۰۴/۲۰۱۸", ", dates: [dd/MM/yyyy]") == ("2018-04-03", nil))
        #expect(try one("prs_Birthdate", "۰۳/۰۴/۲۰۱۸") == (nil, "ambiguousDate"))
        for cell in ["٢٠١٨-١٣-٠١", "٢٠١٨ م", "²⁰18", "ⅯⅯⅩⅧ", "二〇一八"] {
            #expect(try one("prs_Birthdate", cell) == (nil, "notADate"))
        }
    }

    @Test("numbers, yes and no, phones and codes")
    func others() throws {
        #expect(try one("prs_NumberOfChildren", "١٢") == ("12", nil))
        #expect(try one("prs_MailingLatitude", "٣٫٥") == ("3.5", nil))
        #expect(try one("prs_MailingLatitude", "−１２.５") == ("-12.5", nil))
        #expect(try one("prs_NumberOfChildren", "١٢ سنة") == (nil, "notANumber"))
        #expect(try one("prs_NumberOfChildren", "١٬٢٣٤") == (nil, "notANumber"))
        #expect(try one("con_Consent", "۱") == ("true", nil))
        #expect(try one("con_Consent", "０") == ("false", nil))
        #expect(try one("con_Consent", "२") == (nil, "notABoolean"))
        // A phone is looked at, and kept as it stands.
        #expect(try one("prs_HomePhone", "+٣١ ٦ ١٢٣٤٥٦٧٨") == ("+٣١ ٦ ١٢٣٤٥٦٧٨", nil))
        #expect(try one("prs_HomePhone", "٠٦ ١٢٣٤").told == "notAPhoneNumber")
        #expect(try one("prs_Gender", "٢", ", values: {1: Feminine, 2: Masculine}") == ("Masculine", nil))
        #expect(try one("prs_Gender", "３", ", values: {1: Feminine, 2: Masculine}") == (nil, "unmappedValue"))
        #expect(try one("prs_Citizenship", "٧٠٤") == ("[\"VN\"]", nil))
        #expect(
            try one("vic_MethodsOfControl", "１;２", ", values: {1: DebtBondage, 2: FalsePromises}").value
                == "[\"DebtBondage\",\"FalsePromises\"]")
        let collected = try Chain.map(
            "A,B,Z\n۱,٠,z\n", "fields: {vic_MethodsOfControl: {collect: {A: DebtBondage, B: FalsePromises}}}\n")
        #expect(collected.value("persons.0.victim.vic_MethodsOfControl") == "[\"DebtBondage\"]")
        #expect(collected.faults.isEmpty)
    }

    @Test("text is never rewritten")
    func text() throws {
        #expect(try one("prs_FirstName", "١٢٣").value == "١٢٣")
    }

    @Test(
        "years that are 543 years ahead are no dates",
        arguments: [
            "2562-05-03", "2562", "2562-05", "3/4/2562", "31/12/2500", "03.04.2562", "๒๕๖๒-๐๕-๐๓", "๑๓/๐๕/๒๕๖๒",
        ])
    func buddhist(_ cell: String) throws {
        #expect(try one("prs_Birthdate", cell) == (nil, "buddhistDate"))
    }

    @Test(
        "years of the Islamic calendars are no dates",
        arguments: ["1402-05-03", "۱۴۰۲/۰۵/۰۳", "1445", "١٤٤٥", "03/04/1402", "1300-01", "1500-12-01"])
    func islamic(_ cell: String) throws {
        #expect(try one("prs_Birthdate", cell) == (nil, "islamicDate"))
        #expect(try one("prs_Birthdate", "03/04/1402", ", dates: [dd/MM/yyyy]") == (nil, "islamicDate"))
    }

    @Test("other years are what they were")
    func otherYears() throws {
        for year in ["1299", "1501", "1600", "1899"] { #expect(try one("prs_Birthdate", year) == (year, nil)) }
        for year in ["2399", "2601"] { #expect(try one("prs_Birthdate", year) == (year, "futureDate")) }
        #expect(try one("prs_Birthdate", "99/99/2562") == (nil, "notADate"))
    }

    @Test("the year that is meant, for whoever may see values")
    func commonYear() {
        func year(_ text: String) -> String? {
            var text = text
            return text.withUTF8 { bytes in
                bytes.baseAddress.flatMap { OtherCalendar.commonYear(CellBytes(start: $0, count: bytes.count)) }
            }
        }
        #expect(year("2562-05-03") == "2019")
        #expect(year("๑๓/๐๕/๒๕๖๒") == "2019")
        #expect(year("1402") == nil)
        #expect(year("no year") == nil)
    }
}
