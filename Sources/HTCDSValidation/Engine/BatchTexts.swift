import HTCDSCells

/// The texts of a batch, for rules that look at nearly all of them: where the bytes lie is asked once a batch.
///
/// Valid as long as the batch is. 64 bytes behind every text may be read.
struct BatchTexts {
    private let cells: UnsafePointer<UInt8>
    private let cellsCount: Int
    private let own: UnsafePointer<UInt8>
    private let ownCount: Int

    init(_ cells: CellBatch, _ fields: FieldBatch) {
        let arena = cells.arena
        self.cells = UnsafePointer(arena.base)
        cellsCount = arena.count
        own = UnsafePointer(fields.arena.base)
        ownCount = fields.arena.count
    }

    /// The text of a value, empty where it is no text.
    @inline(__always)
    func text(_ value: FieldValue) -> CellBytes {
        let (start, count) = (Int(value.a), Int(value.b))
        switch value.tag {
        case .text, .reference:
            precondition(start &+ count <= cellsCount)
            return CellBytes(start: cells + start, count: count)
        case .ownText:
            precondition(start &+ count <= ownCount)
            return CellBytes(start: own + start, count: count)
        default: return CellBytes(start: cells, count: 0)
        }
    }
}

extension FieldBatch {
    /// The values of a slot in the records of `cells`.
    @inline(__always)
    func values(_ slot: Int, of cells: CellBatch) -> UnsafeBufferPointer<FieldValue> {
        precondition(cells.recordCount <= recordCapacity)
        return UnsafeBufferPointer(start: slotValues(slot), count: cells.recordCount)
    }
}
