public import HTCDSCells

/// One table among those that are joined, and how it is joined.
public struct TableJoin {
    /// What its columns are named by.
    public let name: String
    public let table: RelatedTable
    /// The join it hangs on, nil: the main table.
    public let parent: String?
    /// Number of the column of the parent whose text is looked up.
    public let parentColumn: Int
    /// Whether one row at most is meant, whose columns are not numbered.
    public let isSingle: Bool
    /// Columns that name a further column and hold its text, nil: an ordinary table.
    public let pivot: (name: Int, value: Int)?
    /// What stands before the name of a pivoted column.
    public let pivotPrefix: String

    public init(
        name: String, table: RelatedTable, parent: String?, parentColumn: Int, isSingle: Bool = false,
        pivot: (name: Int, value: Int)? = nil, pivotPrefix: String = ""
    ) {
        self.name = name
        self.table = table
        self.parent = parent
        self.parentColumn = parentColumn
        self.isSingle = isSingle
        self.pivot = pivot
        self.pivotPrefix = pivotPrefix
    }
}

/// Reads the rows of a main table, each with the rows of other tables that belong to it.
///
/// The columns of the main table keep their numbers; those of related rows follow, in order of appearance, and are named
/// `persons[2]/prs_Gender`, or `account/Name` where one row at most is meant. A batch that carries lines holds the row of
/// a related cell in its own table as its line. Memory: that of the main reader, one batch, and the related tables.
public final class JoinedReader: BatchReader {
    private let main: any BatchReader
    private let joins: [TableJoin]
    /// By parent: the joins that hang on it.
    private let children: [String?: [Int]]
    public private(set) var columns: [SourceColumn]
    /// Of columns behind the main table's: the join and the column within it.
    private var origins: [(join: Int, column: Int)] = []
    /// First column of a thing, by its path.
    private var blocks: [String: Int] = [:]
    private var pivots: [String: Int] = [:]
    /// Columns of the main table.
    public let mainCount: Int
    private var inner: CellBatch
    private var next = 0
    private var ended = false
    /// Rows that belong to the record at hand, and the columns of each.
    private var foundRows: [(row: Int, columns: Range<Int>)] = []
    /// Cells of the record at hand.
    private var found: [(column: Int, text: CellBytes, isBroken: Bool, row: Int)] = []
    private var foundBytes = 0
    /// Rows behind the only one that a record should have, and the column of the first.
    private var furtherRows: [(row: Int, column: Int)] = []
    private var failure: FormatError?

    /// What one row of the main table and all that hangs on it may hold, as the trees of XML and JSON: two small tables
    /// with one key for all rows would else make a table of any size.
    private static let mostColumns = 16_384
    private static let mostCells = 1_048_576
    private static let mostBytes = 256 * 1_024 * 1_024

    public init(_ main: any BatchReader, joins: [TableJoin]) {
        self.main = main
        self.joins = joins
        columns = main.columns
        mainCount = main.columns.count
        children = Dictionary(grouping: joins.indices, by: { joins[$0].parent })
        inner = CellBatch(
            columnCount: max(mainCount, 1), recordCapacity: CellBatch.suitableCapacity(columns: mainCount),
            arena: ByteArena(capacity: 256 * 1_024))
        do { try wantFirst(of: nil, below: "") } catch { failure = error }
    }

    /// The column of running numbers whose cell alone makes no record, in the main table.
    public var numberingColumn: Int? {
        get { inner.numberingColumn }
        set { inner.numberingColumn = newValue }
    }

    /// The column from which on the main table holds no part of a case.
    public var columnLimit: Int {
        get { inner.columnLimit }
        set { inner.columnLimit = newValue }
    }

    /// The first of everything has columns from the start.
    private func wantFirst(of parent: String?, below path: String) throws(FormatError) {
        for index in children[parent] ?? [] where joins[index].pivot == nil {
            let step = joins[index].isSingle ? "\(joins[index].name)/" : "\(joins[index].name)[1]/"
            _ = try block(index, path + step)
            try wantFirst(of: joins[index].name, below: path + step)
        }
    }

    private func block(_ join: Int, _ path: String) throws(FormatError) -> Int {
        if let known = blocks[path] { return known }
        let first = columns.count
        let table = joins[join].table
        guard first + table.width <= Self.mostColumns else { throw Self.tooMuch() }
        for column in 0..<table.width {
            let name = column < table.columns.count ? table.columns[column].name : nil
            let occurrence = column < table.columns.count ? table.columns[column].occurrence : 1
            columns.append(
                SourceColumn(
                    number: columns.count, name: path + (name ?? "column \(SourceColumn.letters(column))"),
                    occurrence: occurrence))
            origins.append((join, column))
        }
        blocks[path] = first
        return first
    }

    /// Where a column comes from: the join's name and the column within its table; nil for the main table's own.
    public func origin(ofColumn column: Int) -> (join: String, column: Int)? {
        guard column >= mainCount, column - mainCount < origins.count else { return nil }
        let origin = origins[column - mainCount]
        guard origin.column >= 0 else { return nil }
        return (joins[origin.join].name, origin.column)
    }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        batch.arena.removeAll()
        while failure == nil, !batch.isFull, batch.arena.count < 8 * 1_024 * 1_024 {
            if next == inner.recordCount {
                if ended { break }
                // Rows are handed on before more are read, so that an error comes behind all rows before it.
                if batch.recordCount > 0 { return true }
                next = 0
                ended = try !main.read(into: inner)
                if ended {
                    inner.removeAll()
                    break
                }
                batch.countBlankRows(blank: inner.blankRows, numbered: inner.numberedBlankRows)
                batch.sheet = inner.sheet
                continue
            }
            // Thrown when the rows before it are handed on.
            do { try join(next, into: batch) } catch { failure = error }
            next += 1
        }
        if batch.recordCount > 0 || batch.blankRows > 0 || batch.numberedBlankRows > 0 { return true }
        if let failure { throw failure }
        return false
    }

    private static func tooMuch() -> FormatError {
        FormatError(
            .beyondLimits,
            "A row has more rows of other tables that belong to it than can be read. Check the columns that join them.")
    }

    private func join(_ record: Int, into batch: CellBatch) throws(FormatError) {
        let position = inner.position(record)
        let extras = inner.extras(of: record).filter { !$0.cell.isEmpty }
        let extraColumns = try extras.map { extra throws(FormatError) in try unnamed(extra.column) }
        found.removeAll(keepingCapacity: true)
        foundBytes = 0
        foundRows.removeAll(keepingCapacity: true)
        furtherRows.removeAll(keepingCapacity: true)
        try collect(of: nil, below: "") { column in
            guard column < mainCount else { return nil }
            let cell = inner.cell(record: record, column: column)
            return cell.isEmpty ? nil : inner.bytes(cell)
        }
        batch.beginRecord(line: Int(position.line), row: Int(position.row))
        func put(_ text: CellBytes, _ cell: Cell?, _ column: Int, broken: Bool, line: Int) {
            let offset = batch.arena.count
            batch.arena.append(text)
            batch.set(
                Cell(
                    offset: offset, length: text.count, kind: cell?.kind ?? .text, quoted: cell?.isQuoted ?? false,
                    broken: broken), column: column, line: line)
        }
        for column in 0..<mainCount {
            let cell = inner.cell(record: record, column: column)
            if cell.isPresent { put(inner.bytes(cell), cell, column, broken: cell.hasBrokenEncoding, line: 0) }
        }
        for (extra, column) in zip(extras, extraColumns) {
            put(inner.bytes(extra.cell), extra.cell, column, broken: extra.cell.hasBrokenEncoding, line: 0)
        }
        for remark in inner.remarks where remark.record == record {
            batch.remark(remark.kind, column: remark.column, line: remark.line)
        }
        for further in furtherRows { batch.remark(.furtherRow, column: further.column, line: further.row) }
        // A cell that is missing in a related row stands in that row as well.
        for row in foundRows { batch.noteLine(row.row, in: row.columns) }
        for cell in found { put(cell.text, nil, cell.column, broken: cell.isBroken, line: cell.row) }
        batch.endRecord()
        if batch.recordCount > 0 { batch.setWidth(Int(position.width), record: batch.recordCount - 1) }
    }

    /// The column of cells behind the main table's header.
    private func unnamed(_ column: Int) throws(FormatError) -> Int {
        let name = "column \(SourceColumn.letters(column))"
        if let known = pivots[name] { return known }
        return try pivot(name, join: -1)
    }

    private func pivot(_ name: String, join: Int) throws(FormatError) -> Int {
        if let known = pivots[name] { return known }
        let number = columns.count
        guard number < Self.mostColumns else { throw Self.tooMuch() }
        columns.append(SourceColumn(number: number, name: name))
        origins.append((max(join, 0), join < 0 ? -1 : joins[join].pivot?.value ?? 0))
        pivots[name] = number
        return number
    }

    /// Adds the cells of everything that hangs on a row.
    private func collect(
        of parent: String?, below path: String, key: (Int) -> CellBytes?
    ) throws(FormatError) {
        for index in children[parent] ?? [] {
            let join = joins[index]
            guard let text = key(join.parentColumn) else { continue }
            var row = join.table.firstRow(text)
            var number = 0
            while let current = row {
                number += 1
                join.table.markUsed(current)
                if let pivot = join.pivot {
                    try add(pivot, of: current, index)
                } else {
                    let own = join.isSingle ? "\(path)\(join.name)/" : "\(path)\(join.name)[\(number)]/"
                    try add(current, index, block(index, own))
                    if children[join.name] != nil { try collectBelow(join, current, own) }
                    if join.isSingle {
                        if let further = join.table.next(current) {
                            try furtherRows.append(
                                (join.table.position(ofRow: further).row, block(index, own)))
                        }
                        break
                    }
                }
                row = join.table.next(current)
            }
        }
    }

    private func collectBelow(_ join: TableJoin, _ row: Int, _ path: String) throws(FormatError) {
        var cells: [Int: CellBytes] = [:]
        join.table.forEachCell(ofRow: row) { column, text, _ in if !text.isEmpty { cells[column] = text } }
        try collect(of: join.name, below: path) { cells[$0] }
    }

    private func note(_ column: Int, _ text: CellBytes, _ isBroken: Bool, _ row: Int) {
        found.append((column, text, isBroken, row))
        foundBytes += text.count
    }

    private func checkFound() throws(FormatError) {
        guard found.count <= Self.mostCells, foundBytes <= Self.mostBytes else { throw Self.tooMuch() }
    }

    private func add(_ row: Int, _ join: Int, _ block: Int) throws(FormatError) {
        let number = joins[join].table.position(ofRow: row).row
        foundRows.append((number, block..<block + joins[join].table.width))
        joins[join].table.forEachCell(ofRow: row) { column, text, isBroken in
            note(block + column, text, isBroken, number)
        }
        try checkFound()
    }

    private func add(_ pivot: (name: Int, value: Int), of row: Int, _ join: Int) throws(FormatError) {
        var name = ""
        var value: (text: CellBytes, isBroken: Bool)?
        joins[join].table.forEachCell(ofRow: row) { column, text, isBroken in
            if column == pivot.name { name = text.makeString() }
            if column == pivot.value { value = (text, isBroken) }
        }
        guard let value, !name.isEmpty else { return }
        // A name that says what it belongs to is a column of that.
        let isPlaced = joins.contains { !$0.isSingle && name.hasPrefix("\($0.name)[") }
        let column = try self.pivot(isPlaced ? name : joins[join].pivotPrefix + name, join: join)
        note(column, value.text, value.isBroken, joins[join].table.position(ofRow: row).row)
        try checkFound()
    }
}
