import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

@Suite("Workbooks made by another program")
struct XLSXOracleTests {
    private static let build = """
        import sys, datetime, random
        import openpyxl
        from openpyxl.utils.datetime import CALENDAR_MAC_1904
        random.seed(7)
        book = openpyxl.Workbook()
        if sys.argv[2] == "1904": book.epoch = CALENDAR_MAC_1904
        sheet = book.active
        sheet.title = "Case Sheet"
        texts = ["Feminine", "NA", "TRUE", "1-2", "Nguyen\\u0303", "  blank  ", "a_b", "x\\ny", "\\U0001F600", "=1+1"]
        for row in range(1, 400):
            if row % 13 == 0: continue
            for column in range(1, 39):
                kind = random.randrange(9)
                if kind < 3: value = random.choice(texts)
                elif kind == 3: value = random.choice([0, 1, -5, 2.5, 1e20, 12345678901, 0.1])
                elif kind == 4: value = random.choice([True, False])
                elif kind == 5: value = datetime.date(1905, 1, 1) + datetime.timedelta(random.randrange(60000))
                elif kind == 6: value = datetime.datetime(2019, 3, 4, random.randrange(24), random.randrange(60), 30)
                elif kind == 7: value = datetime.time(random.randrange(24), random.randrange(60), 7)
                else: continue
                sheet.cell(row, column).value = value
        sheet.row_dimensions[1].hidden = True
        book.create_sheet("about").sheet_state = "hidden"
        book.save(sys.argv[1])
        book = openpyxl.load_workbook(sys.argv[1])
        for line in book.worksheets[0].iter_rows():
            for cell in line:
                value = cell.value
                if value is None: continue
                if cell.data_type == "f": text = "formula:"
                elif isinstance(value, bool): text = "boolean:" + str(int(value))
                elif isinstance(value, datetime.datetime):
                    text = "date:" + (value.date() if value.time() == datetime.time() else value).isoformat()
                elif isinstance(value, (datetime.date, datetime.time)): text = "date:" + value.isoformat()
                elif isinstance(value, (int, float)): text = "number:" + repr(float(value))
                else: text = "text:" + value.encode("utf-8").hex()
                print(cell.coordinate, text)
        """

    @Test("every cell as openpyxl reads it", .enabled(if: Python.has("openpyxl")), arguments: ["1900", "1904"])
    func openpyxl(epoch: String) throws {
        let path = Python.temporaryPath("oracle.xlsx")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let expected = try Python.run(Self.build, path, epoch).split(separator: "\n").map(String.init)
        let workbook = try XLSXWorkbook(path: path)
        #expect(workbook.sheets.map(\.name) == ["Case Sheet", "about"])
        #expect(workbook.sheets.map(\.state) == [.visible, .hidden])
        #expect(try workbook.head(sheet: 0, rows: 1).first?.hidden == true)

        let reader = try workbook.reader(sheet: 0, columns: [], firstRow: 1)
        let batch = CellBatch(columnCount: 38, recordCapacity: 50, arena: ByteArena(capacity: 64))
        var found: [String] = []
        while try reader.read(into: batch) {
            for record in 0..<batch.recordCount {
                for column in 0..<38 {
                    let cell = batch.cell(record: record, column: column)
                    guard cell.isPresent else { continue }
                    let text = batch.bytes(cell).makeString()
                    let shown: String
                    switch cell.kind {
                    case .text: shown = "text:" + text.utf8.map { String(format: "%02x", $0) }.joined()
                    // Swift writes the numbers of this test as Python's `repr` does.
                    case .number: shown = "number:\(Double(text) ?? .nan)"
                    case .boolean: shown = "boolean:\(text)"
                    case .date: shown = "date:\(text)"
                    case .error: shown = "error:\(text)"
                    case .formulaWithoutValue: shown = "formula:"
                    }
                    found.append("\(SourceColumn.letters(column))\(batch.position(record).row) \(shown)")
                }
            }
        }
        #expect(expected.count > 10_000)
        #expect(found.count == expected.count)
        for (mine, other) in zip(found, expected) where mine != other {
            Issue.record("\(mine) is \(other) for openpyxl")
            break
        }
    }

    private static let bomb = """
        import sys, zipfile
        path, parts, claimed = sys.argv[1], sys.argv[2], int(sys.argv[3])
        source = zipfile.ZipFile(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
            for name in source.namelist():
                data = source.read(name)
                if name.endswith("sheet1.xml"):
                    data = data.replace(b"<sheetData>", b"<sheetData>" + b" " * 300_000_000)
                target.writestr(name, data)
                if name.endswith("sheet1.xml"): size = len(data)
        if claimed:
            data = open(path, "rb").read()
            old = size.to_bytes(4, "little")
            assert data.count(old) == 2
            open(path, "wb").write(data.replace(old, claimed.to_bytes(4, "little")))
        """

    @Test(
        "a part inflated beyond all measure, honest and lying", .enabled(if: Python.has("zipfile")),
        arguments: [0, 5_000])
    func bomb(claimed: Int) throws {
        let path = Python.temporaryPath("bomb.xlsx")
        let parts = Python.temporaryPath("parts.zip")
        defer { for file in [path, parts] { try? FileManager.default.removeItem(atPath: file) } }
        try Data(WorkbookFixture().zip.bytes).write(to: URL(fileURLWithPath: parts))
        try Python.run(Self.bomb, path, parts, String(claimed))
        var error: FormatError?
        let time = ContinuousClock().measure {
            error = formatError { _ = try read(XLSXWorkbook(path: path)) }
        }
        #expect(error?.code == (claimed == 0 ? .beyondLimits : .notWhatItClaims))
        #expect(time < .seconds(2))
    }
}
