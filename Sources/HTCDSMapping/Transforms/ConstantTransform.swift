import HTCDSCells

/// The same value in every record: a code, or text.
struct ConstantTransform: Transform {
    let value: FieldValue
    /// A value that stands in bytes, and what it is.
    let text: [UInt8]
    let tag: FieldValue.Tag
    var columns: [Int] { [] }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        var value = value
        if !text.isEmpty {
            value = FieldValue(tag, UInt32(clamping: fields.arena.count), UInt32(clamping: text.count))
            text.withUnsafeBufferPointer { fields.arena.append($0) }
        }
        let values = fields.slotValues(slot)
        for record in 0..<cells.recordCount { values[record] = value }
        // Not counted as filled: nobody wrote it.
    }
}
