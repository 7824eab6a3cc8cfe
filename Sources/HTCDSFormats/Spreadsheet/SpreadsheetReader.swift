public import HTCDSCells

/// Reads the rows of one sheet, in order.
///
/// The column numbers of cells are those of the sheet, 0 for A. A record has the row a spreadsheet shows, and no line.
/// Formatted cells without a value are absent; dates are ISO 8601 text; formulas have their saved value. Rows without
/// text are counted as blank where a filled row follows, also those that are missing in the file; the blank rows after
/// the last filled one are not. Hidden rows are read like others.
///
/// Memory: a slice of the sheet and the longest row, besides the shared texts that a workbook holds. The reader keeps
/// its file open; not thread-safe, together with it.
public final class SpreadsheetReader: BatchReader {
    /// A batch with this many bytes is handed on though it has room for more records.
    private static let batchBytes = 8 * 1_024 * 1_024

    public let columns: [SourceColumn]
    private let sheet: Int
    private let pass: SheetPass
    private var lastRow: Int
    private var blankRows = 0
    /// Copies of the next staged row that were handed on already.
    private var copiesDone = 0
    private var ended = false
    private var failure: (any Error)?

    init(sheet: Int, columns: [SourceColumn], firstRow: Int, pass: SheetPass) {
        self.sheet = sheet
        self.columns = columns
        self.pass = pass
        lastRow = max(firstRow, 1) - 1
    }

    /// What was met so far; complete once ``read(into:)`` returned false.
    public var notes: SpreadsheetNotes { pass.rows.notes }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        batch.arena.removeAll()
        batch.sheet = sheet
        let stage = pass.rows.stage
        while true {
            while let row = stage.first, !batch.isFull, batch.arena.count < Self.batchBytes {
                handOn(row, into: batch)
            }
            if !stage.isEmpty { return true }
            if ended || failure != nil { break }
            stage.compact()
            if batch.isFull || batch.arena.count >= Self.batchBytes { return true }
            do {
                ended = try !pass.feed()
            } catch {
                // Thrown when the rows before it are handed on.
                failure = error
            }
        }
        if batch.recordCount > 0 || batch.blankRows > 0 || batch.numberedBlankRows > 0 { return true }
        if let failure { throw failure }
        return false
    }

    private func handOn(_ row: RecordStage.StagedRecord, into batch: CellBatch) {
        let copies = pass.rows.copies(row: row.row)
        if copiesDone == 0 {
            // Rows that are not in the file: one addition, never a loop.
            blankRows += row.row - lastRow - 1
            lastRow = row.row + copies - 1
        }
        guard row.isFilled else {
            blankRows += copies
            return pass.rows.stage.drop()
        }
        batch.countBlankRows(blank: blankRows, numbered: 0)
        blankRows = 0
        if copies == 1 { return pass.rows.stage.move(row, into: batch) }
        handOnCopies(row, copies, into: batch)
        if copiesDone == copies {
            copiesDone = 0
            pass.rows.stage.drop()
        }
    }

    /// Hands on as many copies of a row as the batch has room for; all of them point at one copy of its bytes.
    private func handOnCopies(_ row: RecordStage.StagedRecord, _ copies: Int, into batch: CellBatch) {
        let stage = pass.rows.stage
        let base = batch.arena.count
        let first = stage.cell(row.cells.lowerBound, of: row)
        batch.arena.append(
            UnsafeBufferPointer(start: first.text.baseAddress.map { $0 - first.cell.offset }, count: row.bytes.count))
        while copiesDone < copies, !batch.isFull {
            batch.beginRecord(line: 0, row: row.row + copiesDone)
            for index in row.cells {
                let staged = stage.cell(index, of: row).cell
                batch.set(
                    Cell(offset: base + staged.offset, length: staged.length, kind: staged.kind),
                    column: Int(staged.column))
                if staged.kind == .error || staged.kind == .formulaWithoutValue { stage.remark(on: staged, in: batch) }
            }
            batch.endRecord()
            copiesDone += 1
        }
    }
}

public typealias XLSXSheetReader = SpreadsheetReader
