import Foundation
import HTCDSCells
import HTCDSFormats

extension Part {
    /// Bytes become cells.
    static let readers: [Part] = [
        Part("csv-tokenising") { inputs in
            let bytes = try inputs.csv()
            return { try Chain.drain(CSVReader(MemoryByteSource(bytes))) }
        },
        Part("decode-windows-1252") { try decoding(.windows1252, $0) },
        Part("decode-utf-16le") { try decoding(.utf16LittleEndian, $0) },
        Part("xml-reading") { inputs in
            let bytes = try inputs.xml()
            let paths = try XMLRecordReader.sniff(MemoryByteSource(bytes)).paths(record: "/cases/case")
            return {
                let reader = XMLRecordReader(source: MemoryByteSource(bytes), record: "/cases/case", wanted: paths)
                return try Chain.drain(reader, columns: paths.count, carriesLines: true)
            }
        },
        Part("xlsx-reading") { inputs in
            let bytes = try inputs.xlsx()
            return {
                let workbook = try XLSXWorkbook(bytes: bytes)
                guard let row = try workbook.head(sheet: 0, rows: 1).first else { throw Chain.NotThere() }
                let columns = SourceColumn.columns(named: row.cells.map(\.text))
                return try Chain.drain(workbook.reader(sheet: 0, columns: columns, firstRow: row.row + 1))
            }
        },
    ]

    /// The CSV in another encoding, back into UTF-8.
    private static func decoding(_ encoding: TextEncoding, _ inputs: Inputs) throws -> () throws -> Int {
        let text = String(decoding: try inputs.csv(), as: UTF8.self)
        let of: String.Encoding = encoding == .windows1252 ? .windowsCP1252 : .utf16LittleEndian
        guard let data = text.data(using: of, allowLossyConversion: true) else { throw Chain.NotThere() }
        let bytes = Array(data)
        return {
            let source = try TranscodingByteSource(MemoryByteSource(bytes), from: encoding)
            var buffer = [UInt8](repeating: 0, count: 64 * 1_024)
            var total = 0
            while true {
                let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
                if count == 0 { return total }
                total += count
            }
        }
    }
}
