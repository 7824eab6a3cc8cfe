import HTCDSCells

/// Rows of a table that are no records, counted.
struct RowsLeftOut {
    var blank = 0
    /// Rows in which the numbering column alone is filled.
    var numbered = 0
    var footers = 0
    var comments = 0

    /// Counts a row that is no record, and says whether it is none.
    ///
    /// - Parameters:
    ///   - extrasFrom: index of the first extra of the batch that may belong to the row.
    ///   - inGrid: how many of the row's cells lie in the grid.
    ///   - cell: a cell of the row in the grid.
    @inline(__always)
    mutating func takes(
        _ batch: CellBatch, extrasFrom: Int, _ inGrid: Int, _ filter: RowFilter?, _ cell: (_ column: Int) -> Cell
    ) -> Bool {
        var filled = 0
        var isNumbered = false
        var column = 0
        let looked = min(inGrid, batch.columnLimit)
        // From two on it does not matter how many there are.
        while column < looked, filled < 2 {
            let cell = cell(column)
            if !cell.isEmpty, batch.arena.bytes(at: Int(cell.offset), length: cell.length).holdsText {
                filled &+= 1
                if column == batch.numberingColumn { isNumbered = true }
            }
            column &+= 1
        }
        if filled < 2 {
            for extra in batch.extras[extrasFrom...] where batch.bytes(extra.cell).holdsText {
                filled &+= 1
                if extra.column == batch.numberingColumn { isNumbered = true }
            }
            if filled == 0 {
                blank += 1
                return true
            }
            if filled == 1 && isNumbered {
                numbered += 1
                return true
            }
        }
        switch filter?.kind(arena: batch.arena, cells: inGrid, cell) {
        case nil: return false
        case .footer?: footers += 1
        case .comment?: comments += 1
        }
        return true
    }
}

extension CellBytes {
    /// Whether there is more than blanks, which rows are told by that hold nothing.
    @inline(__always)
    var holdsText: Bool {
        if count > 0, start[0] > 0x20 && start[0] < 0x7F { return true }
        return trimmed().count > 0
    }
}
