import Foundation
import Testing

/// Records go back into the shape of a partner's export, and nothing gets lost on the way that is not said.
@Suite("convert --to mapping:NAME")
struct WayBackEndToEndTests {
    /// A sample, and the form of the file that it goes back into.
    struct Journey: Sendable, CustomTestStringConvertible {
        let sample: Sample
        let form: String
        var testDescription: String { "\(sample.golden) as \(form)" }

        // Records are written as such, not as a partner's export, and nobody goes back to an earlier version.
        static let all = Sample.all.filter {
            !$0.mapping.hasPrefix("htcds-records")
                && ![
                    "htcds-0.1", "htcds-0.2", "htcds-1.0", "htcds-dart", "htcds-dart-cases", "htcds-excel-0.2",
                    "htcds-excel-1.0",
                ].contains($0.mapping)
        }.flatMap { sample in
            let forms =
                switch sample.mapping {
                case "htcds-xform", "htcds-records-xml": ["xml"]
                case "htcds-records": ["ndjson", "json"]
                case "htcds-kobo": ["csv", "xlsx", "json", "ndjson"]
                case "htcds", "htcds-excel-2.0": ["csv", "xlsx"]
                default: ["csv"]
                }
            return forms.map { Journey(sample: sample, form: $0) }
        }
    }

    /// Records without what says from which file they are.
    private static func records(_ paths: [String], _ folder: Scratch) throws -> [JSON] {
        let run = try CommandLine.htcds(
            ["convert"] + paths + ["--to", "ndjson", "-o", "-", "--quiet", "--as-of", "2026-01-31"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(run.output).map { $0.without("provenance") }
    }

    @Test(
        "A sample goes back into its own shape and is recognised and read as the same records", arguments: Journey.all)
    func identity(_ journey: Journey) throws {
        let folder = try Scratch()
        let first = try Self.records(journey.sample.paths, folder)
        let run = try CommandLine.htcds(
            ["convert"] + journey.sample.paths
                + ["--to", "mapping:\(journey.sample.mapping)", "-o", "back.\(journey.form)"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.errors.contains("Not carried over"), "\(run.errors)")
        // Rows that belong to others stand in files beside the main one.
        let written = try folder.names().filter { $0.hasPrefix("back.") }
        let again = try Self.records(written, folder)
        #expect(first.count == again.count)
        for (number, (one, two)) in zip(first, again).enumerated() {
            #expect(one.isIdentical(to: two), "record \(number + 1)")
        }
        let seen = try CommandLine.htcds(
            ["validate"] + written + ["--format", "json", "--fail-on", "never"], in: folder)
        #expect(try seen.json()["judgedBy"]["mapping"]["name"].text == journey.sample.mapping)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("back.\(journey.form)"))
        #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    /// In how many records each field stands.
    private static func counts(_ records: [JSON]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in records {
            var fields: Set<String> = []
            func walk(_ value: JSON) {
                switch value {
                case .object(let members):
                    for (key, member) in members where key != "extensions" {
                        if key.dropFirst(3).first == "_" { fields.insert(key) }
                        walk(member)
                    }
                case .array(let items): items.forEach(walk)
                default: break
                }
            }
            walk(record)
            for field in fields { counts[field, default: 0] += 1 }
        }
        return counts
    }

    /// What standard error says of losses: field and number of records.
    private static func told(_ errors: String) -> [String: Int] {
        var told: [String: Int] = [:]
        for line in errors.split(separator: "\n") where line.hasPrefix("Not carried over") {
            for match in line.matches(of: /([A-Za-z_]+) \((\d+)\)/) {
                told[String(match.1), default: 0] += Int(match.2) ?? 0
            }
        }
        return told
    }

    @Test(
        "What is missing after the way into another shape is what was said, field by field and record by record",
        arguments: [
            "htcds-kobo", "htcds-odk-central", "htcds-xform", "htcds-excel-2.0", "ctdc-victim-perpetrator-2022",
        ],
        ["csv", "ndjson"])
    func losses(_ mapping: String, _ form: String) throws {
        let folder = try Scratch()
        let fiction = try CommandLine.htcds(
            [
                "generate", "--records", "150", "--seed", "11", "--as-of", "2026-01-31", "--to", form, "-o",
                "f.\(form)",
            ], in: folder)
        #expect(fiction.status == 0)
        let before = Self.counts(try Self.records(["f.\(form)"], folder))
        let name = mapping == "htcds-xform" ? "back.xml" : "back.csv"
        let run = try CommandLine.htcds("convert", "f.\(form)", "--to", "mapping:\(mapping)", "-o", name, in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let after = Self.counts(try Self.records([name], folder))
        let told = Self.told(run.errors)
        for (field, count) in before {
            // A record that lost only some of several values still has the field.
            let missing = count - after[field, default: 0]
            #expect(missing <= told[field, default: 0], "\(field)")
            // So does one that lost it of one person and not of another.
            let isSimple = form == "csv" && !mapping.hasPrefix("ctdc")
            #expect(missing == told[field, default: 0] || !isSimple, "\(field)")
        }
    }

    @Test("The form is that of the output's name, where the mapping reads it")
    func forms() throws {
        let folder = try Scratch()
        let sample = Place.example("htcds-odk-central/joined.csv")
        let refused = try CommandLine.htcds(
            "convert", sample, "--to", "mapping:htcds-odk-central", "-o", "back.xlsx", in: folder)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("csv"))
        #expect(
            try CommandLine.htcds("convert", sample, "--to", "mapping:nobody", "-o", "b.csv", in: folder).status == 64)
        #expect(try CommandLine.htcds("convert", sample, "--to", "mapping:", "-o", "b.csv", in: folder).status == 64)
        try folder.file("wrong.yaml", "mapping: x\n")
        #expect(
            try CommandLine.htcds("convert", sample, "--to", "mapping:wrong.yaml", "-o", "b.csv", in: folder).status
                == 78)
        #expect(try folder.names() == ["wrong.yaml"])
        let piped = try CommandLine.htcds("convert", sample, "--to", "mapping:htcds-odk-central", "-o", "-", in: folder)
        #expect(piped.status == 0)
        #expect(piped.text.hasPrefix("KEY,"))
    }

    @Test("No threads change what is written")
    func threads() throws {
        let folder = try Scratch()
        let fiction = try CommandLine.htcds(
            ["generate", "--records", "5000", "--seed", "2", "--as-of", "2026-01-31", "-o", "f.csv"], in: folder)
        #expect(fiction.status == 0)
        let runs = try ["1", "7"].map {
            try CommandLine.htcds(
                "convert", "f.csv", "--to", "mapping:htcds-odk-central", "-o", "-", "--threads", $0, in: folder)
        }
        #expect(runs[0].output == runs[1].output)
        #expect(runs[0].errors == runs[1].errors)
        #expect(runs[0].errors.contains("Not carried over"))
    }

    @Test("Columns are not named where the header may be somebody's data")
    func namesNobody() throws {
        let folder = try Scratch()
        try folder.file("a.csv", "id,prs_Gender,cas_Status,+37360000001\n1,Feminine,Active,x\n")
        let run = try CommandLine.htcds(
            "convert", "a.csv", "--to", "mapping:ctdc-victim-perpetrator-2022", "-o", "b.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("a kept column (1)"))
        #expect(!run.errors.contains("373"))
    }

    @Test("Of records with many people and things each goes where it belongs, and references become names")
    func manyPeople() throws {
        let folder = try Scratch()
        try folder.file(
            "a.ndjson",
            """
            {"htcds":"2.0","id":"A","case":{"cas_ReferringOrganisation":{"ref":"o2"}},"persons":[\
            {"id":"p1","prs_Gender":"Masculine","perpetrator":{"group":true,"per_RoleInProcess":["Transporter"]}},\
            {"id":"p2","prs_Gender":"Feminine","victim":{}},{"id":"p3","prs_Gender":"NonConforming","victim":{}}],\
            "organizations":[{"id":"o1","org_Name":"Clinic"},{"id":"o2","org_Name":"Shelter"}],\
            "events":[{"hte_Type":"Transit","hte_Country":"RO"},{"hte_Type":"Recruitment","hte_Country":"MD"}]}
            {"htcds":"2.0","id":"B","case":{"cas_ReferringOrganisation":{"ref":"o9"}},"persons":[\
            {"id":"p1","prs_Gender":"Masculine","perpetrator":{}}]}

            """)
        try folder.file(
            "partner.yaml",
            """
            mapping: partner
            title: Test
            standard: "2.0"
            source: {recognise: {columns: [No, Suspect]}}
            id: No
            roles: [victim]
            fields: {prs_Gender: Victim, cas_ReferringOrganisation: Sent by}
            persons: [{roles: [perpetrator], fields: {prs_Gender: Suspect, per_RoleInProcess: Role}}]
            events: [{fields: {hte_Type: {constant: Recruitment}, hte_Country: From}}]
            """)
        let run = try CommandLine.htcds(
            "convert", "a.ndjson", "--to", "mapping:partner.yaml", "-o", "back.csv", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            try folder.text("back.csv")
                == "No,Victim,Sent by,Suspect,Role,From\nA,Feminine,Shelter,Masculine,Transporter,MD\nB,,,Masculine,,\n"
        )
        #expect(
            Self.told(run.errors) == [
                "prs_Gender": 1, "group": 1, "hte_Country": 1, "hte_Type": 1, "org_Name": 1,
                "cas_ReferringOrganisation": 1,
                // The perpetrator of B, of whom the shape has a place, and the second victim, who has none.
                "role": 1,
            ], "\(run.errors)")
    }

    private static let office = "/usr/bin/soffice"
    private static let noOffice: Comment = "There is no LibreOffice to open the CSV with, or no openpyxl."

    @Test(
        "LibreOffice runs no text of a partner's CSV as a formula",
        .enabled(if: Python.hasOpenpyxl && FileManager.default.isExecutableFile(atPath: office), noOffice))
    func formulas() throws {
        let folder = try Scratch()
        try folder.file(
            "a.csv",
            "id,prs_Gender,prs_FirstName,Own\n1,Feminine,=1+1,=2+2\n2,Feminine,\"=HYPERLINK(\"\"http://example.org\"\")\",+A1\n"
                + "3,Feminine,-1+A1,@SUM(1)\n")
        let run = try CommandLine.htcds(
            "convert", "a.csv", "--to", "mapping:htcds-kobo", "-o", "back.csv", "--quiet", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let script = """
            import openpyxl, sys
            cells = [cell for row in openpyxl.load_workbook(sys.argv[1]).active for cell in row]
            print(sum(cell.data_type == "f" for cell in cells), sum(cell.data_type != "n" for cell in cells))
            """
        // As it came, some of it would run.
        for (name, runs) in [("a", true), ("back", false)] {
            let opened = try CommandLine.run(
                Self.office,
                [
                    "-env:UserInstallation=file://\(folder.path("profile"))", "--headless", "--convert-to", "xlsx",
                    "\(name).csv",
                ], in: folder)
            #expect(opened.status == 0, "\(opened.everything)")
            let counts = try Python.run(["-c", script, "\(name).xlsx"], in: folder).text.split(separator: " ")
            #expect(counts.count == 2)
            #expect((counts.first != "0") == runs, "\(name): \(counts)")
        }
        #expect(
            try Self.records(["back.csv"], folder).map { $0["persons"][0]["prs_FirstName"].text }
                == ["=1+1", "=HYPERLINK(\"http://example.org\")", "-1+A1"])
    }
}
