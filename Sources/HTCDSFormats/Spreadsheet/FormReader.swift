public import HTCDSCells

/// Reads a sheet that is the form of one case: names below each other in one column, what was filled in beside them.
///
/// The names are the columns, in order of the rows; the sheet is one record. A batch that carries lines holds the row of
/// each cell as its line. Memory: the sheet's own texts.
public final class FormReader: BatchReader {
    public let columns: [SourceColumn]
    private let sheet: Int
    private let cells: [(text: [UInt8], kind: CellKind, row: Int)]
    private let firstRow: Int
    private var isRead = false

    /// Rows of a form at most: it is for people.
    public static let mostRows = 4_096

    /// Reads the whole sheet.
    ///
    /// - Parameters:
    ///   - reader: the rows of the sheet.
    ///   - names: number of the column of the names, from 0.
    ///   - values: number of the column of what was filled in.
    /// - Throws: what the reader throws; `.beyondLimits` for more than ``mostRows`` names.
    public init(_ reader: any BatchReader, names: Int, values: Int) throws {
        var headers: [String] = []
        var cells: [(text: [UInt8], kind: CellKind, row: Int)] = []
        var sheet = 0
        let batch = CellBatch(
            columnCount: max(names, values) + 1, recordCapacity: 256, arena: ByteArena(capacity: 64 * 1_024))
        while try reader.read(into: batch) {
            sheet = batch.sheet
            for record in 0..<batch.recordCount {
                let name = batch.bytes(batch.cell(record: record, column: names)).makeString()
                let cell = batch.cell(record: record, column: values)
                guard !name.isEmpty else { continue }
                guard headers.count < Self.mostRows else {
                    throw FormatError(
                        .beyondLimits,
                        "A sheet that should be the form of one case has more than \(Self.mostRows) rows.")
                }
                headers.append(name)
                cells.append((Array(batch.bytes(cell).buffer), cell.kind, Int(batch.position(record).row)))
            }
        }
        columns = SourceColumn.columns(named: headers)
        self.cells = cells
        self.sheet = sheet
        firstRow = cells.first?.row ?? 1
    }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        batch.arena.removeAll()
        guard !isRead else { return false }
        isRead = true
        batch.sheet = sheet
        batch.beginRecord(line: 0, row: firstRow)
        for (column, cell) in cells.enumerated() where !cell.text.isEmpty {
            let offset = batch.arena.count
            cell.text.withUnsafeBufferPointer { batch.arena.append($0) }
            batch.set(Cell(offset: offset, length: cell.text.count, kind: cell.kind), column: column, line: cell.row)
            if cell.kind == .error { batch.remark(.errorCell, column: column) }
        }
        batch.endRecord()
        return batch.recordCount > 0 || batch.blankRows > 0
    }
}
