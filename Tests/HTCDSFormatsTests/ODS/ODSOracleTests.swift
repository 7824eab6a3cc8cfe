import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Spreadsheets made by other programs")
struct ODSOracleTests {
    /// All cells of a sheet with text as `B7 kind:text`.
    private func cells(_ file: any SpreadsheetFile, sheet: Int = 0) throws -> [String] {
        try read(file, sheet: sheet, capacity: 64, width: 40).cells.filter { !$0.hasSuffix(":") }
    }

    private static let write = """
        import sys, datetime, xlsxwriter
        book = xlsxwriter.Workbook(sys.argv[1], {"date_1904": sys.argv[2] == "1904"})
        sheet = book.add_worksheet("Case Sheet")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for column in range(38): sheet.write(0, column, "Column %d" % column, bold)
        for row in range(1, 60):
            sheet.write_string(row, 0, "Nguy\\u1ec5n & <L\\u00e9a> %d" % row)
            sheet.write_rich_string(row, 1, bold, "ri", "ch ", bold, "text")
            sheet.write_number(row, 2, row * 1.5)
            sheet.write_boolean(row, 3, row % 2 == 0)
            sheet.write_datetime(row, 4, datetime.datetime(2019, 3, 4) + datetime.timedelta(row), day)
            sheet.write_datetime(row, 5, datetime.datetime(2019, 3, 4, 10, 30, row), moment)
            sheet.write_formula(row, 6, '="a"&"b"', None, "ab")
            sheet.write_formula(row, 7, "=1+1", None, 2)
            sheet.write_string(row, 8, "line\\nline  two ")
            if row % 3: sheet.write_string(row, 37, "last")
        sheet.merge_range("J2:L4", "merged")
        sheet.set_row(70000, 30, bold)
        book.add_worksheet("about").hide()
        book.close()
        """

    private func expected() -> [String] {
        var cells = (0..<38).map { "\(SourceColumn.letters($0))1:Column \($0)" }
        for row in 2...60 {
            let number = row - 1
            let half = Double(number) * 1.5
            let days = 3 + number
            let day = days < 31 ? days + 1 : days < 61 ? days - 30 : days - 60
            let month = days < 31 ? 3 : days < 61 ? 4 : 5
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            cells += [
                "A\(row):Nguyễn & <Léa> \(number)", "B\(row):rich text",
                "C\(row):\(half == half.rounded() ? String(Int(half)) : String(half)) (number)",
                "D\(row):\(number % 2 == 0 ? 1 : 0) (boolean)", "E\(row):2019-\(two(month))-\(two(day)) (date)",
                "F\(row):2019-03-04T10:30:\(two(number)) (date)", "G\(row):ab", "H\(row):2 (number)",
                "I\(row):line\nline  two ",
            ]
            if row == 2 { cells.append("J2:merged") }
            if number % 3 != 0 { cells.append("AL\(row):last") }
        }
        return cells
    }

    @Test(
        "XlsxWriter's workbook, cell by cell, in both date systems", .enabled(if: Python.has("xlsxwriter")),
        arguments: ["1900", "1904"])
    func xlsxWriter(epoch: String) throws {
        let path = Python.temporaryPath("made.xlsx")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(Self.write, path, epoch)
        let workbook = try XLSXWorkbook(path: path)
        #expect(workbook.sheets.map(\.state) == [.visible, .hidden])
        #expect(workbook.asksForCalculation)
        #expect(try cells(workbook) == expected())
    }

    @Test(
        "the same, saved by LibreOffice", .enabled(if: Python.has("xlsxwriter") && LibreOffice.isThere),
        arguments: ["ods", "fods", "xlsx"])
    func libreOffice(ending: String) throws {
        let path = Python.temporaryPath("made.xlsx")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(Self.write, path, "1900")
        let converted = try LibreOffice.convert(path, to: ending)
        defer { try? FileManager.default.removeItem(at: converted.deletingLastPathComponent()) }
        let file = try SpreadsheetFormat.open(path: converted.path)
        #expect(file.format == (ending == "xlsx" ? .xlsx : .ods))
        #expect(file.sheets.map(\.name) == ["Case Sheet", "about"])
        #expect(file.sheets.map(\.state) == [.visible, .hidden])
        // LibreOffice makes formulas of the booleans of an .xlsx, and saves the value of some as a number.
        func alike(_ cells: [String]) -> [String] { cells.map { $0.replacing("(boolean)", with: "(number)") } }
        let found = alike(try cells(file))
        let wanted = alike(expected())
        #expect(found.count == wanted.count)
        for (mine, other) in zip(found, wanted) where mine != other {
            Issue.record("\(mine) should be \(other)")
            break
        }
        let reader = try file.reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 40, recordCapacity: 7, arena: ByteArena(capacity: 64))
        while try reader.read(into: batch) {}
        #expect(reader.notes.mergedRanges == 1)
    }

    private static let odfpy = """
        import sys
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableRow, TableCell
        from odf.text import P
        document = OpenDocumentSpreadsheet()
        table = Table(name="Cases")
        for number in range(50):
            row = TableRow()
            for kind, name, value in [("string", None, "T\\u00e9xt  %d" % number), ("float", "value", str(number * 2)),
                    ("date", "datevalue", "2019-03-%02d" % (number % 28 + 1)), ("boolean", "booleanvalue", "true")]:
                cell = TableCell(valuetype=kind, **({name: value} if name else {}))
                cell.addElement(P(text=value))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
        document.save(sys.argv[1])
        """

    @Test("odfpy's spreadsheet, cell by cell", .enabled(if: Python.has("odf")))
    func odfpy() throws {
        let path = Python.temporaryPath("made.ods")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(Self.odfpy, path)
        let found = try cells(ODSWorkbook(path: path))
        let wanted = (0..<50).flatMap { number in
            let day = number % 28 + 1
            return [
                "A\(number + 1):Téxt  \(number)", "B\(number + 1):\(number * 2) (number)",
                "C\(number + 1):2019-03-\(day < 10 ? "0" : "")\(day) (date)", "D\(number + 1):1 (boolean)",
            ]
        }
        #expect(found == wanted)
    }

    private static let walk = """
        import sys, zipfile, xml.etree.ElementTree as tree
        root = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read("content.xml"))
        def name(element): return element.tag.split("}")[1]
        def attribute(element, wanted, default=None):
            for key, value in element.attrib.items():
                if key.split("}")[1] == wanted: return value
            return default
        def text(element):
            made = element.text or ""
            for child in element:
                if name(child) == "s": made += " " * int(attribute(child, "c", "1"))
                elif name(child) == "tab": made += "\\t"
                elif name(child) == "line-break": made += "\\n"
                else: made += text(child)
                made += child.tail or ""
            return made
        tables = [table for table in root.iter() if name(table) == "table"]
        for number, table in enumerate(tables):
            row = 0
            for line in table.iter():
                if name(line) != "table-row": continue
                for copy in range(int(attribute(line, "number-rows-repeated", "1")) if any(True for p in line.iter() if name(p) == "p") else 0):
                    column = 0
                    for cell in line:
                        times = int(attribute(cell, "number-columns-repeated", "1"))
                        shown = "\\n".join(text(p) for p in cell if name(p) == "p")
                        if shown:
                            for at in range(times): print(number, row + copy + 1, column + at, shown.encode().hex())
                        column += times
                row += int(attribute(line, "number-rows-repeated", "1"))
        """

    @Test(
        "published field standards, cell by cell as ElementTree sees them",
        .enabled(if: !PublishedSheets.paths.isEmpty && Python.has("zipfile")), arguments: PublishedSheets.paths)
    func fieldStandards(path: String) throws {
        let wanted = try Python.run(Self.walk, path).split(separator: "\n").map(String.init)
        let file = try SpreadsheetFormat.open(path: path)
        var found: [String] = []
        for sheet in file.sheets {
            let reader = try file.reader(sheet: sheet.index, columns: [], firstRow: 1)
            let batch = CellBatch(columnCount: 64, recordCapacity: 7, arena: ByteArena(capacity: 64))
            while try reader.read(into: batch) {
                for record in 0..<batch.recordCount {
                    for column in 0..<64 {
                        let cell = batch.cell(record: record, column: column)
                        if cell.isEmpty { continue }
                        let hex = batch.bytes(cell).makeString().utf8.map { String(format: "%02x", $0) }.joined()
                        found.append("\(sheet.index) \(batch.position(record).row) \(column) \(hex)")
                    }
                }
            }
        }
        #expect(wanted.count > 100)
        #expect(found == wanted)
    }
}
