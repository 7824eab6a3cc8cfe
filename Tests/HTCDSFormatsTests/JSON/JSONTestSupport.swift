import HTCDSCells
import HTCDSFormats

/// One cell of a JSON text as a test looks at it.
struct JSONCell: Equatable, CustomStringConvertible {
    let pointer: String
    let path: String
    let line: Int
    let text: String
    var kind = CellKind.text
    var isBroken = false
    var description: String { "\(pointer)@\(line)=\(text)\(isBroken ? "!" : "")" }
}

/// Everything a reader gives, in a form that can be compared.
struct JSONRead: Equatable {
    /// The cells by record; those of one column in order.
    var records: [[JSONCell]] = []
    var rows: [Int] = []
    var lines: [Int] = []
    var blank = 0
    var columns: [String] = []
    var duplicateKeys = 0

    /// The texts of the record, by path.
    func texts(_ record: Int) -> [String: [String]] {
        Dictionary(grouping: records[record], by: \.path).mapValues { $0.map(\.text) }
    }
}

/// Reads to the end through batches; the error that ended it comes beside what was read before.
func drain(_ reader: JSONRecordReader, capacity: Int = 64, width: Int = 8) -> (all: JSONRead, error: FormatError?) {
    let batch = CellBatch(
        columnCount: width, recordCapacity: capacity, arena: ByteArena(capacity: 64), carriesLines: true)
    var all = JSONRead()
    let error = formatError {
        while try reader.read(into: batch) {
            all.blank += batch.blankRows
            for record in 0..<batch.recordCount {
                let position = batch.position(record)
                var cells: [JSONCell] = []
                func add(_ cell: Cell, column: Int, line: Int) {
                    cells.append(
                        JSONCell(
                            pointer: reader.pointer(record: Int(position.row) - 1, column: column),
                            path: reader.columns[column].name ?? "", line: line, text: batch.bytes(cell).makeString(),
                            kind: cell.kind, isBroken: cell.hasBrokenEncoding))
                }
                for column in 0..<min(width, reader.columns.count) {
                    let cell = batch.cell(record: record, column: column)
                    if cell.isPresent {
                        add(cell, column: column, line: batch.line(record: record, column: column) ?? 0)
                    }
                }
                for extra in batch.extras where extra.record == record {
                    add(extra.cell, column: extra.column, line: Int(extra.line))
                }
                all.records.append(cells)
                all.rows.append(Int(position.row))
                all.lines.append(Int(position.line))
            }
        }
    }
    all.columns = reader.columns.map { $0.name ?? "" }
    all.duplicateKeys = reader.duplicateKeys
    return (all, error)
}

func drainJSON(
    _ bytes: [UInt8], pointer: String = "", wanted: [String] = [], capacity: Int = 64, width: Int = 8,
    step: Int = .max, limits: JSONLimits = .standard
) -> (all: JSONRead, error: FormatError?) {
    drain(
        JSONRecordReader(
            source: MemoryByteSource(bytes, step: step), pointer: pointer, wanted: wanted, limits: limits),
        capacity: capacity, width: width)
}

func readJSON(
    _ text: String, pointer: String = "", wanted: [String] = [], limits: JSONLimits = .standard
) throws -> JSONRead {
    let (all, error) = drainJSON(Array(text.utf8), pointer: pointer, wanted: wanted, limits: limits)
    if let error { throw error }
    return all
}
