import HTCDSCells
import HTCDSFormats

/// What is written is the XML of the sheet; the rest of the container is that of the fixtures.
struct XLSXUnderTest: ReaderUnderTest {
    let name = "XLSX"
    let whenCut = CutPolicy.refused

    func write() -> ConformanceFile {
        var file = ConformanceFile()
        file.write("<worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData>\n<row r=\"1\">")
        for header in ConformanceTable.headers { file.write("<c t=\"inlineStr\"><is><t>\(header)</t></is></c>") }
        file.write("</row>\n")
        for (index, record) in ConformanceTable.records.enumerated() {
            file.begin(row: index + 2, hasLines: false)
            file.write("<row r=\"\(index + 2)\">")
            for (column, text) in record.enumerated() {
                guard let text, !text.isEmpty else { continue }
                file.note(text, column: column, line: 0)
                let address = "\(SourceColumn.letters(column))\(index + 2)"
                file.write(
                    "<c r=\"\(address)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(XMLUnderTest.escaped(text))</t>"
                        + "</is></c>")
            }
            file.write("</row>\n")
        }
        file.write("</sheetData></worksheet>")
        return file
    }

    func file(_ content: [UInt8]) -> [UInt8] {
        var zip = WorkbookFixture().zip
        for index in zip.entries.indices where zip.entries[index].name.elementsEqual("xl/worksheets/sheet1.xml".utf8) {
            zip.entries[index].content = content
        }
        return zip.bytes
    }

    func open(path: String) throws -> any BatchReader { try Self.reader(XLSXWorkbook(path: path)) }
    func open(_ file: [UInt8], step: Int) throws -> any BatchReader { try Self.reader(XLSXWorkbook(bytes: file)) }

    static func reader(_ workbook: any SpreadsheetFile) throws -> any BatchReader {
        let columns = ConformanceTable.headers.enumerated().map { SourceColumn(number: $0, name: $1) }
        return try workbook.reader(sheet: 0, columns: columns, firstRow: 2)
    }
}

struct ODSUnderTest: ReaderUnderTest {
    let isFlat: Bool
    var name: String { isFlat ? "flat ODS" : "ODS" }
    let whenCut = CutPolicy.refused

    func write() -> ConformanceFile {
        var file = ConformanceFile()
        let mark = "<!--rows-->"
        let fixture = ODSFixture(rows: mark)
        let parts = (isFlat ? fixture.flat : fixture.content).split(separator: mark, maxSplits: 1)
        file.write(String(parts[0]))
        file.write(ODSFixture.row(ConformanceTable.headers.map { ODSFixture.text($0) }.joined()))
        for (index, record) in ConformanceTable.records.enumerated() {
            file.begin(row: index + 2, hasLines: false)
            var cells = ""
            for (column, text) in record.enumerated() {
                guard let text else { continue }
                file.note(text, column: column, line: 0)
                cells += text.isEmpty ? "<table:table-cell/>" : ODSFixture.text(Self.paragraphs(text))
            }
            file.write(ODSFixture.row(cells) + "\n")
        }
        file.write(String(parts[1]))
        return file
    }

    /// ODF 1.3 Part 3, 6.1.2 and 6.1.3: a blank at the end of a paragraph and a tab are elements.
    private static func paragraphs(_ text: String) -> String {
        XMLUnderTest.escaped(text).replacing("\n", with: "</text:p><text:p>").replacing("\t", with: "<text:tab/>")
            .replacing(" ", with: "<text:s/>")
    }

    func file(_ content: [UInt8]) -> [UInt8] {
        guard !isFlat else { return content }
        var zip = ODSFixture().zip
        for index in zip.entries.indices where zip.entries[index].name.elementsEqual("content.xml".utf8) {
            zip.entries[index].content = content
        }
        return zip.bytes
    }

    func open(path: String) throws -> any BatchReader { try XLSXUnderTest.reader(ODSWorkbook(path: path)) }
    func open(_ file: [UInt8], step: Int) throws -> any BatchReader {
        try XLSXUnderTest.reader(ODSWorkbook(bytes: file))
    }
}
