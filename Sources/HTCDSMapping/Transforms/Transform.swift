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
        let values = fields.slotValues(slot)
        guard column < cells.columnCount else {
            for record in 0..<cells.recordCount { values[record] = .absent }
            return
        }
        var filled = 0
        let source = cells.column(column)
        // Taken once: a reference counted for every cell costs more than looking at it.
        let arena = cells.arena
        let base = UnsafePointer(arena.base)
        let limit = arena.count
        for record in 0..<source.count {
            let cell = source[record]
            if cell.isEmpty {
                values[record] = .absent
                continue
            }
            let offset = Int(cell.offset)
            precondition(offset &+ cell.length <= limit)
            let text = CellBytes(start: base + offset, count: cell.length).trimmed()
            if missing.contains(text) {
                values[record] = .absent
                continue
            }
            filled &+= 1
            if cell.hasBrokenEncoding {
                fields.faults.append(
                    .init(slot: slot, record: record, fault: .brokenEncoding, column: column))
                values[record] = .unusable(text, in: arena)
                continue
            }
            values[record] = body(record, text, cell)
        }
        fields.filled[slot] = filled
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
