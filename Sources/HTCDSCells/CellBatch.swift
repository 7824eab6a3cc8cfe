/// Some hundreds of records of one table, column by column, with the position of each.
///
/// Shape: `columnCount` columns × `recordCount` records, stored column after column, so that a transform walks one
/// column without looking at the others. Readers fill it row by row: `beginRecord`, `set`…, `endRecord`. Blank rows never
/// become records; they are counted. Memory: 8 bytes a cell (12 where cells carry lines) for `columnCount` ×
/// `recordCapacity`, whatever the file; a batch is reused.
///
/// Not thread-safe: one stage owns a batch at a time.
public final class CellBatch {
    /// The block the cells point into.
    @exclusivity(unchecked)
    public internal(set) var arena: ByteArena
    public let columnCount: Int
    public let recordCapacity: Int
    @exclusivity(unchecked)
    public private(set) var recordCount = 0

    @usableFromInline let matrix: UnsafeMutablePointer<Cell>
    @usableFromInline let positions: UnsafeMutablePointer<RecordPosition>
    private let cellLines: UnsafeMutablePointer<UInt32>?

    /// Cells that found no place in the grid: behind the last column, or further ones of a repeated element.
    /// In order of appearance.
    @exclusivity(unchecked)
    public private(set) var extras: [ExtraCell] = []

    /// What the reader has to say of records, in order of the records.
    @exclusivity(unchecked)
    public private(set) var remarks: [Remark] = []

    /// Rows without any text, left out and counted.
    @exclusivity(unchecked)
    public private(set) var blankRows = 0
    /// Rows in which only the numbering column is filled, left out and counted.
    @exclusivity(unchecked)
    public private(set) var numberedBlankRows = 0
    /// Rows of a text file that are no cases, left out and counted: footers and comments.
    @exclusivity(unchecked)
    public private(set) var leftOut = (footers: 0, comments: 0)
    /// The column whose text alone does not make a record (running numbers of a template), or nil.
    @exclusivity(unchecked)
    public var numberingColumn: Int?
    /// Cells from this column on are passed over, as if the row ended before it: what stands there is no case's.
    @exclusivity(unchecked)
    public var columnLimit = Int.max

    /// Which sheet of a workbook the records are from, in workbook order from 0. 0 for other formats.
    @exclusivity(unchecked)
    public var sheet = 0

    @exclusivity(unchecked)
    @usableFromInline var filled = 0
    @exclusivity(unchecked)
    private var numberFilled = false
    @exclusivity(unchecked)
    private var extrasAtBegin = 0
    @exclusivity(unchecked)
    private var remarksAtBegin = 0

    /// - Parameters:
    ///   - columnCount: columns of the grid; cells behind them become ``extras``.
    ///   - recordCapacity: how many records fit, at least 1.
    ///   - carriesLines: whether each cell remembers its own line (XML, JSON).
    public init(columnCount: Int, recordCapacity: Int, arena: ByteArena, carriesLines: Bool = false) {
        precondition(columnCount >= 0 && recordCapacity > 0)
        self.columnCount = columnCount
        self.recordCapacity = recordCapacity
        self.arena = arena
        let cells = columnCount * recordCapacity
        matrix = .allocate(capacity: max(cells, 1))
        matrix.initialize(repeating: .absent, count: cells)
        positions = .allocate(capacity: recordCapacity)
        positions.initialize(repeating: RecordPosition(), count: recordCapacity)
        if carriesLines {
            let lines = UnsafeMutablePointer<UInt32>.allocate(capacity: max(cells, 1))
            lines.initialize(repeating: 0, count: cells)
            cellLines = lines
        } else {
            cellLines = nil
        }
    }

    deinit {
        matrix.deallocate()
        positions.deallocate()
        cellLines?.deallocate()
    }

    /// How many records of `columns` columns a batch should hold: at most 504, and about 256 Ki cells.
    ///
    /// So few that the text of the batch, its cells and the values mapped from them stay in the cache of one core between
    /// the steps. And an odd multiple of eight: the cells of one record lie a column apart, and with columns of 16 KiB they
    /// would all want the same few lines of the first cache (504 cells are 63 lines).
    public static func suitableCapacity(columns: Int) -> Int {
        (min(504, max(16, 262_144 / max(columns, 1))) >> 3 | 1) << 3
    }

    @inlinable public var isFull: Bool { recordCount == recordCapacity }

    // MARK: Filling

    /// Forgets all records and counts; the arena is left alone.
    public func removeAll() {
        recordCount = 0
        widest = 0
        extras.removeAll(keepingCapacity: true)
        if !remarks.isEmpty { remarks.removeAll(keepingCapacity: true) }
        blankRows = 0
        numberedBlankRows = 0
        leftOut = (0, 0)
    }

    /// Lets the cells that follow point into another block. Only an empty batch can change its block.
    public func use(_ arena: ByteArena) {
        precondition(recordCount == 0)
        self.arena = arena
    }

    /// Starts a record. All its cells are absent until they are set.
    ///
    /// - Parameters:
    ///   - line: physical line on which the record starts, from 1; 0 where lines mean nothing.
    ///   - row: row of the sheet as a spreadsheet shows it, from 1.
    public func beginRecord(line: Int, row: Int) {
        precondition(recordCount < recordCapacity)
        filled = 0
        numberFilled = false
        extrasAtBegin = extras.count
        remarksAtBegin = remarks.count
        positions[recordCount] = RecordPosition(
            line: UInt32(clamping: line), row: UInt32(clamping: row), width: 0)
        var slot = matrix + recordCount
        for _ in 0..<columnCount {
            slot.pointee = .absent
            slot += recordCapacity
        }
        if let cellLines {
            var line = cellLines + recordCount
            for _ in 0..<columnCount {
                line.pointee = 0
                line += recordCapacity
            }
        }
    }

    /// Says on which line cells of the record that was begun would stand, also those that are not there.
    public func noteLine(_ line: Int, in columns: Range<Int>) {
        guard let cellLines else { return }
        for column in columns.clamped(to: 0..<columnCount) {
            cellLines[column * recordCapacity + recordCount] = UInt32(clamping: line)
        }
    }

    /// Puts a cell into the record that was begun. A second cell for the same column becomes an extra.
    public func set(_ cell: Cell, column: Int, line: Int = 0) {
        if column >= columnLimit { return }
        if !cell.isEmpty {
            filled += 1
            if column == numberingColumn { numberFilled = true }
        }
        if column >= widest { widest = column + 1 }
        let width = UInt32(clamping: column + 1)
        if width > positions[recordCount].width { positions[recordCount].width = width }
        guard column < columnCount, !matrix[column * recordCapacity + recordCount].isPresent else {
            extras.append(
                ExtraCell(record: recordCount, column: column, cell: cell, line: UInt32(clamping: line)))
            return
        }
        let index = column * recordCapacity + recordCount
        matrix[index] = cell
        cellLines?[index] = UInt32(clamping: line)
    }

    /// Puts a further value of a list into the record that was begun: behind the values before it, after a line feed.
    ///
    /// The value must be the last of the block. Where others came in between, it becomes an extra like any second cell.
    public func extend(_ cell: Cell, column: Int, line: Int = 0) {
        if column >= columnLimit { return }
        let known: Cell
        let extra = extras.indices.last.map { extras[$0] }
        let isExtra = column >= columnCount
        if !isExtra {
            known = matrix[column * recordCapacity + recordCount]
        } else if let extra, extra.record == recordCount, extra.column == column {
            known = extra.cell
        } else {
            return set(cell, column: column, line: line)
        }
        let end = Int(known.offset) + known.length
        guard known.isPresent, end == Int(cell.offset), Int(cell.offset) + cell.length == arena.count,
            known.length + cell.length < Cell.maximumLength
        else { return set(cell, column: column, line: line) }
        if !cell.isEmpty { filled += 1 }
        arena.append(0x0A)
        let moved = arena.base + end
        (moved + 1).update(from: moved, count: cell.length)
        moved.pointee = 0x0A
        let longer = Cell(
            offset: Int(known.offset), length: known.length + 1 + cell.length, kind: .text, quoted: known.isQuoted,
            broken: known.hasBrokenEncoding || cell.hasBrokenEncoding)
        if isExtra, let extra {
            extras[extras.count - 1] = ExtraCell(
                record: extra.record, column: column, cell: longer, line: extra.line)
        } else {
            matrix[column * recordCapacity + recordCount] = longer
        }
    }

    /// Ends the record that was begun, and says whether it became one: a blank row does not.
    @discardableResult
    public func endRecord() -> Bool {
        if filled == 0 {
            blankRows += 1
        } else if filled == 1 && numberFilled {
            numberedBlankRows += 1
        } else {
            recordCount += 1
            return true
        }
        if extras.count > extrasAtBegin { extras.removeSubrange(extrasAtBegin...) }
        if remarks.count > remarksAtBegin { remarks.removeSubrange(remarksAtBegin...) }
        return false
    }

    /// Says something of the record that was begun.
    public func remark(_ kind: Remark.Kind, column: Int = -1, line: Int = 0) {
        remarks.append(Remark(record: recordCount, kind: kind, column: column, line: line))
    }
    /// Takes back the remarks on a record that was given up.
    public func dropRemarks(from count: Int) {
        if remarks.count > count { remarks.removeSubrange(count...) }
    }

    /// Counts a line without any cell as a blank row.
    public func countBlankRow() { blankRows += 1 }

    /// Gives back the count of blank rows and starts it anew: a reader drops trailing blank rows of a sheet that way.
    public func takeBlankRows() -> Int {
        defer { blankRows = 0 }
        return blankRows
    }

    /// One more than the highest number of a column that was set since the batch was emptied.
    @exclusivity(unchecked)
    public private(set) var widest = 0

    /// Says how many cells the row of a record had in its own table, where others were added to it.
    public func setWidth(_ width: Int, record: Int) {
        precondition(record >= 0 && record < recordCount)
        positions[record].width = UInt32(clamping: width)
    }

    /// The same records with a wider grid, which takes in the extras that have a place in it now. It takes over the
    /// block; the batch itself is empty afterwards, with a block of its own.
    public func widened(to columns: Int) -> CellBatch {
        precondition(columns >= columnCount)
        let wider = CellBatch(
            columnCount: columns, recordCapacity: max(recordCount, 1), arena: arena, carriesLines: cellLines != nil)
        for column in 0..<columnCount {
            let from = matrix + column * recordCapacity
            (wider.matrix + column * wider.recordCapacity).update(from: from, count: recordCount)
            if let cellLines, let lines = wider.cellLines {
                (lines + column * wider.recordCapacity).update(
                    from: cellLines + column * recordCapacity, count: recordCount)
            }
        }
        wider.positions.update(from: positions, count: recordCount)
        wider.recordCount = recordCount
        wider.blankRows = blankRows
        wider.numberedBlankRows = numberedBlankRows
        wider.numberingColumn = numberingColumn
        wider.columnLimit = columnLimit
        wider.sheet = sheet
        wider.widest = widest
        wider.remarks = remarks
        for extra in extras {
            let index = extra.column * wider.recordCapacity + extra.record
            if extra.column >= columnCount, extra.column < columns, !wider.matrix[index].isPresent {
                wider.matrix[index] = extra.cell
                wider.cellLines?[index] = extra.line
            } else {
                wider.extras.append(extra)
            }
        }
        removeAll()
        use(ByteArena(capacity: 64 * 1_024))
        return wider
    }

    // MARK: Looking

    @inlinable
    public func cell(record: Int, column: Int) -> Cell {
        precondition(record >= 0 && record < recordCount && column >= 0 && column < columnCount)
        return matrix[column &* recordCapacity &+ record]
    }

    /// One column: `recordCount` cells in order of the records. Valid until the batch is filled anew.
    @inlinable
    public func column(_ column: Int) -> UnsafeBufferPointer<Cell> {
        precondition(column >= 0 && column < columnCount)
        return UnsafeBufferPointer(start: matrix + column &* recordCapacity, count: recordCount)
    }

    /// Calls `body` for the records in which something stands in a column, in order.
    ///
    /// Which cells are empty cannot be foreseen, and a branch that is foreseen wrongly costs more than most of what is done
    /// with a cell. So 64 cells are looked at first without a branch.
    /// - Returns: how many there are.
    @inlinable
    @inline(__always)
    @discardableResult
    public static func forEachFilled(_ column: UnsafeBufferPointer<Cell>, _ body: (_ record: Int) -> Void) -> Int {
        var total = 0
        var from = 0
        while from < column.count {
            let end = min(from &+ 64, column.count)
            var filled: UInt64 = 0
            var record = end
            while record > from {
                record &-= 1
                // A length above 0 carries into the bit above the longest one: a question would become a branch.
                let carried = column[record].length &+ Cell.maximumLength
                filled = filled &+ filled &+ UInt64(truncatingIfNeeded: carried &>> 26)
            }
            total &+= filled.nonzeroBitCount
            while filled != 0 {
                body(from &+ filled.trailingZeroBitCount)
                filled &= filled &- 1
            }
            from = end
        }
        return total
    }

    @inlinable
    public func bytes(_ cell: Cell) -> CellBytes {
        let offset = Int(cell.offset)
        precondition(offset &+ cell.length <= arena.count)
        return CellBytes(start: UnsafePointer(arena.base + offset), count: cell.length)
    }

    @inlinable
    public func position(_ record: Int) -> RecordPosition {
        precondition(record >= 0 && record < recordCount)
        return positions[record]
    }

    /// The line of a cell where cells carry lines, else nil.
    public func line(record: Int, column: Int) -> Int? {
        precondition(record >= 0 && record < recordCount && column >= 0)
        guard let cellLines, column < columnCount else { return nil }
        let line = cellLines[column * recordCapacity + record]
        return line == 0 ? nil : Int(line)
    }

    // MARK: Filling fast (dense tables)

    /// Direct access for a tokenizer that sets every column of every record itself and keeps to the grid.
    ///
    /// `body` gets the grid, the positions and the index of the next free record, and returns how many records it added.
    public func fillDirectly(
        _ body: (_ matrix: UnsafeMutablePointer<Cell>, _ positions: UnsafeMutablePointer<RecordPosition>, _ next: Int)
            -> Int
    ) {
        let added = body(matrix, positions, recordCount)
        precondition(added >= 0 && recordCount + added <= recordCapacity)
        recordCount += added
    }

    /// Adds cells that lie behind the grid, for records that ``fillDirectly(_:)`` added.
    public func appendExtra(_ extra: ExtraCell) { extras.append(extra) }
    public func countBlankRows(blank: Int, numbered: Int) {
        blankRows += blank
        numberedBlankRows += numbered
    }
    public func countLeftOut(footers: Int, comments: Int) {
        leftOut.footers += footers
        leftOut.comments += comments
    }
    /// Marks a cell as holding bytes that its encoding does not allow.
    public func markBroken(record: Int, column: Int) {
        let cell = cell(record: record, column: column)
        matrix[column * recordCapacity + record] = Cell(unchecked: cell.offset, bits: cell.bits | Cell.brokenBit)
    }
    /// The same for a cell among the ``extras``, by its index there.
    public func markBroken(extra index: Int) {
        let old = extras[index]
        let marked = Cell(unchecked: old.cell.offset, bits: old.cell.bits | Cell.brokenBit)
        extras[index] = ExtraCell(record: old.record, column: old.column, cell: marked, line: old.line)
    }
    /// Takes back the extras of a row that turned out to be blank.
    public func dropExtras(from count: Int) {
        if extras.count > count { extras.removeSubrange(count...) }
    }
}

/// Where a record stands in its file.
@frozen
public struct RecordPosition: Sendable {
    /// Physical line on which the record starts, from 1, counted from the start of the batch's unit. 0: unknown.
    public var line: UInt32
    /// Row as a spreadsheet shows it, from 1, likewise.
    public var row: UInt32
    /// Cells the row really had, counting up to the last one present.
    public var width: UInt32

    @inlinable
    public init(line: UInt32 = 0, row: UInt32 = 0, width: UInt32 = 0) {
        self.line = line
        self.row = row
        self.width = width
    }
}

/// A cell outside the grid of a batch.
public struct ExtraCell: Sendable {
    /// Index of the record in the batch, from 0.
    public let record: Int
    /// Column number, from 0.
    public let column: Int
    public let cell: Cell
    /// Physical line, 0 where unknown.
    public let line: UInt32

    public init(record: Int, column: Int, cell: Cell, line: UInt32) {
        self.record = record
        self.column = column
        self.cell = cell
        self.line = line
    }
}
