import HTCDSCells
import HTCDSFormats
import Testing

@Suite("What a workbook holds besides values")
struct XLSXSheetNotesTests {
    private func notes(_ workbook: any SpreadsheetFile) throws -> SpreadsheetNotes {
        let reader = try workbook.reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 8, recordCapacity: 4, arena: ByteArena(capacity: 64))
        while try reader.read(into: batch) {}
        return reader.notes
    }

    @Test("18.3.1.55: merged ranges are counted; the value is that of the first cell")
    func merges() throws {
        var fixture = WorkbookFixture()
        fixture.rows = """
            <row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" s="1"/><c r="C1" t="str"><v>c</v></c></row>
            <row r="2"><c r="A2" s="1"/><c r="B2" s="1"/></row>
            """
        fixture.behindRows = "<mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1:C9\"/></mergeCells>"
        #expect(try notes(fixture.open()).mergedRanges == 2)
        #expect(try fixture.cells() == ["A1:a", "C1:c"])
    }

    @Test("formulas without their value, and errors, are counted")
    func formulas() throws {
        var fixture = WorkbookFixture()
        fixture.rows = """
            <row><c><f>A1</f></c><c><f>B1</f><v/></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>""</f></c></row>
            <row><c><f>A1</f></c></row>
            """
        #expect(try fixture.open().asksForCalculation == false)
        #expect(
            try fixture.cells() == [
                "A1: (formulaWithoutValue)", "B1: (formulaWithoutValue)", "C1:#DIV/0! (error)", "D1:",
            ])
        let notes = try notes(fixture.open())
        // The formula of row 2 is counted though its row is blank.
        #expect(notes.formulasWithoutValue == 3)
        #expect(notes.errorCells == 1)
        fixture.behindSheets = "<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>"
        #expect(try fixture.open().asksForCalculation)
    }

    @Test("formatted rows without number behind the last filled one cost no memory and no record")
    func trailingRows() throws {
        var fixture = WorkbookFixture()
        fixture.rows =
            "<row><c><v>1</v></c></row>"
            + String(repeating: "<row s=\"1\" customFormat=\"1\" ht=\"15\"><c s=\"1\"/></row>", count: 100_000)
        let all = try read(fixture.open())
        #expect(all.rows == [1])
        #expect(all.blank == 0)
    }

    @Test("white space is kept with and without xml:space; namespaced attributes are not mistaken")
    func whiteSpace() throws {
        var fixture = WorkbookFixture()
        fixture.strings = "<si><t xml:space=\"preserve\"> a\n b </t></si><si><t> c </t></si>"
        fixture.rows = """
            <row xmlns:x="x" r="1" x:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
            <c r="C1" t="inlineStr"><is><t xml:space="preserve"> _x0009_ </t></is></c></row>
            """
        #expect(try fixture.cells() == ["A1: a\n b ", "B1: c ", "C1: \t "])
    }
}
