import Foundation
import Testing

/// What stands around a table, how its quotation marks are escaped, digits and calendars, garbled text: through the
/// program, on files.
@Suite("What else programs write into a CSV")
struct DialectRestTests {
    static func validate(_ text: String, _ options: [String] = [], mapping: String? = nil) throws -> JSON {
        try validate(Data(text.utf8), options, mapping: mapping)
    }

    static func validate(_ bytes: Data, _ options: [String] = [], mapping: String? = nil) throws -> JSON {
        let folder = try Scratch()
        try folder.file("cases.csv", bytes)
        var options = options
        if let mapping {
            try folder.file("mapping.yaml", mapping)
            options += ["--mapping", "mapping.yaml"]
        }
        let run = try CommandLine.htcds(
            ["validate", "cases.csv", "--format", "json", "--as-of", "2026-01-31"] + options, in: folder)
        try #require(run.status == 0 || run.status == 1, "\(run.errors)")
        let report = try run.json()
        let records = report["records"]
        let ignored = records["ignored"].items.reduce(0) { $0 + ($1["count"].integer ?? 0) }
        #expect(
            records["read"].integer
                == (records["accepted"].integer ?? 0) + (records["rejected"].integer ?? 0) + ignored)
        return report
    }

    static func convert(_ text: String, mapping: String? = nil) throws -> [JSON] {
        let folder = try Scratch()
        try folder.file("cases.csv", text)
        var options: [String] = []
        if let mapping {
            try folder.file("mapping.yaml", mapping)
            options = ["--mapping", "mapping.yaml"]
        }
        let run = try CommandLine.htcds(
            ["convert", "cases.csv", "--to", "ndjson", "-o", "out.ndjson"] + options, in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(folder.content("out.ndjson"))
    }

    private func ignored(_ report: JSON) -> [String: Int] {
        Dictionary(
            report["records"]["ignored"].items.map { ($0["why"].text ?? "", $0["count"].integer ?? 0) },
            uniquingKeysWith: +)
    }

    private func rules(_ report: JSON) -> Set<String> { Set(report["rules"].items.compactMap { $0["rule"].text }) }

    // MARK: Escapes

    static let escaped = """
        id,prs_FirstName,prs_Gender,cas_IncomingReferralDetails
        1,Ana,Feminine,"She said \\"no\\", twice"
        2,Zoe,Feminine,"C:\\\\dir\\\\"
        3,Bo,Masculine,"ends with \\""

        """

    @Test("Backslash escapes are found, read and told")
    func backslashes() throws {
        let records = try Self.convert(Self.escaped)
        try #require(records.count == 3)
        #expect(
            records.map { $0["case"]["cas_IncomingReferralDetails"].text } == [
                "She said \"no\", twice", "C:\\dir\\", "ends with \"",
            ])
        let report = try Self.validate(Self.escaped)
        #expect(rules(report).contains("structure.backslash-escapes"))
        #expect(!rules(report).contains("structure.ragged-row"))
    }

    @Test("The first escape may stand far behind what is looked at beforehand")
    func backslashesFarDown() throws {
        let header = "id,prs_FirstName,prs_Gender,cas_IncomingReferralDetails\n"
        let rows = (1...9_000).map { "\($0),Ana,Feminine,\"plain text\"\n" }.joined()
        let records = try Self.convert(header + rows + "9001,Bo,Masculine,\"she said \\\"no, never\\\" twice\"\n")
        try #require(records.count == 9_001)
        #expect(records[9_000]["case"]["cas_IncomingReferralDetails"].text == "she said \"no, never\" twice")
    }

    @Test("A file of RFC 4180 keeps its backslashes; a mapping may say otherwise")
    func backslashesThatAreNoEscapes() throws {
        let text =
            "id,prs_FirstName,prs_Gender,cas_Status\n1,\"Ana\\\",Feminine,\"\"\n2,\"Bo\\\",Masculine,\"Active\"\n"
        #expect(try Self.convert(text).map { $0["persons"][0]["prs_FirstName"].text } == ["Ana\\", "Bo\\"])
        #expect(!rules(try Self.validate(text)).contains("structure.backslash-escapes"))
        let mapping = """
            mapping: escapes
            title: Escapes
            standard: "2.0"
            source: {formats: [csv], escape: backslash}
            fields: {prs_FirstName: Name}
            """
        let records = try Self.convert("Name,x\n\"a \\\\ b\",1\n", mapping: mapping)
        #expect(records[0]["persons"][0]["prs_FirstName"].text == "a \\ b")
    }

    // MARK: Around the table

    static let table = "id,prs_FirstName,prs_Gender,cas_Status\n1,Ana,Feminine,Active\n2,Bo,Masculine,Active\n"

    @Test("Titles, comments and hashtags above the records are counted, and cells keep their places")
    func above() throws {
        let text =
            "List of cases; all of them\nExported on Monday, 3 May 2021\n# made by hand\n\n"
            + Self.table.replacing(
                "cas_Status\n", with: "cas_Status\n#meta+id,#name+given,#sex,#status\n"
            ).replacing("2,Bo,Masculine", with: "2,Bo,Zorblax")
        let report = try Self.validate(text)
        #expect(ignored(report) == ["line above the header": 2, "comment": 1, "row of HXL hashtags": 1])
        #expect(report["records"]["read"].integer == 6)
        let finding = try #require(
            report["findings"].items.first { $0["rule"].text == "value.not-in-code-list" })
        #expect(finding["location"]["cell"].text == "C8")
        #expect(finding["location"]["line"].integer == 8)
        #expect(finding["location"]["record"].integer == 2)
    }

    @Test("More than ten lines above the header")
    func longPreamble() throws {
        let preamble =
            (1...25).map { "# line \($0), with a comma\n" }.joined() + (1...8).map { "Title \($0)\n" }.joined()
        let report = try Self.validate(preamble + Self.table)
        #expect(ignored(report) == ["line above the header": 8, "comment": 25])
        #expect(report["records"]["accepted"].integer == 2)
    }

    static let footer = """


        "Cases by status"
        "Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."
        "Confidential Information - Do Not Distribute"
        "Generated By:  Somebody  3/4/2024 10:11 AM"
        "Example Organisation"

        """

    @Test("The footer of a report is no record")
    func footer() throws {
        for (footer, counts) in [
            (Self.footer, ["footer": 5, "blank row": 2]), ("Grand Totals (2 records),,,\n", ["footer": 1]),
            ("(2 rows)\n", ["footer": 1]), ("total,2\n", ["footer": 1]),
        ] {
            let report = try Self.validate(Self.table + footer)
            #expect(ignored(report) == counts)
            #expect(report["records"]["accepted"].integer == 2)
            #expect(report["verdict"].text == "pass")
            #expect(!rules(report).contains("structure.ragged-row"))
        }
        // It does not hide the delimiter.
        let semicolons = Self.table.replacing(",", with: ";")
        #expect(try Self.validate("A title\n\n" + semicolons + Self.footer)["records"]["accepted"].integer == 2)
    }

    @Test("Footers and comments that the mapping names")
    func named() throws {
        let mapping = """
            mapping: reports
            title: Reports
            standard: "2.0"
            source: {formats: [csv], footer: [Subtotal*, "sum of * cases"], comment: "#"}
            fields: {prs_FirstName: Name, prs_Gender: Sex}
            """
        let text = "Name,Sex\nAna,Feminine\nSubtotal,1\n# checked\nBo,Masculine\n,Sum of 2 cases\nSubtotal of all,2\n"
        let report = try Self.validate(text, mapping: mapping)
        #expect(ignored(report) == ["footer": 3, "comment": 1])
        #expect(report["records"]["accepted"].integer == 2)
        #expect(
            try Self.convert(text, mapping: mapping).map { $0["persons"][0]["prs_FirstName"].text } == ["Ana", "Bo"])
    }

    static let twoRows = """
        mapping: two-rows
        title: Titles above the header
        standard: "2.0"
        source: {formats: [csv, xlsx], header: [1, 2]}
        fields:
          prs_FirstName: Victim/Name
          prs_Gender: victim/sex
          cas_Status: Case/Status
        keep: [Ref]
        """

    @Test("A header of two rows")
    func titles() throws {
        let text = "Victim,,Case,,Ref\nName,Sex,Status,,\nAna,Feminine,Active,,A-1\n"
        let record = try #require(try Self.convert(text, mapping: Self.twoRows).first)
        #expect(record["persons"][0]["prs_FirstName"].text == "Ana")
        #expect(record["persons"][0]["prs_Gender"].text == "Feminine")
        #expect(record["case"]["cas_Status"].text == "Active")
        #expect(record["extensions"]["Ref"].text == "A-1")
        let report = try Self.validate(text, mapping: Self.twoRows)
        #expect(ignored(report) == [:])
    }

    @Test("The same in a workbook", .enabled(if: Python.hasOpenpyxl))
    func titlesInAWorkbook() throws {
        let folder = try Scratch()
        try folder.file("mapping.yaml", Self.twoRows)
        let program = """
            import openpyxl
            book = openpyxl.Workbook()
            sheet = book.active
            for row in (["Victim", None, "Case", None, "Ref"], ["Name", "Sex", "Status"],
                        ["#name", "#sex", "#status"], ["Ana", "Feminine", "Active", None, "A-1"]):
                sheet.append(row)
            sheet.merge_cells("A1:B1")
            book.save("cases.xlsx")
            """
        #expect(try Python.run(["-c", program], in: folder).status == 0)
        let run = try CommandLine.htcds(
            "convert", "cases.xlsx", "--to", "ndjson", "-o", "out.ndjson", "--mapping", "mapping.yaml", "--report",
            "report.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        try #require(records.count == 1)
        #expect(records[0]["persons"][0]["prs_FirstName"].text == "Ana")
        #expect(records[0]["case"]["cas_Status"].text == "Active")
        #expect(records[0]["extensions"]["Ref"].text == "A-1")
        #expect(ignored(try JSON(folder.content("report.json"))) == ["row of HXL hashtags": 1])
    }

    @Test("What is wrong with these words of a mapping is said with its place")
    func complaints() throws {
        for (source, word) in [
            ("header: [2, 1]", "[1, 2]"), ("header: [1, 2, 3]", "[1, 2]"), ("footer: [\"*\"]", "footer"),
            ("comment: \"##\"", "comment"), ("escape: quotes", "backslash"),
        ] {
            let folder = try Scratch()
            try folder.file(
                "mapping.yaml",
                "mapping: test\ntitle: Test\nstandard: \"2.0\"\nsource: {\(source)}\nfields: {prs_FirstName: Name}\n")
            let run = try CommandLine.htcds("mapping", "check", "mapping.yaml", in: folder)
            #expect(run.status == 78)
            #expect(run.everything.contains(word), "\(run.everything)")
            #expect(run.everything.contains("line 4"), "\(run.everything)")
        }
    }

    // MARK: Headers

    @Test("Headers that are equal, composed in two ways, empty or with something invisible in them")
    func headers() throws {
        let twins = try Self.validate("prs_Gender,cas_Status,PRS_GENDER ,\nFeminine,Active,Masculine,\n")
        #expect(rules(twins).contains("structure.duplicate-column"))
        let invisible = try Self.validate(
            "\u{FEFF}prs_Gender\u{200B},cas_\u{200D}Status,\u{200E}prs_FirstName\u{200F},\u{200B}\nFeminine,Active,Ana,\n"
        )
        #expect(
            Set(invisible["fields"].items.filter { $0["filled"].integer == 1 }.compactMap { $0["field"].text }) == [
                "prs_Gender", "cas_Status", "prs_FirstName",
            ])
        let hidden = try Self.validate("prs_Gender,cas_Status,prs_\u{2060}Gender\nFeminine,Active,Masculine\n")
        #expect(rules(hidden).contains("structure.duplicate-column"))
        let mapping = """
            mapping: accents
            title: Accents
            standard: "2.0"
            fields: {prs_FirstName: Pr\u{E9}nom}
            """
        let composed = try Self.validate("Pre\u{301}nom,Pr\u{E9}nom,x\nAna,Bo,\n", mapping: mapping)
        let finding = try #require(
            composed["findings"].items.first { $0["rule"].text == "structure.duplicate-column" })
        #expect(finding["location"]["cell"].text == "B1")
    }

    @Test("Twenty thousand columns, and a hundred thousand", .timeLimit(.minutes(5)))
    func manyColumns() throws {
        for count in [20_000, 100_000] {
            let header = ["prs_Gender"] + (2...count).map { "column number \($0)" } + ["cas_Status"]
            let row = ["Feminine"] + (2...count).map { String($0) } + ["Active"]
            let start = ContinuousClock.now
            let report = try Self.validate(header.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n")
            #expect(report["records"]["accepted"].integer == 1)
            #expect(report["columns"]["mapped"].items.count == 2)
            #expect(report["columns"]["kept"].items.count + report["columns"]["unused"].items.count == count - 1)
            print("\(count) columns: \(ContinuousClock.now - start)")
        }
    }

    @Test("A quotation mark that never closes in a header of more than 64 KiB is refused on its line")
    func unclosedHeader() throws {
        let folder = try Scratch()
        let long = String(repeating: "x\n", count: 100_000)
        try folder.file("cases.csv", "\nprs_Gender,cas_Status,\"\(long)")
        let run = try CommandLine.htcds("validate", "cases.csv", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("line 2") && run.errors.contains("never closed"), "\(run.errors)")
    }

    @Test("NUL in a cell is no text, in a field or beside it")
    func nul() throws {
        let report = try Self.validate(
            "id,prs_FirstName,cas_Status,Note\n1,An\0a,Active,x\n2,Bo,Active,y\0\n3,Cy,Active,z\n")
        let found = report["findings"].items.filter { $0["rule"].text == "structure.broken-encoding" }
        #expect(found.map { $0["location"]["cell"].text } == ["B2", "D3"])
        #expect(report["records"]["rejected"].integer == 2)
    }

    // MARK: Values

    @Test("Dates in other digits are read; years of other calendars are told and never converted")
    func calendars() throws {
        let text = """
            id,prs_Birthdate,prs_Gender,cas_Status
            1,٢٠٠١-٠٥-١٣,Feminine,Active
            2,๒๕๔๔-๐๕-๑๓,Feminine,Active
            3,1380-02-23,Feminine,Active
            4,2544,Feminine,Active

            """
        let folder = try Scratch()
        try folder.file("cases.csv", text)
        for showsValues in [false, true] {
            let run = try CommandLine.htcds(
                ["validate", "cases.csv", "--format", "json", "--as-of", "2026-01-31"]
                    + (showsValues ? ["--show-values"] : []), in: folder)
            #expect(run.status == 1)
            let found = try run.json()["findings"].items.filter { $0["rule"].text == "value.not-a-date" }
            #expect(found.map { $0["location"]["cell"].text } == ["B3", "B4", "B5"])
            #expect(found[0]["message"].text?.contains("Buddhist") == true)
            #expect(found[1]["message"].text?.contains("Islamic") == true)
            #expect(found.map { $0["suggestion"].text } == (showsValues ? ["2001", nil, "2001"] : [nil, nil, nil]))
            if !showsValues {
                for year in ["2544", "2001", "1380", "๒๕๔๔"] { #expect(!run.everything.contains(year)) }
            }
        }
        let records = try Self.convert(text)
        #expect(records.map { $0["persons"][0]["prs_Birthdate"].text } == ["2001-05-13", nil, nil, nil])
        #expect(records[1]["extensions"]["prs_Birthdate"].text == "๒๕๔๔-๐๕-๑๓")
    }

    @Test("Garbled text is told at its cell, in fields and beside them, and kept")
    func garbled() throws {
        let text = "id,prs_FirstName,cas_Status,Note\n1,JosÃ©,Active,fine\n2,José,Active,itâ€™s\n3,Ana,Active,été…”\n"
        let report = try Self.validate(text)
        let found = report["findings"].items.filter { $0["rule"].text == "quality.mojibake" }
        #expect(found.map { $0["location"]["cell"].text } == ["B2", "D3"])
        #expect(found.map { $0["field"].text } == ["prs_FirstName", nil])
        for finding in found {
            #expect(finding["severity"].text == "warning")
            #expect(finding["message"].text?.contains("this tool's own opinion") == true)
            #expect(finding["shape"].text?.isEmpty == false)
            #expect(finding["value"] == .null)
        }
        #expect(report["records"]["accepted"].integer == 3)
        #expect(try Self.convert(text)[0]["persons"][0]["prs_FirstName"].text == "JosÃ©")
    }
}
