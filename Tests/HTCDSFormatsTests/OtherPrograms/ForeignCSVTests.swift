import Foundation
import HTCDSFormats
import Testing

/// The table before it was saved is what counts, field by field; so nothing has to be believed of another reader.
@Suite("CSV saved by other programs, in their encodings")
struct ForeignCSVTests {
    private static let pandas = """
        import csv, json, sys
        import pandas
        table = json.load(open(sys.argv[1], encoding="utf-8"))
        rows, codec = table["rows"], table["codec"][0][0]
        frame = pandas.DataFrame(rows[1:], columns=rows[0], dtype=object)
        forms = [dict(), dict(sep=";", quoting=csv.QUOTE_ALL), dict(sep="\\t", lineterminator="\\r\\n")]
        for number, form in enumerate(forms):
            frame.to_csv("%s.%d" % (sys.argv[1], number), index=False, encoding=codec, **form)
        """

    @Test("pandas", .enabled(if: Python.has("pandas")), arguments: ForeignTable.all)
    func pandas(_ table: ForeignTable) throws {
        let path = Python.temporaryPath("table.json")
        let files = (0..<3).map { "\(path).\($0)" }
        defer { for file in files + [path] { try? FileManager.default.removeItem(atPath: file) } }
        try Data(table.encoded().utf8).write(to: URL(fileURLWithPath: path))
        try Python.run(Self.pandas, path)
        for file in files {
            let found = try table.read(Array(Data(contentsOf: URL(fileURLWithPath: file))))
            #expect(ForeignTable.difference(found, table.rows) == nil)
        }
    }

    @Test("Miller", .enabled(if: Tool.has("mlr") && Tool.has("iconv")), arguments: ForeignTable.all)
    func miller(_ table: ForeignTable) throws {
        let forms: [[String]] = [["--ocsv"], ["--ocsv", "--quote-all"], ["--ocsv", "--ofs", "semicolon"]]
        for form in forms {
            var written = try Tool.run(
                "mlr", ["-S", "--icsv"] + form + ["cat"], input: Array(Self.plain(table.rows).utf8))
            let codec = table.codec.replacing("utf-8-sig", with: "utf-8")
            // Miller writes UTF-8; `iconv` sets a byte order mark before UTF-16.
            written = try Tool.run("iconv", ["-f", "utf-8", "-t", codec], input: written)
            if table.codec == "utf-8-sig" { written = [0xEF, 0xBB, 0xBF] + written }
            #expect(ForeignTable.difference(try table.read(written), table.rows) == nil, "\(form)")
        }
    }

    @Test("Miller's JSON and JSON lines hold the same fields", .enabled(if: Tool.has("mlr")))
    func millerJSON() throws {
        let table = ForeignTable.all[0]
        for form in ["--ojson", "--ojsonl"] {
            let written = try Tool.run("mlr", ["-S", "--icsv", form, "cat"], input: Array(Self.plain(table.rows).utf8))
            let reader =
                form == "--ojsonl"
                ? JSONRecordReader(lines: MemoryByteSource(written), wanted: table.rows[0])
                : JSONRecordReader(source: MemoryByteSource(written), pointer: "", wanted: table.rows[0])
            let (all, error) = drain(reader)
            #expect(error == nil)
            #expect(ForeignTable.difference(all.records.map { $0.map(\.text) }, Array(table.rows.dropFirst())) == nil)
        }
    }

    private static func plain(_ rows: [[String]]) -> String {
        rows.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n" }.joined()
    }

    private static let workbook = """
        import json, sys
        import openpyxl
        book = openpyxl.Workbook()
        for number, row in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))["rows"], 1):
            for column, text in enumerate(row, 1):
                if text:
                    cell = book.active.cell(number, column)
                    cell.value, cell.data_type = text, "s"
        book.save(sys.argv[2])
        """

    @Test(
        "LibreOffice", .enabled(if: Python.has("openpyxl") && LibreOffice.isThere),
        arguments: ForeignTable.all.filter { $0.libreOffice != nil })
    func libreOffice(_ table: ForeignTable) throws {
        let path = Python.temporaryPath("table.json")
        let workbook = Python.temporaryPath("table.xlsx")
        defer { for file in [path, workbook] { try? FileManager.default.removeItem(atPath: file) } }
        try Data(table.encoded().utf8).write(to: URL(fileURLWithPath: path))
        try Python.run(Self.workbook, path, workbook)
        let encoding = try #require(table.libreOffice)
        // Comma, quotes, encoding, from row 1, no column formats, any language, text not always quoted.
        let converted = try LibreOffice.convert(
            workbook, to: "csv", filter: "Text - txt - csv (StarCalc):44,34,\(encoding),1,,0,false,true,false")
        defer { try? FileManager.default.removeItem(at: converted.deletingLastPathComponent()) }
        let found = try table.read(Array(Data(contentsOf: converted)))
        #expect(ForeignTable.difference(found, table.rows) == nil)
    }

    @Test("the comparison notices a letter that is only composed otherwise, and a lost cell")
    func comparisonCanFail() {
        #expect(ForeignTable.difference([["e\u{301}"]], [["\u{E9}"]]) != nil)
        #expect(ForeignTable.difference([["a"]], [["a", ""]]) != nil)
        #expect(ForeignTable.difference([["a"]], [["a"], ["b"]]) != nil)
        #expect(ForeignTable.difference([["a"]], [["a"]]) == nil)
    }
}
