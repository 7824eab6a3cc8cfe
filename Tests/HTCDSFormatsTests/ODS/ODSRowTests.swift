import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Rows and sheets of an OpenDocument spreadsheet")
struct ODSRowTests {
    private let row = ODSFixture.row
    private let text = ODSFixture.text
    private func blank(_ times: Int) -> String { "<table:table-cell table:number-columns-repeated=\"\(times)\"/>" }
    private func times(_ number: Int) -> String { "table:number-rows-repeated=\"\(number)\"" }

    private func sheet(
        _ rows: String, firstRow: Int = 1, capacity: Int = 2, numbering: Int? = nil
    ) throws -> (
        cells: [String], rows: [Int], blank: Int, numbered: Int
    ) {
        var fixture = ODSFixture()
        fixture.rows = rows
        return try read(fixture.open(), firstRow: firstRow, capacity: capacity, numbering: numbering)
    }

    @Test("repeated cells and rows, covered cells, the last column", arguments: [1, 2, 7, 2_048])
    func repeats(capacity: Int) throws {
        let all = try sheet(
            row(text("a", "") + blank(2) + text("d", "table:number-columns-repeated=\"2\""), "")
                + row(blank(16_384), times(3))
                + row(
                    text("m", "table:number-columns-spanned=\"2\"")
                        + "<table:covered-table-cell/><table:covered-table-cell table:number-columns-repeated=\"2\"/>"
                        + text("e", ""), times(3))
                + row(blank(16_383) + text("last", ""), "") + row(blank(16_384), times(1_048_568)), capacity: capacity)
        #expect(
            all.cells == ["A1:a", "D1:d", "E1:d", "A5:m", "E5:e", "A6:m", "E6:e", "A7:m", "E7:e", "XFD8:last"])
        #expect(all.rows == [1, 5, 6, 7, 8])
        #expect(all.blank == 3)
    }

    @Test("blank rows count between filled ones, and not behind them")
    func blankRows() throws {
        let all = try sheet(
            row("", "") + row(text("1", "") + text("x", ""), "") + row(text("7", ""), times(4)) + row("", times(5))
                + row(text("2", "") + text("y", ""), "")
                + row("<table:table-cell table:style-name=\"ce1\"/>", times(9)),
            numbering: 0)
        #expect(all.rows == [2, 12])
        #expect(all.blank == 1 + 5)
        #expect(all.numbered == 4)
    }

    @Test("reading begins where it is told, also within repeated rows", arguments: 1...9)
    func firstRow(first: Int) throws {
        let rows =
            row(text("a", ""), times(2)) + row("", times(2)) + row(text("b", ""), times(3)) + row(text("c", ""), "")
        let all = try sheet(rows, firstRow: first)
        #expect(all.rows == [1, 2, 5, 6, 7, 8].filter { $0 >= first })
        #expect(all.blank == max(0, min(2, 5 - first)))
    }

    @Test("9.2: header rows and groups of rows are looked through")
    func groups() throws {
        let all = try sheet(
            "<table:table-header-rows>\(row(text("head", ""), ""))</table:table-header-rows><table:table-row-group>"
                + "<table:table-rows>\(row(text("a", ""), ""))</table:table-rows><table:table-row-group>\(row(text("b", ""), ""))"
                + "</table:table-row-group></table:table-row-group>\(row(text("c", ""), ""))"
                + "<table:shapes>\(row(text("NO", ""), ""))</table:shapes>")
        #expect(all.cells == ["A1:head", "A2:a", "A3:b", "A4:c"])
    }

    @Test("hidden rows are read, and the head tells of them and of repeated ones")
    func hidden() throws {
        var fixture = ODSFixture()
        fixture.rows =
            row("", "") + row(text("prs_Gender", ""), "table:visibility=\"collapse\"")
            + row(text("x", ""), "\(times(2)) table:visibility=\"filter\"")
            + row(text("y", ""), "table:visibility=\"visible\"")
        let workbook = try fixture.open()
        let head = try workbook.head(sheet: 0, rows: 10)
        #expect(head.map(\.row) == [2, 3, 4, 5])
        #expect(head.map(\.hidden) == [true, true, true, false])
        #expect(head.map { $0.cells.map(\.text) } == [["prs_Gender"], ["x"], ["x"], ["y"]])
        #expect(try workbook.head(sheet: 0, rows: 2).map(\.row) == [2, 3])
        #expect(try workbook.head(sheet: 0, rows: 0).isEmpty)
        #expect(try read(workbook).rows == [2, 3, 4, 5])
    }

    @Test("sheets in order, hidden ones by their style, copies of other files left out")
    func sheets() throws {
        var fixture = ODSFixture()
        fixture.styles = """
            <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
            <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
            """
        fixture.before = """
            <table:tracked-changes><table:table table:name="No"/></table:tracked-changes>
            <table:table table:name="&lt;1&gt;" table:style-name="ta2">\(row(text("one", ""), ""))</table:table>
            <table:table table:name="'file:///x.ods'#$Cases">\(row(text("NO", ""), ""))</table:table>
            """
        fixture.rows = row(text("two", ""), "")
        fixture.behind =
            "<table:table table:name=\"3\" table:style-name=\"ta1\">\(row(text("three", ""), ""))</table:table>"
        let workbook = try fixture.open()
        #expect(workbook.format == .ods)
        #expect(workbook.sheets.map(\.name) == ["<1>", "Cases", "3"])
        #expect(workbook.sheets.map(\.state) == [.hidden, .visible, .visible])
        #expect(workbook.sheets.map(\.index) == [0, 1, 2])
        for (index, expected) in ["one", "two", "three"].enumerated() {
            #expect(try read(workbook, sheet: index).cells == ["A1:\(expected)"])
            #expect(try workbook.head(sheet: index, rows: 1).first?.cells.first?.text == expected)
        }
        #expect(formatError { _ = try workbook.head(sheet: 3, rows: 1) }?.code == .cannotOpen)
    }

    @Test("merged ranges are counted, and only their first cell has a value")
    func merges() throws {
        var fixture = ODSFixture()
        fixture.rows = row(
            text("a", "table:number-columns-spanned=\"3\" table:number-rows-spanned=\"1\"")
                + "<table:covered-table-cell table:number-columns-repeated=\"2\"/>"
                + text("d", "table:number-columns-spanned=\"1\" table:number-rows-spanned=\"1\""), "")
        let reader = try fixture.open().reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 8, recordCapacity: 4, arena: ByteArena(capacity: 64))
        while try reader.read(into: batch) {}
        #expect(reader.notes.mergedRanges == 1)
        #expect(try fixture.cells() == ["A1:a", "D1:d"])
    }

    @Test("a file without a container")
    func flat() throws {
        var fixture = ODSFixture()
        fixture.rows = row(text("a", "") + blank(3) + text("e", ""), times(2))
        let bytes = Array(fixture.flat.utf8)
        #expect(ODSWorkbook.isFlat(prefix: bytes))
        #expect(!ODSWorkbook.isFlat(prefix: fixture.zip.bytes))
        #expect(try read(ODSWorkbook(bytes: bytes)).cells == ["A1:a", "E1:e", "A2:a", "E2:e"])
        let path = Python.temporaryPath("flat.fods")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try read(SpreadsheetFormat.open(path: path)).cells == ["A1:a", "E1:e", "A2:a", "E2:e"])
    }

    @Test("a file is opened as what it is, whatever its name")
    func formats() throws {
        #expect(try SpreadsheetFormat.open(bytes: ODSFixture().zip.bytes).format == .ods)
        #expect(try SpreadsheetFormat.open(bytes: WorkbookFixture().zip.bytes).format == .xlsx)
        #expect(try SpreadsheetFormat.open(bytes: Array(ODSFixture().flat.utf8)).format == .ods)
        #expect(ODSWorkbook.isPackage(prefix: ODSFixture().zip.bytes.prefix(128)))
        #expect(!ODSWorkbook.isPackage(prefix: WorkbookFixture().zip.bytes.prefix(128)))
        var fixture = ODSFixture()
        fixture.mimetype = nil
        #expect(try SpreadsheetFormat.open(bytes: fixture.zip.bytes).format == .ods)
        fixture.mimetype = ODSFixture.mediaType + "-template\n"
        #expect(try SpreadsheetFormat.open(bytes: fixture.zip.bytes).format == .ods)
        #expect(formatError { _ = try SpreadsheetFormat.open(bytes: [1, 2, 3]) }?.code == .notWhatItClaims)
    }

    @Test("a million repeated blank rows and sixteen thousand blank columns cost nothing")
    func cheapBlanks() throws {
        var fixture = ODSFixture()
        fixture.rows =
            row(text("a", ""), "") + row(blank(16_384), times(1_000_000)) + row(text("b", ""), "")
            + row(blank(16_384), times(999_999_999)) + row(blank(999_999_999), times(999_999_999))
        let time = try ContinuousClock().measure {
            let all = try read(fixture.open())
            #expect(all.rows == [1, 1_000_002])
            #expect(all.blank == 1_000_000)
        }
        #expect(time < .seconds(1))
    }

    @Test("copies of one row share their bytes within a batch")
    func sharedBytes() throws {
        var fixture = ODSFixture()
        fixture.rows = row(
            text(String(repeating: "x", count: 10_000), "table:number-columns-repeated=\"8\""), times(100_000))
        let reader = try fixture.open().reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 8, recordCapacity: 2_048, arena: ByteArena(capacity: 64))
        var records = 0
        while try reader.read(into: batch) {
            records += batch.recordCount
            #expect(batch.arena.count == 10_000)
            #expect(batch.bytes(batch.cell(record: batch.recordCount - 1, column: 7)).count == 10_000)
        }
        #expect(records == 100_000)
    }
}
