import HTCDSCells

/// A column that does not mean quite what the field means, applied because the acceptance allows it: every value that it
/// gives is kept in the partner's words as well, and counted as lossy.
struct NearTransform: Transform {
    let inner: any Transform
    let relation: Relation
    let note: String?
    var columns: [Int] { inner.columns }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let before = fields.faults.count
        inner.apply(cells, to: fields, slot: slot)
        let values = fields.slotValues(slot)
        for record in 0..<cells.recordCount where values[record].tag != .absent && values[record].tag != .unusable {
            values[record].keepsText = true
            fields.add(
                .init(slot: slot, record: record, fault: .lossy, column: columns.first ?? 0, hint: -1))
        }
        // In order of the records again.
        fields.faults[before...].sort { $0.record < $1.record }
    }
}
