import HTCDSCells
import HTCDSFormats

/// A workbook put together from its parts.
struct WorkbookFixture {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// What stands in `sheetData`.
    var rows = ""
    var strings: String?
    var styles: String?
    var is1904 = false
    var namespace = Self.main
    var relationships = Self.office
    /// What follows `sheetData`, and `sheets`.
    var behindRows = ""
    var behindSheets = ""
    var sheetTag = "<sheet name=\"Case Sheet\" sheetId=\"7\" r:id=\"rId1\"/>"

    var zip: StoredZip {
        var zip = StoredZip()
        zip.add(
            "_rels/.rels",
            relationshipList([("rId1", "officeDocument", "xl/workbook.xml")]))
        zip.add(
            "xl/workbook.xml",
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <workbook xmlns="\(namespace)" xmlns:r="\(relationships)"><workbookPr\(is1904 ? " date1904=\"1\"" : "")/>
            <sheets>\(sheetTag)</sheets>\(behindSheets)</workbook>
            """)
        zip.add(
            "xl/_rels/workbook.xml.rels",
            relationshipList([
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "/xl/worksheets/other.xml"),
                ("rId3", "chartsheet", "chartsheets/sheet1.xml"), ("rId4", "sharedStrings", "sharedStrings.xml"),
                ("rId5", "styles", "styles.xml"), ("rId6", "worksheet", "../../../out.xml"),
            ]))
        zip.add("xl/worksheets/sheet1.xml", sheet(rows))
        zip.add("xl/worksheets/other.xml", sheet("<row><c><v>1</v></c></row>"))
        if let strings { zip.add("xl/sharedStrings.xml", "<sst xmlns=\"\(namespace)\" count=\"9\">\(strings)</sst>") }
        if let styles { zip.add("xl/styles.xml", "<styleSheet xmlns=\"\(namespace)\">\(styles)</styleSheet>") }
        return zip
    }

    func sheet(_ rows: String) -> String {
        """
        <worksheet xmlns="\(namespace)"><dimension ref="A1:XFD1048576"/><sheetViews><sheetView/></sheetViews>
        <sheetData>\(rows)</sheetData>\(behindRows)<pageMargins/></worksheet>
        """
    }

    private func relationshipList(_ list: [(id: String, kind: String, target: String)]) -> String {
        let items = list.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(relationships)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + items.joined() + "</Relationships>"
    }

    func open() throws -> XLSXWorkbook { try XLSXWorkbook(bytes: zip.bytes) }

    /// All cells of the first sheet as `B7:text`, with the kind behind it where it is no text.
    func cells(firstRow: Int = 1, capacity: Int = 16, width: Int = 8) throws -> [String] {
        try read(open(), firstRow: firstRow, capacity: capacity, width: width).cells
    }
}

/// Reads a sheet to its end.
func read(
    _ workbook: any SpreadsheetFile, sheet: Int = 0, firstRow: Int = 1, capacity: Int = 16, width: Int = 8,
    numbering: Int? = nil
) throws -> (cells: [String], rows: [Int], blank: Int, numbered: Int) {
    let columns = (0..<width).map { SourceColumn(number: $0, name: nil) }
    let reader = try workbook.reader(sheet: sheet, columns: columns, firstRow: firstRow)
    let batch = CellBatch(columnCount: width, recordCapacity: capacity, arena: ByteArena(capacity: 64))
    batch.numberingColumn = numbering
    var all: (cells: [String], rows: [Int], blank: Int, numbered: Int) = ([], [], 0, 0)
    while try reader.read(into: batch) {
        all.blank += batch.blankRows
        all.numbered += batch.numberedBlankRows
        for record in 0..<batch.recordCount {
            let row = Int(batch.position(record).row)
            all.rows.append(row)
            func add(_ cell: Cell, _ column: Int) {
                let kind = cell.kind == .text ? "" : " (\(cell.kind))"
                all.cells.append("\(SourceColumn.letters(column))\(row):\(batch.bytes(cell).makeString())\(kind)")
            }
            for column in 0..<width {
                let cell = batch.cell(record: record, column: column)
                if cell.isPresent { add(cell, column) }
            }
            for extra in batch.extras where extra.record == record { add(extra.cell, extra.column) }
        }
    }
    return all
}
