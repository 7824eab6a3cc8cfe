import HTCDSFormats

struct CSVUnderTest: StreamReaderUnderTest {
    let name = "CSV"
    let whenCut = CutPolicy.notSeen

    func write() -> ConformanceFile {
        var file = ConformanceFile()
        file.write(ConformanceTable.headers.joined(separator: ",") + "\r\n")
        for (index, record) in ConformanceTable.records.enumerated() {
            file.begin(row: index + 2)
            let line = file.line
            for (column, text) in record.enumerated() {
                guard let text else { break }
                // A cell of a CSV has the line of its record.
                file.note(text, column: column, line: line)
                let quoted = text.contains { ",\"\n".contains($0) }
                let escaped = text.replacing("\"", with: "\"\"")
                file.write((column > 0 ? "," : "") + (quoted ? "\"\(escaped)\"" : text))
            }
            file.write("\r\n")
        }
        return file
    }

    func open(_ source: any ByteSource) throws -> any BatchReader {
        // Said, because what is found depends on how much the source gives at first.
        try CSVReader(source, options: CSVOptions(delimiter: 0x2C, encoding: .utf8))
    }
}

struct XMLUnderTest: StreamReaderUnderTest {
    let name = "XML"
    let whenCut = CutPolicy.refused

    func write() -> ConformanceFile {
        var file = ConformanceFile()
        file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cases>\n")
        for (index, record) in ConformanceTable.records.enumerated() {
            file.write(" ")
            file.begin(row: index + 1)
            file.write("<case>\n")
            for (column, text) in record.enumerated() {
                guard let text else { continue }
                file.note(text, column: column, line: file.line)
                let tag = ConformanceTable.headers[column]
                file.write(text.isEmpty ? "  <\(tag)/>\n" : "  <\(tag)>\(Self.escaped(text))</\(tag)>\n")
            }
            file.write(" </case>\n")
        }
        file.write("</cases>\n")
        return file
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    func open(_ source: any ByteSource) -> any BatchReader {
        XMLRecordReader(source: source, record: "/cases/case", wanted: ConformanceTable.headers)
    }
}

struct JSONUnderTest: StreamReaderUnderTest {
    let isLines: Bool
    var name: String { isLines ? "NDJSON" : "JSON" }
    var whenCut: CutPolicy { isLines ? .lineRejected : .refused }

    func write() -> ConformanceFile {
        var file = ConformanceFile()
        if !isLines { file.write("[\n") }
        for (index, record) in ConformanceTable.records.enumerated() {
            file.begin(row: index + 1)
            var isFirst = true
            file.write("{")
            for (column, text) in record.enumerated() {
                guard let text else { continue }
                file.write(isFirst ? "" : isLines ? ", " : ",\n  ")
                isFirst = false
                file.note(text, column: column, line: file.line)
                file.write("\"\(ConformanceTable.headers[column])\": \"\(Self.escaped(text))\"")
            }
            file.write(isLines || index == ConformanceTable.records.count - 1 ? "}\n" : "},\n")
        }
        if !isLines { file.write("]\n") }
        return file
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            .replacing("\t", with: "\\t").replacing("😀", with: "\\uD83D\\uDE00")
    }

    func open(_ source: any ByteSource) -> any BatchReader {
        isLines
            ? JSONRecordReader(lines: source, wanted: ConformanceTable.headers)
            : JSONRecordReader(source: source, pointer: "", wanted: ConformanceTable.headers)
    }
}
