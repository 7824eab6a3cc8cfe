import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import Testing

@Suite("Dates, booleans, numbers, phones, e-mails")
struct ValuesTests {
    private func one(_ field: String, _ cell: String, _ more: String = "") throws -> (value: String?, told: String?) {
        let mapped = try Chain.map("A,Z\n\"\(cell)\",z\n", "fields: {\(field): {from: A\(more)}}\n")
        #expect(mapped.faults.count <= 1)
        let path =
            switch field.prefix(3) {
            case "prs": "persons.0."
            case "vic": "persons.0.victim."
            case "con": "persons.0.consent."
            case "spl": "supportPlans.0."
            default: "case."
            }
        let value = mapped.value(path + field)
        if value == nil { #expect(mapped.value("extensions.A") == cell) }
        return (value, mapped.faults.first.map { "\($0.fault)" })
    }

    @Test(
        "ISO dates, as precise as they are",
        arguments: [
            ("2018", "2018"), ("2018-05", "2018-05"), ("2018-05-03", "2018-05-03"), ("2018/05/03", "2018-05-03"),
            ("2018-05-03T10:41", "2018-05-03"), ("2018-05-03 10:41:05.120+01:00", "2018-05-03"),
            ("2018-05-03t09:02:17Z", "2018-05-03"), (" 2018-05-03 ", "2018-05-03"), ("2020-02-29", "2020-02-29"),
        ])
    func iso(_ cell: String, _ date: String) throws {
        #expect(try one("prs_Birthdate", cell) == (date, nil))
    }

    @Test(
        "what is no date is left out and told",
        arguments: [
            "2018-13", "2018-00-10", "2018-02-30", "2019-02-29", "2018-5-3", "18-05-03x", "2018-05-03T25:00",
            "2018-05-03T10:61", "2018-05-03T1041", "May 2018", "0000", "2018/05", "31.11.2018", "45000",
            "2018-05-03 later",
        ])
    func noDate(_ cell: String) throws {
        #expect(try one("prs_Birthdate", cell) == (nil, "notADate"))
    }

    @Test("without a pattern only what can be read in one way is read")
    func unambiguous() throws {
        #expect(try one("prs_Birthdate", "13/05/2018").value == "2018-05-13")
        #expect(try one("prs_Birthdate", "05-13-2018").value == "2018-05-13")
        #expect(try one("prs_Birthdate", "05/05/2018").value == "2018-05-05")
        #expect(try one("prs_Birthdate", "3.4.2018").value == "2018-04-03")
        for cell in ["03/04/2018", "3-4-2018", "03/04/18"] {
            #expect(try one("prs_Birthdate", cell) == (nil, "ambiguousDate"))
        }
        #expect(try one("prs_Birthdate", "13/13/2018").told == "notADate")
        #expect(try one("prs_Birthdate", "03/04-2018").told == "notADate")
    }

    @Test("patterns are tried in order, after ISO 8601, and no other order is guessed then")
    func patterns() throws {
        let dayFirst = ", dates: [dd/MM/yyyy, M/yyyy]"
        #expect(try one("prs_Birthdate", "03/04/2018", dayFirst).value == "2018-04-03")
        #expect(try one("prs_Birthdate", "7/2018", dayFirst).value == "2018-07")
        #expect(try one("prs_Birthdate", "2018-07-01", dayFirst).value == "2018-07-01")
        #expect(try one("prs_Birthdate", "04/13/2018", dayFirst) == (nil, "notADate"))
        #expect(try one("prs_Birthdate", "3/4/2018", dayFirst) == (nil, "notADate"))
        #expect(try one("prs_Birthdate", "03/04/2018", ", dates: [MM/dd/yyyy]").value == "2018-03-04")
        #expect(try one("prs_Birthdate", "3 4 2018", ", dates: [d M yyyy]").value == "2018-04-03")
        #expect(DatePattern("dd/MM/yy") == nil && DatePattern("dd/yyyy") == nil && DatePattern("yyyy yyyy") == nil)
    }

    @Test("one day after the day that counts as today is not the future; planned ends may be")
    func future() throws {
        for cell in ["2026-01-31", "2026-02-01", "2026-02", "2026"] {
            #expect(try one("prs_Birthdate", cell) == (cell, nil))
        }
        for cell in ["2026-02-02", "2026-03", "2027"] {
            #expect(try one("prs_Birthdate", cell) == (cell, "futureDate"))
        }
        #expect(try one("spl_PlannedEndDate", "2030-01-01") == ("2030-01-01", nil))
    }

    @Test("yes and no in the words of people and programs")
    func booleans() throws {
        for cell in ["true", "TRUE", "yes", "Y", "t", "1", "on"] {
            #expect(try one("con_Consent", cell) == ("true", nil))
        }
        for cell in ["false", "No", "n", "F", "0", "OFF"] { #expect(try one("con_Consent", cell) == ("false", nil)) }
        for cell in ["oui", "2", "yess", "perhaps", "x", "tru"] {
            #expect(try one("con_Consent", cell) == (nil, "notABoolean"))
        }
    }

    @Test(
        "numbers keep every digit",
        arguments: [
            ("12", "12"), ("+12", "12"), ("-12", "-12"), ("007", "7"), ("0", "0"), ("00", "0"), ("-0.50", "-0.50"),
            ("12.3456789012345678901", "12.3456789012345678901"), ("0.10", "0.10"),
        ])
    func numbers(_ cell: String, _ number: String) throws {
        let mapped = try Chain.map("A,Z\n\(cell),z\n", "fields: {prs_MailingLongitude: A}\n")
        #expect(mapped.faults.isEmpty)
        #expect(mapped.lines[0].contains("\"prs_MailingLongitude\":\(number)}"))
    }

    @Test(
        "what is no number is left out and told",
        arguments: [
            "1,5", "1.", ".5", "1e3", "0x10", "--1", "+", "1 000", "NaN", "inf", "five",
            String(repeating: "1", count: 41),
        ])
    func noNumber(_ cell: String) throws {
        #expect(try one("prs_NumberOfChildren", cell) == (nil, "notANumber"))
    }

    @Test("numbers out of a plausible range are kept and told")
    func ranges() throws {
        #expect(try one("prs_NumberOfChildren", "60").told == nil)
        #expect(try one("prs_NumberOfChildren", "61") == ("61", "outOfRange"))
        #expect(try one("prs_NumberOfChildren", "-1").told == "outOfRange")
        #expect(try one("prs_NumberOfChildren", "2.5").told == "outOfRange")
        #expect(try one("prs_NumberOfChildren", "2.0").told == nil)
        #expect(try one("vic_AgeWhenTrafficked", "121").told == "outOfRange")
        #expect(try one("prs_MailingLatitude", "90.0001").told == "outOfRange")
        #expect(try one("prs_MailingLongitude", "-180").told == nil)
    }

    @Test("an exponent is a number in cells that are numbers, nowhere else")
    func exponents() throws {
        let document = try Chain.document("fields: {prs_NumberOfChildren: A}\n")
        let cells = [("2E0", CellKind.number), ("5e-1", .number), ("1.5E+1", .number), ("2E0", .text), ("1e", .number)]
        let mapped = try Chain.map(OneColumn(cells), document)
        #expect(
            mapped.told.map { String($0.dropFirst("1 prs_NumberOfChildren ".count)) } == [
                "outOfRange", "notANumber", "notANumber",
            ])
        #expect(mapped.lines[0].contains(":2E0}") && mapped.lines[2].contains(":1.5E+1}"))
    }

    @Test("phones keep their blanks and are looked at without them")
    func phones() throws {
        for cell in ["+31 6 1234-5678", "31612345678", "+1 (555) 010.9999"] {
            #expect(try one("prs_HomePhone", cell) == (cell, nil))
        }
        for cell in ["06 12345678", "call me", "+", "1+2", "+1234567890123456", "12 ext 3"] {
            #expect(try one("prs_HomePhone", cell) == (cell, "notAPhoneNumber"))
        }
        #expect(try one("prs_HomePhone", "06 1234", ", as: text") == ("06 1234", nil))
    }

    @Test("an e-mail has one @ and a domain with a dot")
    func emails() throws {
        #expect(try one("prs_Email", "ana@example.org") == ("ana@example.org", nil))
        for cell in [
            "ana", "@example.org", "ana@example", "a b@example.org", "a@b@example.org", "ana@.org", "ana@example.",
        ] {
            #expect(try one("prs_Email", cell) == (cell, "notAnEmail"))
        }
    }
}

/// Cells of one column "A" that know what kind they are.
private final class OneColumn: BatchReader {
    let columns = [SourceColumn(number: 0, name: "A")]
    private var cells: [(String, CellKind)]

    init(_ cells: [(String, CellKind)]) { self.cells = cells }

    func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        guard !cells.isEmpty else { return false }
        let arena = ByteArena(capacity: 256)
        batch.use(arena)
        for (number, (text, kind)) in cells.enumerated() {
            let offset = arena.count
            arena.append(text)
            batch.beginRecord(line: number + 2, row: number + 2)
            batch.set(Cell(offset: offset, length: text.utf8.count, kind: kind), column: 0)
            batch.endRecord()
        }
        cells = []
        return true
    }
}
