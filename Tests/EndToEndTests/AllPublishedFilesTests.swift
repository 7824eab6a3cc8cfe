import Foundation
import Testing

/// Every template and every export that lies at hand, whatever is added to the folders: none of them is part of the package.
@Suite("All published templates and exports")
struct AllPublishedFilesTests {
    private static func files(_ folder: String, _ endings: Set<String>) -> [String] {
        guard let url = Place.published(folder) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { endings.contains(($0 as NSString).pathExtension) }.sorted()
    }
    static let templates = files("toolkit", ["xlsx", "xlsm"]).filter { $0 != "htcds_xlsform.xlsx" }
    static let exports = files("handoff/odk", ["csv", "json", "xlsx", "xml"])

    @Test(
        "Each template, filled in by label, is recognised and becomes records",
        .enabled(if: !templates.isEmpty, OfficialFilesTests.notAtHand),
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl: name one that has in HTCDS_TEST_PYTHON."),
        arguments: templates)
    func template(_ name: String) throws {
        let folder = try Scratch()
        let copy = "cases." + (name as NSString).pathExtension
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1], keep_vba=sys.argv[1].endswith("m"))
            sheet = book.worksheets[0]
            places = {cell.value: cell.column for cell in sheet[2] if cell.value and cell.column < 45}
            for row, name in [(3, "Mirabel"), (9, "Specimen")]:
                sheet.cell(row, places["First Name"], name)
                sheet.cell(row, places["Status"], "Follow up")
                sheet.cell(row, places["Mailing City"], "Samples")
            book.save(sys.argv[2])
            """
        let source = try #require(Place.published("toolkit/" + name)).path
        let filling = try Python.run(["-c", script, source, folder.path(copy)])
        #expect(filling.status == 0, "\(filling.errors)")
        let run = try CommandLine.htcds(
            "convert", copy, "--to", "ndjson", "-o", "out.ndjson", "--report", "report.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let version = name.contains("v0.2") ? "0.2" : name.contains("v1.0") ? "1.0" : "2.0"
        let report = try JSON(folder.content("report.json"))
        #expect(report["judgedBy"]["mapping"]["name"].text == "htcds-excel-\(version)")
        #expect(report["counts"]["error"].integer == 0)
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records.map { $0["persons"][0]["prs_FirstName"].text } == ["Mirabel", "Specimen"])
        #expect(records.map { $0["persons"][0]["prs_MailingCity"].text } == ["Samples", "Samples"])
        #expect(records.map { $0["case"]["cas_Status"].text } == ["FollowUp", "FollowUp"])
    }

    @Test(
        "Each export of the survey is recognised and holds the submissions",
        .enabled(if: !exports.isEmpty, OfficialFilesTests.notAtHand), arguments: exports)
    func export(_ name: String) throws {
        func path(_ name: String) throws -> String { try #require(Place.published("handoff/odk/" + name)).path }
        let submissions = try (1...3).map { number in
            try #require(ExamplesTests.standardValues([path("submission_\(number).xml")]).first)
        }
        #expect(Set(submissions.compactMap { $0["persons"][0]["prs_Gender"].text }).count == 3)
        let records = try ExamplesTests.standardValues([path(name)])
        let wanted =
            name.hasPrefix("submission_")
            ? submissions.filter { record in records.contains { $0 == record } } : submissions
        #expect(records.count == wanted.count)
        #expect(records.count == (name.hasPrefix("submission_") ? 1 : 3))
        for (record, one) in zip(records, wanted) { #expect(record.isIdentical(to: one)) }
    }
}
