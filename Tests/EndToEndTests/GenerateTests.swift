import Foundation
import Testing

/// Fictional records as somebody at the command line asks for them.
@Suite("htcds generate")
struct GenerateTests {
    static let arguments = ["generate", "--records", "200", "--seed", "7", "--as-of", "2026-01-31"]

    @Test("standard output is the default, and a file holds the same")
    func outputs() throws {
        let folder = try Scratch()
        let plain = try CommandLine.htcds(Self.arguments)
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(plain.text.hasPrefix("id,org_Name,"))
        #expect(try CommandLine.htcds(Self.arguments + ["-o", "-", "--as", "htcds"]).output == plain.output)
        let run = try CommandLine.htcds(Self.arguments + ["-o", "cases.csv"], in: folder)
        #expect(run.status == 0)
        #expect(try folder.content("cases.csv") == plain.output)
        #expect(try folder.names() == ["cases.csv"])
    }

    @Test("the program finds its own CSV sound")
    func validates() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", try CommandLine.htcds(Self.arguments).output)
        let run = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["records"]["accepted"].integer == 200)
    }

    @Test("NDJSON holds one record a line")
    func records() throws {
        let run = try CommandLine.htcds(Self.arguments + ["--to", "ndjson"])
        let records = try JSON.lines(run.output)
        #expect(records.count == 200)
        #expect(records.allSatisfy { $0["htcds"].text == "2.0" })
    }

    @Test("--fields chooses the columns", arguments: [("core", 39), ("current", 82), ("all", 85)])
    func fields(_ name: String, _ columns: Int) throws {
        let run = try CommandLine.htcds(Self.arguments + ["--fields", name])
        let header = run.text.prefix { $0 != "\n" }
        #expect(header.split(separator: ",").count == columns)
    }

    @Test("74: a closed pipe, in silence", arguments: ["csv", "ndjson", "xml"])
    func closedPipe(_ form: String) throws {
        let run = try CommandLine.htcds(
            ["generate", "--records", "20000", "--seed", "1", "--to", form], to: .closedPipe)
        #expect(run.status == 74)
        #expect(run.errors.isEmpty)
    }

    @Test(
        "64: wrong usage",
        arguments: [
            ["generate"], ["generate", "--records", "5"], ["generate", "--seed", "5"],
            ["generate", "--records", "0", "--seed", "1"], ["generate", "--records", "5", "--seed", "x"],
            ["generate", "--records", "5", "--seed", "1", "--to", "papyrus"],
            ["generate", "--records", "5", "--seed", "1", "--fields", "most"],
            ["generate", "--records", "5", "--seed", "1", "--as-of", "yesterday"],
            ["generate", "--records", "5", "--seed", "1", "--as", "nobody"],
            ["generate", "--records", "5", "--seed", "1", "--as", "htcds-xform", "--to", "csv"],
            ["generate", "--records", "5", "--seed", "1", "--as", "htcds-records", "--to", "xlsx"],
            ["generate", "--records", "5", "--seed", "1", "--faults", "-"],
        ])
    func usage(_ arguments: [String]) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(arguments, in: folder)
        #expect(run.status == 64)
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
        #expect(try folder.names().isEmpty)
    }

    /// A mapping and a form that it reads.
    static let knownShapes: [(mapping: String, form: String)] = [
        ("commcare-forms", "csv"), ("ctdc-global-k-anonymised", "csv"), ("ctdc-global-synthetic-2021", "csv"),
        ("ctdc-global-synthetic-2024", "csv"), ("htcds-odk-briefcase", "csv"), ("htcds-salesforce", "csv"),
        ("htcds-salesforce-report", "csv"), ("htcds-salesforce-report", "xlsx"), ("primero-csv", "csv"),
        ("ctdc-victim-perpetrator-2022", "csv"), ("htcds", "csv"), ("htcds-excel-2.0", "xlsx"),
        ("htcds-excel-2.0", "csv"), ("htcds-kobo", "csv"), ("htcds-kobo", "xlsx"), ("htcds-kobo", "json"),
        ("htcds-kobo", "ndjson"), ("htcds-odk-central", "csv"), ("htcds-records", "ndjson"), ("htcds-records", "json"),
        ("htcds-records-xml", "xml"), ("htcds-xform", "xml"),
    ]

    /// Fields whose columns mean more or something else than they do, so that nothing is written there.
    private static func unwritten(_ mapping: String) -> [String] {
        if mapping.hasPrefix("ctdc-global") { return ["hte_Country", "vic_RelationshipToTrafficker"] }
        if mapping == "primero-csv" {
            return ["prs_HomePhone", "prs_MailingStreet", "vic_TypeOfExploitation", "con_Consent"]
        }
        return []
    }

    @Test(
        "Every shape that a shipped mapping reads is recognised, sound, and fills all its fields",
        arguments: knownShapes)
    func madeShape(_ mapping: String, _ form: String) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            Self.arguments + ["--as", mapping, "--to", form, "-o", "made.\(form)"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let seen = try CommandLine.htcds(
            ["validate"] + folder.names() + ["--format", "json", "--as-of", "2026-01-31"], in: folder)
        #expect(seen.status == 0, "\(seen.errors)")
        let report = try seen.json()
        #expect(report["judgedBy"]["mapping"]["name"].text == mapping)
        #expect(report["counts"]["error"].integer == 0)
        #expect(report["records"]["accepted"].integer == 200)
        #expect(report["columns"]["unused"] == .array([]))
        // The deprecated fields are not made, and a form of records has a place for them all the same.
        let deprecated = ["vic_AgreementToManagePersonalData", "vic_Vulnerabilities", "vic_DetailsOfVulnerabilities"]
        let unwritten = deprecated + Self.unwritten(mapping)
        for field in report["fields"].items where field["column"] != .null {
            let id = field["field"].text ?? ""
            #expect((field["filled"].integer ?? 0) > 0 || unwritten.contains(id), "\(id) is never filled")
        }
        // Alike every time, and on standard output as well.
        let again = try CommandLine.htcds(Self.arguments + ["--as", mapping, "--to", form])
        guard try folder.names().count == 1 else {
            #expect(again.status == 64, "Several files are no stream.")
            return
        }
        #expect(try folder.content("made.\(form)") == again.output)
    }

    @Test("Every shipped mapping has a shape that is made")
    func allShapes() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Place.package.appendingPathComponent("Mappings").path
        ).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
        // Nothing is written in earlier versions of the standard.
        let earlier: Set = [
            "htcds-0.1", "htcds-0.2", "htcds-1.0", "htcds-dart", "htcds-dart-cases", "htcds-excel-0.2",
            "htcds-excel-1.0",
        ]
        #expect(Set(names).subtracting(earlier) == Set(Self.knownShapes.map(\.mapping)))
        for name in earlier {
            let run = try CommandLine.htcds(Self.arguments + ["--as", name, "-o", "-"])
            #expect(run.status == 64)
        }
    }

    @Test("A workbook has the cases on its first sheet and what belongs to them on others")
    func workbook() throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(Self.arguments + ["--to", "xlsx", "-o", "made.xlsx"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        for (sheet, atLeast) in [("cases", 200), ("persons", 20), ("events", 100)] {
            let seen = try CommandLine.htcds(
                "validate", "made.xlsx", "--sheet", sheet, "--format", "json", "--as-of", "2026-01-31", in: folder)
            #expect(seen.status == 0, "\(seen.errors)")
            let read = try seen.json()["records"]["accepted"].integer ?? 0
            #expect(sheet == "cases" ? read == atLeast : read >= atLeast)
        }
    }

    @Test("XML and JSON are what convert makes of the NDJSON", arguments: ["xml", "json"])
    func forms(_ form: String) throws {
        let folder = try Scratch()
        for (to, name) in [("ndjson", "a.ndjson"), (form, "direct.\(form)")] {
            let run = try CommandLine.htcds(
                Self.arguments + ["--fields", "all", "--to", to, "-o", name], in: folder)
            #expect(run.status == 0, "\(run.errors)")
        }
        let run = try CommandLine.htcds(
            "convert", "a.ndjson", "--to", form, "-o", "turned.\(form)", "--quiet", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try folder.content("direct.\(form)") == folder.content("turned.\(form)"))
    }

    @Test("--fields chooses the columns of a partner's shape as well")
    func fieldsOfShape() throws {
        func header(_ fields: String) throws -> String {
            let run = try CommandLine.htcds(Self.arguments + ["--as", "htcds-kobo", "--fields", fields])
            #expect(run.status == 0, "\(run.errors)")
            return String(run.text.prefix { $0 != "\n" })
        }
        #expect(try !header("core").contains("hte_Country"))
        #expect(try header("current").contains("hte_Country"))
        #expect(try !header("current").contains("vic_DetailsOfVulnerabilities"))
        #expect(try header("all").contains("vic_DetailsOfVulnerabilities"))
    }

    @Test("73: the output cannot be created")
    func noFolder() throws {
        #expect(try CommandLine.htcds(Self.arguments + ["-o", "missing/cases.csv"]).status == 73)
    }
}
