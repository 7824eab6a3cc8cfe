import Foundation
import Testing

/// The published templates of every version, blank and filled in. They are not part of the package.
@Suite("Templates of earlier versions")
struct EarlierTemplatesTests {
    struct Template: Sendable, CustomTestStringConvertible {
        let file: String
        let version: String
        var testDescription: String { file }
        var path: String? { Place.published("toolkit/HTCDS Excel Spreadsheet " + file)?.path }
    }
    static let earlier = [
        Template(file: "v0.2.xlsm", version: "0.2"), Template(file: "v1.0.xlsx", version: "1.0"),
        Template(file: "single select with validation v1.0.xlsx", version: "1.0"),
        Template(file: "multi select with validation v1.0.xlsm", version: "1.0"),
    ]
    static let all =
        earlier + [
            Template(file: "v2.0.xlsx", version: "2.0"),
            Template(file: "single select with validation v2.0.xlsx", version: "2.0"),
            Template(file: "multi select with validation v2.0.xlsm", version: "2.0"),
        ]

    @Test(
        "A blank template is recognised as what it is, and holds no case",
        .enabled(if: all[0].path != nil, OfficialFilesTests.notAtHand), arguments: all)
    func blank(_ template: Template) throws {
        let path = try #require(template.path)
        let run = try CommandLine.htcds("validate", path, "--format", "json", "--fail-on", "never")
        let report = try run.json()
        #expect(report["judgedBy"]["mapping"]["name"].text == "htcds-excel-\(template.version)")
        #expect(report["records"]["accepted"].integer == 0)
        #expect(report["records"]["ignored"].items.contains { $0["count"].integer == 1000 })
        #expect(report["columns"]["unused"] == .array([]))
        // Nothing but that there is no case, and that the sheets of lists were not read.
        let rules = Set(report["rules"].items.compactMap(\.["rule"].text))
        #expect(rules.isSubset(of: ["structure.no-records", "structure.sheet-not-read"]), "\(rules)")
    }

    @Test(
        "Every value that a template offers becomes what the table of steps says, through convert and upgrade",
        .enabled(if: all[0].path != nil, OfficialFilesTests.notAtHand),
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl: name one that has in HTCDS_TEST_PYTHON."),
        arguments: earlier)
    func filled(_ template: Template) throws {
        let folder = try Scratch()
        let name = "cases." + (template.file.split(separator: ".").last.map(String.init) ?? "xlsx")
        let filling = try Python.run([
            Place.oracle("fill_version.py"), try #require(template.path), folder.path(name), template.version,
        ])
        #expect(filling.status == 0, "\(filling.errors)")
        let steps = try JSON.lines(filling.output)
        #expect(steps.count > 80)
        let upgraded = try CommandLine.htcds(
            "upgrade", name, "-o", "new.ndjson", "--report", "report.json", in: folder)
        #expect(upgraded.status == 0, "\(upgraded.errors)")
        let converted = try CommandLine.htcds("convert", name, "--to", "ndjson", "-o", "converted.ndjson", in: folder)
        #expect(converted.status == 0, "\(converted.errors)")
        #expect(try folder.content("new.ndjson") == folder.content("converted.ndjson"))

        let report = try JSON(folder.content("report.json"))
        #expect(report["judgedBy"]["mapping"]["name"].text == "htcds-excel-\(template.version)")
        let records = try JSON.lines(folder.content("new.ndjson"))
        #expect(records.count == steps.count)
        for (record, step) in zip(records, steps) {
            let field = try #require(step["field"].text)
            let victim = record["persons"][0]["victim"]
            let found = [record["persons"][0][field], victim[field], record["case"][field]].first { $0 != .null }
            let texts = found.map { $0.items.isEmpty ? [$0.text] : $0.items.map(\.text) } ?? []
            let kept = record["extensions"][step["column"].text ?? ""].text
            let grade = step["grade"].text
            #expect(texts == (grade == "impossible" ? [] : [step["to"].text]), "\(step)")
            #expect(kept == (grade == "exact" ? nil : step["text"].text), "\(step)")
        }
        let lossy = report["rules"].items.filter { $0["rule"].text == "mapping.lossy" }
        #expect(
            lossy.reduce(0) { $0 + ($1["count"].integer ?? 0) } == steps.count { $0["grade"].text != "exact" })
    }

    @Test("Lists beside the cases are none, in a workbook and in a text that was saved from it")
    func lists() throws {
        guard Python.hasOpenpyxl else { return print("Skipped: Python has no openpyxl.") }
        let folder = try Scratch()
        let save = """
            import csv, openpyxl, sys
            sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
            with open(sys.argv[2], "w", newline="", encoding="utf-8") as file:
                for row in sheet.iter_rows(values_only=True):
                    csv.writer(file).writerow([str(value)[:10] if hasattr(value, "hour") else value for value in row])
            """
        let example = Place.example("htcds-excel-0.2/cases.xlsx")
        let saved = try Python.run(["-c", save, example, folder.path("saved.csv")])
        #expect(saved.status == 0, "\(saved.errors)")
        func records(_ path: String) throws -> [JSON] {
            let run = try CommandLine.htcds("upgrade", path, "-o", "-", "--report", "report.json", in: folder)
            #expect(run.status == 0, "\(run.errors)")
            let rules = try JSON(folder.content("report.json"))["rules"].items.compactMap(\.["rule"].text)
            #expect(!rules.contains("structure.ragged-row"))
            #expect(!rules.contains("structure.unknown-column"))
            return try JSON.lines(run.output)
        }
        let (workbook, text) = (try records(example), try records("saved.csv"))
        #expect(workbook.count == 22)
        #expect(text.count == 22)
        for (one, other) in zip(workbook, text) {
            #expect(one.without("provenance").isIdentical(to: other.without("provenance")))
        }
    }
}
