import Foundation
import Testing

/// Files, sheets and parts of a container whose rows belong to those of others.
@Suite("Related tables")
struct RelatedTablesTests {
    private static let cases = "id,prs_Gender,cas_Status\nA,Feminine,Active\nB,Masculine,Active\nC,Feminine,Active\n"
    private static let events =
        "case_id,hte_Type,hte_Date,Sure\nB,Recruitment,2018-05,yes\nA,Transit,2019,\nB,Exploitation,never,no\nZ,Transit,2019,\n"

    private func finding(_ report: JSON, _ rule: String) -> JSON? {
        report["findings"].items.first { $0["rule"].text == rule }
    }

    @Test("Rows find the record they belong to, whatever the order of the files", arguments: [false, true])
    func files(_ isReversed: Bool) throws {
        let folder = try Scratch()
        var paths = [
            try folder.file("cases.csv", Self.cases), try folder.file("cases.events.csv", Self.events),
        ]
        if isReversed { paths.reverse() }
        let run = try CommandLine.htcds(
            ["convert"] + paths + ["--to", "ndjson", "-o", "out.ndjson", "--report", "report.json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records.map { $0["id"].text } == ["A", "B", "C"])
        #expect(records.map { $0["events"].items.count } == [1, 2, 0])
        #expect(records[1]["events"].items[0]["extensions"]["Sure"].text == "yes")
        #expect(records[1]["events"].items[1]["extensions"]["hte_Date"].text == "never")
        let report = try JSON(folder.content("report.json"))
        let child = isReversed ? 0 : 1
        #expect(report["sources"].items.count == 2)
        #expect(report["sources"].items[child]["name"].text == "cases.events.csv")
        // The partner's own cell, in the partner's own file.
        let fault = try #require(finding(report, "value.not-a-date"))
        #expect(fault["location"]["source"].integer == child)
        #expect(fault["location"]["cell"].text == "C4")
        #expect(fault["location"]["column"].text == "hte_Date")
        #expect(fault["location"]["record"].integer == 2)
        let lost = try #require(finding(report, "reference.unresolved"))
        #expect(lost["location"]["source"].integer == child)
        #expect(lost["location"]["line"].integer == 5)
        #expect(lost["severity"].text == "error")
        #expect(report["columns"]["unused"] == .array([]))
    }

    @Test("Columns that turn up with more related rows make no ragged rows")
    func grown() throws {
        let folder = try Scratch()
        try folder.file("m1.csv", "Id,Status\nA,Active\nB,Active\n")
        try folder.file("m2.csv", "Case__c,Contact__c\nA,x\nA,y\nA,z\n")
        try folder.file(
            "m.yaml",
            """
            mapping: objects
            title: Objects
            standard: "2.0"
            source: {formats: [csv]}
            id: Id
            tables: {links: {columns: [Case__c, Contact__c], key: Case__c, of: Id}}
            fields: {cas_Status: Status}
            keep: all

            """)
        let run = try CommandLine.htcds(
            "validate", "m1.csv", "m2.csv", "--mapping", "m.yaml", "--format", "json", in: folder)
        #expect(try run.json()["counts"]["error"].integer == 0)
    }

    @Test("A file of events alone is a table of its own")
    func alone() throws {
        let folder = try Scratch()
        let path = try folder.file("events.csv", "case_id,hte_Type,hte_Country\nB,Recruitment,VN\n")
        let run = try CommandLine.htcds("validate", path, "--format", "json", "--fail-on", "never", in: folder)
        #expect(try run.json()["records"]["read"].integer == 1)
    }

    @Test(
        "A ZIP of CSVs is one source, and a finding names its part", .enabled(if: Python.isThere, "There is no Python.")
    )
    func zip() throws {
        let folder = try Scratch()
        _ = try folder.file("cases.csv", Self.cases.replacingOccurrences(of: "Masculine", with: "Nobody"))
        _ = try folder.file("cases.events.csv", Self.events)
        let pack = try Python.run(
            ["-m", "zipfile", "-c", "all.zip", "cases.csv", "cases.events.csv"], in: folder)
        #expect(pack.status == 0, "\(pack.everything)")
        let run = try CommandLine.htcds("validate", "all.zip", "--format", "json", in: folder)
        #expect(run.status == 1, "\(run.errors)")
        let report = try run.json()
        #expect(report["sources"].items.map { $0["format"].text } == ["zip"])
        #expect(report["records"]["read"].integer == 3)
        let own = try #require(finding(report, "value.not-in-code-list"))
        #expect(own["location"]["sheet"].text == "cases.csv")
        #expect(own["location"]["cell"].text == "B3")
        let joined = try #require(finding(report, "value.not-a-date"))
        #expect(joined["location"]["sheet"].text == "cases.events.csv")
        #expect(joined["location"]["cell"].text == "C4")
    }

    @Test("A ZIP without a table is refused with what to do", .enabled(if: Python.isThere, "There is no Python."))
    func noTable() throws {
        let folder = try Scratch()
        _ = try folder.file("picture.png", "no table")
        _ = try Python.run(["-m", "zipfile", "-c", "all.zip", "picture.png"], in: folder)
        let run = try CommandLine.htcds("validate", "all.zip", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("Unpack it"))
    }

    @Test("A table of a table, a table with one row at most, and ids of Salesforce", arguments: [false, true])
    func nested(_ isLong: Bool) throws {
        let folder = try Scratch()
        let tail = isLong ? "AAA" : ""
        let cases = try folder.file("case.csv", "Id,Status\n5001a00000AbCdE\(tail),Active\n5001a00000AbCde,Active\n")
        let links = try folder.file("link.csv", "Case__c,Contact__c\n5001a00000AbCdE,0031\n5001a00000AbCdE,0032\n")
        let contacts = try folder.file("contact.csv", "ContactId,Sex\n0032,Feminine\n0031,Masculine\n")
        let mapping = try folder.file(
            "mapping.yaml",
            """
            mapping: objects
            title: Objects
            standard: "2.0"
            source: {formats: [csv]}
            id: Id
            tables:
              links: {columns: [Case__c, Contact__c], key: Case__c, of: Id, ids: salesforce}
              contacts: {columns: [ContactId, Sex], key: ContactId, in: links, of: Contact__c, single: true}
            fields: {cas_Status: Status}
            persons:
              - each: links
                fields: {prs_Gender: contacts/Sex}
                drop: {Case__c: key, Contact__c: key, contacts/ContactId: key}

            """)
        let run = try CommandLine.htcds(
            "convert", contacts, cases, links, "--mapping", mapping, "--to", "ndjson", "-o", "out.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records[0]["persons"].items.map { $0["prs_Gender"].text } == ["Masculine", "Feminine"])
        #expect(records[1]["persons"] == .null || records[1]["persons"].items.isEmpty, "ids tell case apart")
    }

    @Test(
        "A large related table goes to the disk and is gone afterwards",
        .enabled(if: Place.environment["HTCDS_LONG_TESTS"] != nil, "Takes a minute: make test-long."))
    func large() throws {
        let folder = try Scratch()
        var events = "case_id,hte_Type,hte_Description\n"
        for number in 0..<400_000 { events += "\(number % 3),Transit,\(String(repeating: "x", count: 200))\(number)\n" }
        let cases = try folder.file("cases.csv", "id,prs_Gender,cas_Status\n7,Feminine,Active\n")
        let path = try folder.file("events.csv", events)
        let run = try CommandLine.htcds("validate", cases, path, "--format", "json", in: folder)
        #expect(try run.json()["counts"]["error"].integer == 400_000)
    }
}

/// Workbooks in which every sheet is the form of one case.
@Suite("One sheet a case")
struct FormSheetsTests {
    @Test(
        "Each form becomes a record, and a finding names the cell beside the name",
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl."))
    func forms() throws {
        let folder = try Scratch()
        try folder.file(
            "make.py",
            """
            import openpyxl
            book = openpyxl.Workbook()
            book.active.title = "Help"
            book.active.append(["How to fill this in"])
            for number, (sex, born) in enumerate([("Feminine", "01.02.1990"), ("nobody", "1990")], 1):
                sheet = book.create_sheet(f"Case {number}")
                for row in [["Form"], ["Case no", f"C{number}"], ["Sex", sex], [None, None], ["Born", born], ["Remark", "x"]]:
                    sheet.append(row)
            book.save("forms.xlsx")
            """)
        let made = try Python.run(["make.py"], in: folder)
        #expect(made.status == 0, "\(made.everything)")
        try folder.file(
            "form.yaml",
            """
            mapping: form
            title: Form
            standard: "2.0"
            source: {formats: [xlsx], form: {names: A, values: B}, dates: [dd.MM.yyyy]}
            id: Case no
            roles: [victim]
            fields: {prs_Gender: Sex, prs_Birthdate: Born}
            keep: all

            """)
        let run = try CommandLine.htcds(
            "convert", "forms.xlsx", "--mapping", "form.yaml", "--to", "ndjson", "-o", "out.ndjson", "--report",
            "r.json",
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records.map { $0["id"].text } == ["C1", "C2"])
        #expect(records[0]["persons"][0]["prs_Birthdate"].text == "1990-02-01")
        #expect(records[1]["extensions"]["Sex"].text == "nobody")
        let report = try JSON(folder.content("r.json"))
        let fault = try #require(report["findings"].items.first { $0["rule"].text == "value.not-in-code-list" })
        #expect(fault["location"]["sheet"].text == "Case 2")
        #expect(fault["location"]["cell"].text == "B3")
        #expect(report["findings"].items.contains { $0["rule"].text == "structure.sheet-not-read" })
    }
}

@Suite("Words for roles")
struct RoleWordsTests {
    private static func mapping(_ values: String) -> String {
        """
        mapping: mine
        title: Mine
        standard: "2.0"
        source: {formats: [json]}
        id: nr
        persons:
          - each: people
            roles: {words: rol\(values)}
            fields: {prs_Gender: sex}
        """
    }
    private static let people = """
        [{"nr": "1", "people": [{"sex": "Feminine", "rol": "víctima"}, {"sex": "Masculine", "rol": "Autor; VICTIM"},
         {"sex": "Feminine", "rol": "testigo"}, {"sex": "Masculine"}]}]
        """

    @Test("Words of another language are roles where the mapping says so, and a known word may be no role")
    func known() throws {
        let folder = try Scratch()
        try folder.file("m.yaml", Self.mapping(", values: {víctima: victim, autor: perpetrator, testigo: ~}"))
        try folder.file("p.json", Self.people)
        let run = try CommandLine.htcds(
            "convert", "p.json", "--mapping", "m.yaml", "--to", "ndjson", "-o", "-", "--report", "r.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let persons = try JSON.lines(run.output)[0]["persons"].items
        #expect(persons.map { $0["victim"] != .null } == [true, true, false, false])
        #expect(persons.map { $0["perpetrator"] != .null } == [false, true, false, false])
        let rules = try JSON(folder.content("r.json"))["rules"].items.compactMap { $0["rule"].text }
        #expect(!rules.contains("mapping.unknown-role"))
    }

    @Test("A word that nobody knows is an error at its cell, never silence")
    func unknown() throws {
        let folder = try Scratch()
        try folder.file("m.yaml", Self.mapping(""))
        try folder.file("p.json", Self.people)
        let run = try CommandLine.htcds("validate", "p.json", "--mapping", "m.yaml", "--format", "json", in: folder)
        #expect(run.status == 1)
        let found = try run.json()["findings"].items.filter { $0["rule"].text == "mapping.unknown-role" }
        #expect(
            found.compactMap { $0["location"]["path"].text } == [
                "/0/people/0/rol", "/0/people/1/rol", "/0/people/2/rol",
            ])
        #expect(!run.everything.contains("testigo"))
        let wrong = try CommandLine.htcds(
            "mapping", "check", "-", in: folder, input: Data(Self.mapping(", values: [a], valuez: 1").utf8))
        #expect(
            wrong.status == 78 && wrong.errors.contains("values must list words")
                && wrong.errors.contains("roles knows"))
    }
}
