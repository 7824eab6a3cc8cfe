public import HTCDSCells

/// Reads the rows of one sheet of a workbook, in order.
///
/// The column numbers of cells are those of the sheet, 0 for A. A record has the row a spreadsheet shows, and no line.
/// Formatted cells without a value are absent; dates are ISO 8601 text; formulas have their saved value. Rows without
/// text are counted as blank where a filled row follows, also those that are missing in the file; the blank rows after
/// the last filled one are not. Hidden rows are read like others.
///
/// Memory: a slice of the sheet and the longest row, besides the shared texts that the workbook holds. The reader keeps
/// its workbook open; not thread-safe, together with it.
public final class XLSXSheetReader: BatchReader {
    /// A batch with this many bytes is handed on though it has room for more records.
    private static let batchBytes = 8 * 1_024 * 1_024

    public let columns: [SourceColumn]
    private let sheet: Int
    private let pump: XMLPump
    private let collector: SheetCollector
    private var lastRow: Int
    private var blankRows = 0
    private var ended = false
    private var failure: (any Error)?

    init(sheet: Int, columns: [SourceColumn], firstRow: Int, pump: XMLPump, collector: SheetCollector) {
        self.sheet = sheet
        self.columns = columns
        self.pump = pump
        self.collector = collector
        lastRow = max(firstRow, 1) - 1
    }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        batch.arena.removeAll()
        batch.sheet = sheet
        while true {
            while let row = collector.stage.first, !batch.isFull, batch.arena.count < Self.batchBytes {
                // Rows that are not in the file: one addition, never a loop.
                blankRows += row.row - lastRow - 1
                lastRow = row.row
                if row.isFilled {
                    batch.countBlankRows(blank: blankRows, numbered: 0)
                    blankRows = 0
                    collector.stage.move(row, into: batch)
                } else {
                    blankRows += 1
                    collector.stage.drop()
                }
            }
            if !collector.stage.isEmpty { return true }
            if ended || failure != nil { break }
            collector.stage.compact()
            if batch.isFull || batch.arena.count >= Self.batchBytes { return true }
            do {
                ended = try !pump.feed()
            } catch {
                // Thrown when the rows before it are handed on.
                failure = error
            }
        }
        if batch.recordCount > 0 || batch.blankRows > 0 || batch.numberedBlankRows > 0 { return true }
        if let failure { throw failure }
        return false
    }
}
