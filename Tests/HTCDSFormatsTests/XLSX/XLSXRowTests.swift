import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Rows and sheets of a workbook")
struct XLSXRowTests {
    private func sheet(
        _ rows: String, numbering: Int? = nil
    ) throws -> (
        cells: [String], rows: [Int], blank: Int, numbered: Int
    ) {
        var fixture = WorkbookFixture()
        fixture.rows = rows
        return try read(fixture.open(), capacity: 2, numbering: numbering)
    }

    private func text(_ address: String, _ text: String = "x") -> String {
        "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    @Test("sparse rows and cells, cells out of order, addresses left out")
    func sparse() throws {
        let all = try sheet(
            """
            <row r="2">\(text("C2", "c"))\(text("A2", "a"))</row><row><c><v>1</v></c><c/><c t="str"><v>z</v></c></row>
            <row r="9">\(text("B9"))<c><v>7</v></c></row><row r="1000000">\(text("XFD1000000", "far"))</row>
            """)
        #expect(
            all.cells == ["A2:a", "C2:c", "A3:1 (number)", "C3:z", "B9:x", "C9:7 (number)", "XFD1000000:far"])
        #expect(all.rows == [2, 3, 9, 1_000_000])
        #expect(all.blank == 1 + 5 + 999_990)
    }

    @Test("blank rows count between filled ones, and not behind them")
    func blankRows() throws {
        let all = try sheet(
            """
            <row r="1">\(text("A1"))\(text("B1"))</row><row r="2"><c r="A2" s="3"/></row><row r="3"/><row r="5">\(text("B5"))</row>
            <row r="6"><c r="A6"><v>1</v></c></row><row r="8"><c r="A8"><v>2</v></c></row>
            <row r="10"/><row r="1048576"><c r="B1048576" t="str"><f>""</f><v></v></c></row>
            """, numbering: 0)
        #expect(all.rows == [1, 5])
        #expect(all.blank == 3 + 1)
        #expect(all.numbered == 2)
    }

    @Test("reading begins where it is told")
    func firstRow() throws {
        var fixture = WorkbookFixture()
        fixture.rows =
            "<row r=\"1\">\(text("A1"))</row><row r=\"2\">\(text("B2"))</row><row r=\"5\">\(text("B5"))</row>"
        let all = try read(fixture.open(), firstRow: 3)
        #expect(all.cells == ["B5:x"])
        #expect(all.blank == 2)
    }

    @Test("hidden rows are read, and the head tells of them")
    func hidden() throws {
        var fixture = WorkbookFixture()
        fixture.rows = """
            <row r="1" hidden="1">\(text("A1", "prs_Gender"))<c r="B1"><v>2</v></c></row><row r="2"><c r="A2" s="1"/></row>
            <row r="4" hidden="0">\(text("A4", "Gender"))</row><row r="5">\(text("A5"))</row>
            """
        let workbook = try fixture.open()
        let head = try workbook.head(sheet: 0, rows: 2)
        #expect(head.map(\.row) == [1, 4])
        #expect(head.map(\.hidden) == [true, false])
        #expect(head[0].cells.map { "\($0.column)\($0.text)\($0.kind)" } == ["0prs_Gendertext", "12number"])
        #expect(try workbook.head(sheet: 0, rows: 0).isEmpty)
        #expect(try workbook.head(sheet: 0, rows: 99).count == 3)
        #expect(try read(workbook).rows == [1, 4, 5])
    }

    @Test("sheets in order, with state, found by relationship")
    func sheets() throws {
        var fixture = WorkbookFixture()
        fixture.sheetTag = """
            <sheet name="B &amp; C" sheetId="9" r:id="rId2"/><sheet name="Chart" sheetId="1" r:id="rId3"/>
            <sheet name="H" sheetId="2" state="hidden" r:id="rId1"/><sheet name="V" sheetId="3" state="veryHidden" r:id="rId6"/>
            """
        let workbook = try fixture.open()
        #expect(workbook.sheets.map(\.name) == ["B & C", "Chart", "H", "V"])
        #expect(workbook.sheets.map(\.state) == [.visible, .visible, .hidden, .veryHidden])
        #expect(workbook.sheets.map(\.index) == [0, 1, 2, 3])
        #expect(workbook.sheets.map(\.isWorksheet) == [true, false, true, true])
        #expect(try workbook.head(sheet: 0, rows: 1).first?.cells.first?.text == "1")
        #expect(throws: FormatError.self) { try workbook.head(sheet: 1, rows: 1) }
        #expect(throws: FormatError.self) { try workbook.head(sheet: 3, rows: 1) }
        #expect(throws: FormatError.self) { try workbook.head(sheet: 4, rows: 1) }
    }

    @Test("two readers of one workbook, and a reader that outlives it")
    func lifetimes() throws {
        var fixture = WorkbookFixture()
        fixture.rows = "<row>\(text("A1"))\(text("B1"))</row>"
        let columns = [SourceColumn(number: 0, name: "a")]
        let batch = CellBatch(columnCount: 1, recordCapacity: 4, arena: ByteArena(capacity: 64))
        var workbook: XLSXWorkbook? = try fixture.open()
        let first = try workbook?.reader(sheet: 0, columns: columns, firstRow: 1)
        let second = try workbook?.reader(sheet: 0, columns: columns, firstRow: 1)
        workbook = nil
        #expect(try first?.read(into: batch) == true)
        #expect(try second?.read(into: batch) == true)
        #expect(batch.recordCount == 1)
        #expect(try first?.read(into: batch) == false)
    }

    @Test(
        "rows and cells that cannot be",
        arguments: [
            "<row r=\"1048577\"/>", "<row r=\"0\"/>", "<row r=\"-1\"/>", "<row r=\"x\"/>",
            "<row r=\"99999999999999999999\"/>", "<row r=\"5\"/><row r=\"5\"/>", "<row r=\"5\"/><row r=\"4\"/>",
            "<row r=\"1048576\"/><row/>", "<row r=\"1\"><c r=\"A2\"/></row>", "<row><c r=\"XFE1\"/></row>",
            "<row><c r=\"AAAA1\"/></row>", "<row><c r=\"1\"/></row>", "<row><c r=\"A\"/></row>",
            "<row><c r=\"\"/></row>",
            "<row><c r=\"A1\"/><c r=\"A1\"/></row>", "<row><c r=\"XFD1\"/><c/></row>", "<row><c r=\"@1\"/></row>",
            "<row><c t=\"s\"><v>0</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
            "<row><c t=\"s\"><v>x</v></c></row>",
        ])
    func impossible(rows: String) {
        let error = formatError { _ = try sheet(rows) }
        #expect(error?.code == .notWhatItClaims)
        #expect(error?.location?.part == "xl/worksheets/sheet1.xml")
        #expect(error?.message.contains("ow") == true)
    }
}
