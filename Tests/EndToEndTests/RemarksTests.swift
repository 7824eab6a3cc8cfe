import Foundation
import Testing

/// What readers have to say besides cells, through the command line.
@Suite("What is told of a file besides its cells")
struct RemarksTests {
    private func report(_ arguments: [String], in folder: Scratch) throws -> JSON {
        let run = try CommandLine.htcds(
            ["validate"] + arguments + ["--format", "json", "--fail-on", "never"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try run.json()
    }

    private func places(_ report: JSON, _ rule: String) -> [JSON] {
        report["findings"].items.filter { $0["rule"].text == rule }.map { $0["location"] }
    }

    @Test("A key that stands twice is a warning at its record, in JSON and in lines")
    func duplicateKey() throws {
        let folder = try Scratch()
        let first = #"{"htcds":"2.0","id":"1","case":{"cas_Status":"Active"}}"#
        let twice = #"{"htcds":"2.0","id":"2","case":{"cas_Status":"Active","cas_Status":"FollowUp"}}"#
        try folder.file("a.ndjson", "\(first)\n\(twice)\n")
        try folder.file("a.json", "[\n\(first),\n\(twice)\n]\n")
        let lines = try report(["a.ndjson"], in: folder)
        #expect(places(lines, "structure.duplicate-key").map { $0["line"].integer } == [2])
        let array = try report(["a.json"], in: folder)
        #expect(places(array, "structure.duplicate-key").map { $0["record"].integer } == [2])
        #expect(array["checks"]["run"].items.contains(.string("structure.more-pages")))
    }

    @Test("A page that names a next one is told")
    func pages() throws {
        let folder = try Scratch()
        let record = #"{"htcds":"2.0","id":"1","case":{"cas_Status":"Active"}}"#
        try folder.file("a.json", #"{"next":"there","results":[\#(record)]}"#)
        #expect(places(try report(["a.json"], in: folder), "structure.more-pages").count == 1)
        try folder.file("b.json", #"{"next":null,"results":[\#(record)]}"#)
        #expect(places(try report(["b.json"], in: folder), "structure.more-pages").isEmpty)
    }

    @Test("Elements outside the records are told")
    func outside() throws {
        let folder = try Scratch()
        let head = "<cases xmlns=\"urn:htcds:2.0\">"
        let record = "<case id=\"1\"><case><cas_Status>Active</cas_Status></case></case>"
        try folder.file("a.xml", "\(head)<note>x</note>\(record)</cases>")
        #expect(places(try report(["a.xml"], in: folder), "structure.outside-records").count == 1)
        try folder.file("b.xml", "\(head)\(record)</cases>")
        #expect(places(try report(["b.xml"], in: folder), "structure.outside-records").isEmpty)
    }

    @Test(
        "Errors, formulas without values, merged cells and hidden sheets of a workbook are told at their cells",
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl."))
    func workbook() throws {
        let folder = try Scratch()
        let script = """
            import openpyxl
            book = openpyxl.Workbook()
            sheet = book.active
            sheet.title = "Cases"
            sheet.append(["Title", None, None])
            sheet.merge_cells("A1:C1")
            sheet.append(["prs_Gender", "cas_Status", "prs_Title"])
            sheet.append(["Feminine", "Active", "#REF!"])
            sheet["C3"].data_type = "e"
            sheet.append(["Feminine", "Active", "=1+1"])
            book.create_sheet("Plain").append(["prs_Gender", "cas_Status"])
            book["Plain"].append(["Feminine", "Active"])
            other = book.create_sheet("Other")
            other.append(["prs_Gender", "cas_Status"])
            other.append(["Feminine", "Active"])
            other.append([None, "Active"])
            other.merge_cells("A2:A3")
            other.sheet_state = "hidden"
            book.save("a.xlsx")
            """
        try folder.file("make.py", script)
        let made = try Python.run(["make.py"], in: folder)
        #expect(made.status == 0, "\(made.everything)")
        let report = try report(["a.xlsx"], in: folder)
        #expect(places(report, "structure.error-cell").map { $0["cell"].text } == ["C3"])
        #expect(places(report, "structure.formula-without-value").map { $0["cell"].text } == ["C4"])
        // The title above the header is merged as well, and no row of the table.
        #expect(places(report, "structure.merged-cells").map { $0["sheet"].text } == ["Other"])
        #expect(places(report, "structure.hidden-sheet").map { $0["sheet"].text } == ["Other"])
        #expect(report["records"]["read"].integer == 6)
    }
}

@Suite("--xsd")
struct SchemaOptionTests {
    private static let schema = Place.package.appendingPathComponent("Schemas/generated/htcds-2.0.xsd").path

    @Test("Records that fit the schema have no finding by it")
    func fits() throws {
        let run = try CommandLine.htcds(
            "validate", Place.example("htcds-records-xml/cases.xml"), "--xsd", Self.schema, "--format", "json")
        #expect(run.status == 0, "\(run.errors)")
        let report = try run.json()
        #expect(report["checks"]["run"].items.contains(.string("structure.schema-violation")))
        #expect(report["counts"]["error"].integer == 0)
    }

    @Test(
        "What does not fit is told on the same lines as by xmllint, and never with a value",
        arguments: [
            "<case id=\"1\"><case><cas_Status>SECRET</cas_Status></case></case>",
            "<case id=\"1\"><persons><person><prs_Birthdate>SECRET</prs_Birthdate></person></persons></case>",
            "<case id=\"1\"><case><SECRET>x</SECRET></case></case>",
            "<case><case><cas_Status>Active</cas_Status></case></case>",
            "<case id=\"1\"><events><event><hte_Type>Transit</hte_Type><hte_City>x</hte_City></event></events></case>",
        ])
    func violations(_ record: String) throws {
        let folder = try Scratch()
        let good = "<case id=\"0\"><case><cas_Status>Active</cas_Status></case></case>\n"
        try folder.file(
            "a.xml", "<cases xmlns=\"urn:htcds:2.0\">\n\(good)\(record)\n\(good)</cases>\n")
        let run = try CommandLine.htcds("validate", "a.xml", "--xsd", Self.schema, "--format", "json", in: folder)
        #expect(run.status == 1)
        #expect(!run.everything.contains("SECRET") || record.contains("<SECRET>"))
        let report = try run.json()
        let found = report["findings"].items.filter { $0["rule"].text == "structure.schema-violation" }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0["location"]["line"].integer == 3 })
        #expect(found.allSatisfy { $0["location"]["record"].integer == 2 })
        #expect(report["records"]["rejected"].integer == 1)
    }

    @Test(
        "A schema that is none, or asks for other files, is refused before anything is read",
        arguments: [
            "no schema at all", "<schema/>",
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"/etc/passwd\"/></xs:schema>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"/etc/passwd\">]><a>&b;</a>",
        ])
    func noSchema(_ text: String) throws {
        let folder = try Scratch()
        let schema = try folder.file("a.xsd", text)
        let run = try CommandLine.htcds(
            "validate", Place.example("htcds-records-xml/cases.xml"), "--xsd", schema, in: folder)
        #expect(run.status == 78, "\(run.everything)")
        #expect(run.errors.contains("no XML Schema"))
        #expect(!run.errors.contains("root:"))
    }

    @Test("A schema that is not there: 66")
    func missing() throws {
        let run = try CommandLine.htcds(
            "validate", Place.example("htcds-records-xml/cases.xml"), "--xsd", "none.xsd", in: try Scratch())
        #expect(run.status == 66)
    }
}

/// What a new reader stumbled over.
@Suite("One record, nothing found, other kinds of files")
struct SmallThingsTests {
    @Test("A single object with lists in it is one record", arguments: ["ndjson", "json"])
    func oneRecord(_ form: String) throws {
        let folder = try Scratch()
        let text = #"{"htcds":"2.0","id":"x","persons":[{"id":"a","prs_Gender":"Feminine"},{"id":"b"}]}"#
        try folder.file("one.\(form)", text + "\n")
        let run = try CommandLine.htcds("convert", "one.\(form)", "--to", "ndjson", "-o", "out.ndjson", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records.map { $0["id"].text } == ["x"])
        #expect(records[0]["persons"].items.map { $0["id"].text } == ["a", "b"])
    }

    @Test("A table without any column of the mapping fails")
    func nothingFound() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "one,two\nx,y\n")
        try folder.file(
            "m.yaml",
            "mapping: m\ntitle: M\nstandard: \"2.0\"\nfields: {prs_Gender: Sex}\nkeep: all\n")
        let run = try CommandLine.htcds("validate", "a.csv", "--mapping", "m.yaml", "--format", "json", in: folder)
        #expect(run.status == 1)
        #expect(try run.json()["rules"].items.contains { $0["rule"].text == "mapping.nothing-found" })
    }

    @Test("A record of another version is an error")
    func otherVersion() throws {
        let folder = try Scratch()
        try folder.file("a.ndjson", #"{"htcds":"9.9","id":"x","case":{"cas_Status":"Active"}}"# + "\n")
        let run = try CommandLine.htcds("validate", "a.ndjson", "--format", "json", in: folder)
        #expect(run.status == 1)
        #expect(try run.json()["rules"].items.contains { $0["rule"].text == "standard.other-version" })
    }

    @Test(
        "Files that are no tables are refused by name",
        arguments: [
            ("\u{1F}\u{8B}", "gzip"), ("%PDF-1.7", "PDF"), ("SQLite format 3", "database"),
        ])
    func noTable(_ start: String, _ word: String) throws {
        let folder = try Scratch()
        var bytes = Data(start.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        bytes.append(Data(repeating: 7, count: 100))
        let path = try folder.file("a.csv", bytes)
        let run = try CommandLine.htcds("validate", path, in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains(word), "\(run.errors)")
    }

    @Test("Yes and no in the partner's words")
    func booleans() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "Sex,Einwilligung\nFeminine,Ja\nFeminine,nein\nFeminine,true\n")
        try folder.file(
            "m.yaml",
            """
            mapping: m
            title: M
            standard: "2.0"
            fields:
              prs_Gender: Sex
              con_Consent: {from: Einwilligung, values: {ja: true, nein: false}}

            """)
        let run = try CommandLine.htcds(
            "convert", "a.csv", "--mapping", "m.yaml", "--to", "ndjson", "-o", "-", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let answers = try JSON.lines(run.output).map { $0["persons"][0]["consent"]["con_Consent"] }
        #expect(answers == [.bool(true), .bool(false), .bool(true)])
        try folder.file(
            "bad.yaml",
            "mapping: m\ntitle: M\nstandard: \"2.0\"\nfields: {con_Consent: {from: A, values: {ja: perhaps}}}\n")
        #expect(try CommandLine.htcds("mapping", "check", "bad.yaml", in: folder).status == 78)
    }

    @Test("A missing value in a joined table is told in its own row")
    func joinedPlace() throws {
        let folder = try Scratch()
        try folder.file("r.csv", "id,cas_Status,prs_Gender\nA,Active,Feminine\n")
        try folder.file(
            "r.persons.csv",
            "case_id,id,role,group,prs_Gender,con_Consent\nB,x,victim,,Feminine,\nA,y,victim,,Feminine,\n")
        let run = try CommandLine.htcds("validate", "r.csv", "r.persons.csv", "--format", "json", in: folder)
        let report = try run.json()
        let missing = try #require(report["findings"].items.first { $0["rule"].text == "consent.missing" })
        #expect(missing["location"]["source"].integer == 1)
        #expect(missing["location"]["cell"].text == "F3")
    }

    @Test("Nobody is asked for the consent of a perpetrator, and no empty field is scolded")
    func roles() throws {
        let folder = try Scratch()
        try folder.file(
            "a.ndjson",
            #"{"htcds":"2.0","id":"x","persons":[{"id":"a","prs_Gender":"Feminine","perpetrator":{}}]}"# + "\n")
        let report = try CommandLine.htcds("validate", "a.ndjson", "--format", "json", in: folder).json()
        let rules = report["rules"].items.compactMap { $0["rule"].text }
        #expect(!rules.contains("consent.missing"))
        #expect(!rules.contains("standard.deprecated-field"))
    }
}
