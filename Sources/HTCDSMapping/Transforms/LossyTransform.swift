import HTCDSCells

/// Columns that mean something else, or more, than the field: nothing is set, the text is kept and counted as lossy.
struct LossyTransform: Transform {
    let columns: [Int]
    let missing: MissingWords
    let relation: Relation
    let note: String?

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let values = fields.slotValues(slot)
        var filled = 0
        for record in 0..<cells.recordCount {
            values[record] = .absent
            for column in columns where column < cells.columnCount {
                let cell = cells.cell(record: record, column: column)
                let text = cells.bytes(cell).trimmed()
                if missing.contains(text) { continue }
                if values[record].tag == .absent { filled += 1 }
                values[record] = .unusable(text, in: cells.arena)
                fields.add(
                    .init(
                        slot: slot, record: record, fault: cell.hasBrokenEncoding ? .brokenEncoding : .lossy,
                        column: column))
            }
        }
        fields.filled[slot] = filled
    }
}
