import HTCDSKit
import Testing

@Suite("Workbooks")
struct WorkbookTests {
    static let cases: (name: String, rows: [[String]]) = (
        "Cases", [["prs_Gender", "cas_Status", "Ref"], ["Feminine", "Active", "a"], [], ["x", "Active", "b"]]
    )
    static let notes: (name: String, rows: [[String]]) = ("Notes", [["how to fill this in"], ["by hand"]])

    @Test("sheets that nothing is read from are told, those that fit are read in order")
    func sheets() throws {
        let scratch = try Scratch()
        let more = ("More", [["cas_Status", "prs_Gender"], ["Active", "Masculine"], ["Active", "y"]])
        let file = try scratch.file("a.xlsx", TinyWorkbook(sheets: [Self.cases, Self.notes, more]).bytes)
        let report = try Validation.run(files: [file], options: .test(threads: 2))
        #expect(report.checks.run.contains("structure.sheet-not-read"))
        #expect(report.findings.filter { $0.rule == "structure.sheet-not-read" }.map(\.location.sheet) == ["Notes"])
        let cells = report.findings.filter { $0.rule == "value.not-in-code-list" }
        #expect(cells.map(\.location.sheet) == ["Cases", "More"])
        #expect(cells.map(\.location.cell) == ["A4", "B3"])
        #expect(cells.map(\.location.row) == [4, 3])
        #expect(cells.map(\.location.record) == [2, 4])
        #expect(cells.allSatisfy { $0.location.line == nil })
        _ = try Conversion.run(files: [file], to: .ndjson, output: scratch.path("o"), rejected: nil, options: .test())
        let records = try scratch.lines("o").map { try CaseRecord.decode(json: $0.utf8).record }
        #expect(records.map(\.provenance?.sheet) == ["Cases", "Cases", "More", "More"])
        #expect(records.map(\.id) == ["1", "2", "3", "4"])
    }

    @Test("where all sheets are read the rule ran all the same")
    func oneSheet() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.xlsx", TinyWorkbook(sheets: [Self.cases]).bytes)
        let report = try Validation.run(files: [file], options: .test())
        #expect(report.checks.run.contains("structure.sheet-not-read"))
        #expect(report.count("structure.sheet-not-read") == 0)
        #expect(report.sources[0].format == "xlsx")
    }

    @Test("a sheet can be chosen by name")
    func chosen() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.xlsx", TinyWorkbook(sheets: [Self.notes, Self.cases]).bytes)
        #expect(try Validation.run(files: [file], options: .test { $0.sheet = "Cases" }).records.read >= 2)
        #expect(
            toolError { _ = try Validation.run(files: [file], options: .test { $0.sheet = "None" }) }?.code == .usage)
    }

    @Test("an empty workbook has no records; what only looks like a workbook cannot be read")
    func empty() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.xlsx", TinyWorkbook(sheets: [("Empty", [])]).bytes)
        #expect(try Validation.run(files: [file], options: .test()).count("structure.no-records") == 1)
        let half = try scratch.file("b.xlsx", TinyWorkbook(sheets: [Self.cases]).bytes.prefix(300))
        #expect(toolError { _ = try Validation.run(files: [half], options: .test()) }?.code == .unreadableInput)
    }
}
