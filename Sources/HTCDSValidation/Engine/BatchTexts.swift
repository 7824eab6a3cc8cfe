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

    /// 1 where a value is a text of at least `count` bytes, else 0.
    @inline(__always)
    func isText(_ value: FieldValue, _ count: UInt32) -> UInt64 {
        // Texts and references are the first kinds of values behind what is absent.
        one(value.tag.rawValue &- FieldValue.Tag.text.rawValue <= FieldValue.Tag.reference.rawValue - 1)
            & one(value.b >= count)
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

extension UnsafeBufferPointer<FieldValue> {
    /// Whether one of `marks` is set of any value.
    @inline(__always)
    func mayHold(_ marks: TextMarks) -> Bool {
        var union: UInt16 = 0
        for value in self { union |= value.marks.rawValue }
        return union & marks.rawValue != 0
    }
}
