public import HTCDSCells

/// How two keys are compared.
public enum KeyForm: String, Sendable, CaseIterable {
    /// Letter by letter, without the white space around them.
    case exact
    /// Ids of Salesforce: 15 characters that tell case apart, or the same with 3 more behind them.
    case salesforceId
}

/// The rows of a table that belong to the rows of another, found by key.
///
/// The whole table is read when it is made. Memory: 64 MiB; what is more lies in a file without a name (`GrowingBytes`),
/// 24 bytes and its cells a row. Not thread-safe.
public final class RelatedTable {
    public let columns: [SourceColumn]
    /// Columns of the widest row, those of the header at least.
    public private(set) var width: Int
    public private(set) var rowCount = 0
    /// Rows whose key is empty.
    public private(set) var rowsWithoutKey = 0
    public private(set) var blankRows = 0
    private let keyColumn: Int
    private let form: KeyForm

    private static let bound = 32 * 1_024 * 1_024
    /// A row: its number and line, the offset of the next row of its key, whether it was used, its cells.
    private let rows = GrowingBytes(bound: bound)
    /// Open addressing: the offset of the first row of a key plus 1, and that of the last.
    private var slots = GrowingBytes(bound: bound)
    private var slotCount = 1 << 12
    private var keys = 0

    private static let seed = UInt64.random(in: .min ... .max)
    private enum Head {
        static let next = 0
        static let row = 8
        static let line = 12
        static let used = 16
        static let cells = 20
        static let size = 24
    }

    /// Reads a table to its end.
    ///
    /// - Parameters:
    ///   - reader: the rows; its columns must all be known.
    ///   - keyColumn: number of the column whose text is the key.
    /// - Throws: what the reader throws; `.inputOutput` where there is no room on the disk.
    public init(_ reader: any BatchReader, keyColumn: Int, form: KeyForm = .exact) throws {
        columns = reader.columns
        width = columns.count
        self.keyColumn = keyColumn
        self.form = form
        try slots.append(zeros: slotCount * 16)
        let batch = CellBatch(
            columnCount: max(columns.count, 1), recordCapacity: CellBatch.suitableCapacity(columns: columns.count),
            arena: ByteArena(capacity: 256 * 1_024))
        while try reader.read(into: batch) {
            blankRows += batch.blankRows + batch.numberedBlankRows
            var extra = 0
            for record in 0..<batch.recordCount { try add(batch, record, &extra) }
        }
    }

    private func add(_ batch: CellBatch, _ record: Int, _ extra: inout Int) throws {
        let position = batch.position(record)
        let start = rows.count
        try rows.append(UInt64(0))
        try rows.append(position.row)
        try rows.append(position.line)
        try rows.append(UInt32(0))
        try rows.append(UInt32(0))
        var cells: UInt32 = 0
        func put(_ cell: Cell, _ column: Int) throws {
            guard cell.isPresent else { return }
            let bytes = batch.bytes(cell)
            try rows.append(UInt32(clamping: column))
            try rows.append(UInt32(clamping: cell.length) | (cell.hasBrokenEncoding ? 1 << 31 : 0))
            try rows.append(UnsafeRawBufferPointer(bytes.buffer))
            cells += 1
        }
        for column in 0..<min(columns.count, batch.columnCount) {
            try put(batch.cell(record: record, column: column), column)
        }
        while extra < batch.extras.count, batch.extras[extra].record == record {
            width = max(width, batch.extras[extra].column + 1)
            try put(batch.extras[extra].cell, batch.extras[extra].column)
            extra += 1
        }
        rows.store(cells, at: start + Head.cells)
        rowCount += 1
        try link(start)
    }

    private func link(_ row: Int) throws {
        guard let key = key(ofRow: row) else {
            rowsWithoutKey += 1
            return
        }
        if keys * 2 >= slotCount { try grow() }
        let slot = find(key)
        let first = slots.load(at: slot, as: UInt64.self)
        if first == 0 {
            slots.store(UInt64(row) + 1, at: slot)
            keys += 1
        } else {
            rows.store(UInt64(row) + 1, at: Int(slots.load(at: slot + 8, as: UInt64.self)) + Head.next)
        }
        slots.store(UInt64(row), at: slot + 8)
    }

    private func grow() throws {
        let old = slots
        let oldCount = slotCount
        slotCount *= 2
        slots = GrowingBytes(bound: Self.bound)
        try slots.append(zeros: slotCount * 16)
        for index in 0..<oldCount {
            let first = old.load(at: index * 16, as: UInt64.self)
            guard first > 0, let key = key(ofRow: Int(first) - 1) else { continue }
            let slot = find(key)
            slots.store(first, at: slot)
            slots.store(old.load(at: index * 16 + 8, as: UInt64.self), at: slot + 8)
        }
    }

    /// The offset of the slot that holds a key, or of the one where it belongs.
    private func find(_ key: CellBytes) -> Int {
        var index = Int(truncatingIfNeeded: hash(key) & UInt64(slotCount - 1))
        while true {
            let first = slots.load(at: index * 16, as: UInt64.self)
            if first == 0 { return index * 16 }
            if let known = self.key(ofRow: Int(first) - 1), known.count == key.count,
                known.buffer.elementsEqual(key.buffer)
            {
                return index * 16
            }
            index = (index + 1) & (slotCount - 1)
        }
    }

    /// FNV-1a from a seed that is another in every run, shuffled.
    private func hash(_ key: CellBytes) -> UInt64 {
        var value = Self.seed
        for byte in key.buffer { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        value ^= value >> 32
        return value &* 0x9E37_79B9_7F4A_7C15 >> 16
    }

    private func normalised(_ text: CellBytes) -> CellBytes? {
        let key = text.trimmed()
        if key.isEmpty { return nil }
        return form == .salesforceId && key.count == 18 ? CellBytes(start: key.start, count: 15) : key
    }

    private func key(ofRow row: Int) -> CellBytes? {
        var key: CellBytes?
        forEachCell(ofRow: row) { column, text, _ in if column == keyColumn { key = normalised(text) } }
        return key
    }

    // MARK: Looking

    /// The first row with a key, nil where there is none. The numbers of rows mean nothing to anybody else.
    public func firstRow(_ text: CellBytes) -> Int? {
        guard let key = normalised(text) else { return nil }
        let first = slots.load(at: find(key), as: UInt64.self)
        return first == 0 ? nil : Int(first) - 1
    }

    /// The next row with the same key, in order of the table.
    public func next(_ row: Int) -> Int? {
        let next = rows.load(at: row + Head.next, as: UInt64.self)
        return next == 0 ? nil : Int(next) - 1
    }

    /// Every cell of a row in order of the columns. The text is valid until the table is gone.
    public func forEachCell(ofRow row: Int, _ body: (_ column: Int, _ text: CellBytes, _ isBroken: Bool) -> Void) {
        var offset = row + Head.size
        for _ in 0..<rows.load(at: row + Head.cells, as: UInt32.self) {
            let column = Int(rows.load(at: offset, as: UInt32.self))
            let length = rows.load(at: offset + 4, as: UInt32.self)
            let count = Int(length & 0x7FFF_FFFF)
            let start = (rows.base + offset + 8).assumingMemoryBound(to: UInt8.self)
            body(column, CellBytes(start: UnsafePointer(start), count: count), length >> 31 == 1)
            offset += 8 + count
        }
    }

    /// Where a row stands: as a spreadsheet shows it, and its physical line (0 where that means nothing).
    public func position(ofRow row: Int) -> (row: Int, line: Int) {
        (Int(rows.load(at: row + Head.row, as: UInt32.self)), Int(rows.load(at: row + Head.line, as: UInt32.self)))
    }

    /// Notes that a row found the one it belongs to.
    public func markUsed(_ row: Int) { rows.store(UInt32(1), at: row + Head.used) }

    /// The rows that nothing belongs to, in order.
    /// - Parameter limit: how many places are wanted.
    public func unused(limit: Int) -> (count: Int, places: [(row: Int, line: Int)]) {
        var count = 0
        var places: [(row: Int, line: Int)] = []
        var offset = 0
        while offset < rows.count {
            if rows.load(at: offset + Head.used, as: UInt32.self) == 0 {
                count += 1
                if places.count < limit { places.append(position(ofRow: offset)) }
            }
            var end = offset + Head.size
            for _ in 0..<rows.load(at: offset + Head.cells, as: UInt32.self) {
                end += 8 + Int(rows.load(at: end + 4, as: UInt32.self) & 0x7FFF_FFFF)
            }
            offset = end
        }
        return (count, places)
    }
}
