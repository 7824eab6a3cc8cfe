import HTCDSCells
import HTCDSFormats

/// One cell as a test looks at it.
struct ReadCell: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let text: String
    var description: String { "\(path)@\(line)=\(text)" }
}

/// Everything a reader gives, in a form that can be compared.
struct ReadAll: Equatable {
    var cells: [ReadCell] = []
    var recordLines: [Int] = []
    var blank = 0
}

/// Reads an XML document to its end through batches of `capacity` records.
func readXML(
    _ bytes: [UInt8], record: String, wanted: [String] = [], capacity: Int = 64, width: Int = 16, step: Int = .max,
    limits: XMLLimits = .standard
) throws -> ReadAll {
    let reader = XMLRecordReader(
        source: MemoryByteSource(bytes, step: step), record: record, wanted: wanted, limits: limits)
    let batch = CellBatch(
        columnCount: width, recordCapacity: capacity, arena: ByteArena(capacity: 64), carriesLines: true)
    var all = ReadAll()
    while try reader.read(into: batch) {
        all.blank += batch.blankRows
        for record in 0..<batch.recordCount {
            let position = batch.position(record)
            all.recordLines.append(Int(position.line))
            for column in 0..<min(width, reader.columns.count) {
                let cell = batch.cell(record: record, column: column)
                guard cell.isPresent else { continue }
                all.cells.append(
                    ReadCell(
                        path: reader.path(record: Int(position.row), column: column),
                        line: batch.line(record: record, column: column) ?? 0,
                        text: batch.bytes(cell).makeString()))
            }
            for extra in batch.extras where extra.record == record {
                all.cells.append(
                    ReadCell(
                        path: reader.path(record: Int(position.row), column: extra.column), line: Int(extra.line),
                        text: batch.bytes(extra.cell).makeString()))
            }
        }
    }
    return all
}

func readXML(_ text: String, record: String, wanted: [String] = [], limits: XMLLimits = .standard) throws -> ReadAll {
    try readXML(Array(text.utf8), record: record, wanted: wanted, limits: limits)
}

/// The error that `body` throws, nil if it throws none.
func formatError(_ body: () throws -> Void) -> FormatError? {
    do {
        try body()
        return nil
    } catch {
        return error as? FormatError
    }
}

/// Text as UTF-16, without a byte order mark.
func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in text.utf16 {
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        bytes += bigEndian ? pair.reversed() : pair
    }
    return bytes
}
