import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

/// Workbooks of every program we know of that makes them by itself, cell by cell as openpyxl reads them.
@Suite("Workbooks saved by other programs", .enabled(if: Python.has("openpyxl")))
struct ForeignWorkbookTests {
    /// Texts, numbers, booleans and dates, invented. None like `_x0041_`: openpyxl takes that for seven letters, and Excel
    /// for an A (ECMA-376-1, 22.9.2.19).
    private static let content = """
        import datetime, random, sys
        random.seed(int(sys.argv[2]))
        texts = ["Active", "NA", "TRUE", "1-2", "0012", " blanks ", "two\\nlines", "Nguy\\u1ec5n", "\\u4e0a\\u6d77",
                 "<b>&amp;</b>", "'so'", "\\U0001F600", "e\\u0301"]
        def value(row, column):
            kind = random.randrange(7)
            if kind < 3: return random.choice(texts)
            if kind == 3: return random.choice([0, 1, -5, 2.5, 12345678901, 0.1])
            if kind == 4: return random.choice([True, False])
            if kind == 5: return datetime.datetime(1999, 1, 2) + datetime.timedelta(random.randrange(9000))
            return None
        rows = [[value(row, column) for column in range(12)] for row in range(150)]
        rows[0] = ["Column %d" % column for column in range(12)]

        """

    private static let writers: [String: (needs: String, program: String)] = [
        "openpyxl": (
            "openpyxl",
            """
            import openpyxl
            book = openpyxl.Workbook()
            for row in rows: book.active.append(row)
            book.save(sys.argv[1])
            """
        ),
        "openpyxl, write-only": (
            "openpyxl",
            """
            import openpyxl
            book = openpyxl.Workbook(write_only=True)
            sheet = book.create_sheet("Cases")
            for row in rows: sheet.append(row)
            book.save(sys.argv[1])
            """
        ),
        "XlsxWriter": ("xlsxwriter", xlsxWriter("{}")),
        "XlsxWriter, constant memory": ("xlsxwriter", xlsxWriter("{'constant_memory': True}")),
        "XlsxWriter, 1904 dates": ("xlsxwriter", xlsxWriter("{'date_1904': True}")),
        "pandas": (
            "pandas",
            """
            import pandas
            frame = pandas.DataFrame(rows[1:], columns=rows[0], dtype=object)
            frame.to_excel(sys.argv[1], index=False, sheet_name="Cases")
            """
        ),
        "polars": (
            "polars, xlsxwriter",
            """
            import polars
            texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
            polars.DataFrame(texts[1:], schema=texts[0], orient="row").write_excel(sys.argv[1])
            """
        ),
    ]

    private static func xlsxWriter(_ options: String) -> String {
        """
        import xlsxwriter
        options = dict(\(options), strings_to_formulas=False)
        book = xlsxwriter.Workbook(sys.argv[1], options)
        sheet = book.add_worksheet("Cases")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime.datetime): sheet.write_datetime(number, column, cell, day)
                elif cell is not None: sheet.write(number, column, cell)
        book.close()
        """
    }

    /// What openpyxl sees, in the words of ``cells(_:)``.
    private static let oracle = """
        import datetime, sys
        import openpyxl
        for row in openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets[0].iter_rows():
            for cell in row:
                value = cell.value
                if value is None or value == "": continue
                if isinstance(value, bool): text = "boolean:" + str(int(value))
                elif isinstance(value, datetime.datetime):
                    text = "date:" + (value.date() if value.time() == datetime.time() else value).isoformat()
                elif isinstance(value, (int, float)): text = "number:" + repr(float(value))
                else: text = "text:" + value.encode("utf-8").hex()
                print(cell.coordinate, text)
        """

    private static func cells(_ file: any SpreadsheetFile) throws -> [String] {
        let reader = try file.reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 12, recordCapacity: 40, arena: ByteArena(capacity: 64))
        var found: [String] = []
        while try reader.read(into: batch) {
            for record in 0..<batch.recordCount {
                for column in 0..<12 {
                    let cell = batch.cell(record: record, column: column)
                    guard !cell.isEmpty || cell.kind == .formulaWithoutValue else { continue }
                    let text = batch.bytes(cell).makeString()
                    let shown =
                        switch cell.kind {
                        case .text: "text:" + text.utf8.map { String(format: "%02x", $0) }.joined()
                        // Swift writes the numbers of this test as Python's `repr` does.
                        case .number: "number:\(Double(text) ?? .nan)"
                        case .boolean: "boolean:\(text)"
                        case .date: "date:\(text)"
                        case .error: "error:\(text)"
                        case .formulaWithoutValue: "formula"
                        }
                    found.append("\(SourceColumn.letters(column))\(batch.position(record).row) \(shown)")
                }
            }
        }
        return found
    }

    private static func compare(_ path: String) throws {
        let expected = try Python.run(oracle, path).split(separator: "\n").map(String.init)
        let found = try cells(SpreadsheetFormat.open(path: path))
        #expect(expected.count > 1_000)
        #expect(found.count == expected.count)
        if let (mine, other) = zip(found, expected).first(where: { $0 != $1 }) {
            Issue.record("\(mine) is \(other) for openpyxl")
        }
    }

    @Test("cell by cell as openpyxl reads them", arguments: writers.keys.sorted())
    func written(by name: String) throws {
        let writer = try #require(Self.writers[name])
        // Which of them are there was said when the tests of CSV and ODS asked for them.
        guard Python.has(writer.needs) else { return }
        let path = Python.temporaryPath("written.xlsx")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(Self.content + writer.program, path, "7")
        try Self.compare(path)
    }

    @Test("the same, saved again by LibreOffice", .enabled(if: LibreOffice.isThere), arguments: ["xlsx", "ods"])
    func libreOffice(ending: String) throws {
        let path = Python.temporaryPath("written.xlsx")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Python.run(Self.content + (Self.writers["openpyxl"]?.program ?? ""), path, "8")
        let first = try LibreOffice.convert(path, to: ending)
        defer { try? FileManager.default.removeItem(at: first.deletingLastPathComponent()) }
        if ending == "xlsx" { return try Self.compare(first.path) }
        // openpyxl reads no ODS: the cells must be those of the workbook it was made of.
        let mine = try Self.cells(SpreadsheetFormat.open(path: first.path))
        // A boolean of a workbook is a formula for LibreOffice, TRUE() or FALSE(), and saved with a number as its value.
        let original = try Self.cells(SpreadsheetFormat.open(path: path))
            .map { $0.replacing("boolean:1", with: "number:1.0").replacing("boolean:0", with: "number:0.0") }
        if let (one, other) = zip(mine, original).first(where: { $0 != $1 }) {
            Issue.record("\(one) was \(other) before LibreOffice saved it")
        }
        #expect(mine.count == original.count)
    }
}
