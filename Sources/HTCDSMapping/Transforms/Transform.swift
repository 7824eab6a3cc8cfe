public import HTCDSCells

/// Turns the cells of one or more columns into the values of one slot, a whole batch at a time.
///
/// Pure: what it writes depends on the cells and its parameters only. Called once a batch, never once a cell.
public protocol Transform: Sendable {
    /// The columns it reads, from 0. The first one stands for the field in messages.
    var columns: [Int] { get }

    /// Sets the values of `slot` for every record of `cells`, appends faults in order of the records, and counts what
    /// is filled.
    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int)
}

extension Transform {
    /// The part of `apply` that every transform of one column shares: what is absent or missing becomes no value, what
    /// cannot be decoded is a fault, and the rest goes to `body`.
    @inline(__always)
    func forEachStated(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords,
        _ body: (_ record: Int, _ text: CellBytes, _ cell: Cell) -> FieldValue
    ) {
        forEachStated(cells, fields, slot: slot, column: column, missing: missing, { _, _ in nil }, body)
    }

    /// - Parameter exact: the value of a text as it stands in the cell, before it is trimmed and held against the words
    ///   that mean "missing"; nil where that is to be found out. 64 bytes behind the text may be read.
    @inline(__always)
    func forEachStated(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords,
        _ exact: (_ start: UnsafePointer<UInt8>, _ cell: Cell) -> FieldValue?,
        _ body: (_ record: Int, _ text: CellBytes, _ cell: Cell) -> FieldValue
    ) {
        let values = fields.slotValues(slot)
        fields.clear(slot: slot, count: cells.recordCount)
        guard column < cells.columnCount else { return }
        var filled = 0
        let source = cells.column(column)
        // Taken once: a reference counted for every cell costs more than looking at it.
        let arena = cells.arena
        let base = UnsafePointer(arena.base)
        let limit = arena.count
        let nonEmpty = CellBatch.forEachFilled(source) { record in
            let cell = source[record]
            let offset = Int(cell.offset)
            precondition(offset &+ cell.length <= limit)
            if !cell.hasBrokenEncoding, let value = exact(base + offset, cell) {
                filled &+= 1
                values[record] = value
                return
            }
            let text = CellBytes(start: base + offset, count: cell.length).trimmed()
            if missing.contains(text) { return }
            filled &+= 1
            if cell.hasBrokenEncoding {
                fields.add(
                    .init(slot: slot, record: record, fault: .brokenEncoding, column: column))
                values[record] = .unusable(text, in: arena)
                return
            }
            values[record] = body(record, text, cell)
        }
        fields.count(slot: slot, filled: filled, nonEmpty: nonEmpty)
    }
}

extension FieldValue {
    /// Something was there that became no value; its text is kept beside the record.
    @inline(__always)
    static func unusable(_ text: CellBytes, in arena: ByteArena) -> FieldValue {
        var value = FieldValue.text(text, in: arena, as: .unusable)
        value.keepsText = true
        return value
    }
}
