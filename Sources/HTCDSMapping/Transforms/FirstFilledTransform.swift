import HTCDSCells

/// The first filled one of several columns, each read as the field demands.
struct FirstFilledTransform: Transform {
    /// One for each column, in the same order.
    let transforms: [any Transform]
    let columns: [Int]
    let missing: MissingWords

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let count = cells.recordCount
        var chosen = [Int](repeating: -1, count: count)
        for (number, column) in columns.enumerated() where column < cells.columnCount {
            let source = cells.column(column)
            for record in 0..<count where chosen[record] < 0 && !source[record].isEmpty {
                if !missing.contains(cells.bytes(source[record]).trimmed()) { chosen[record] = number }
            }
        }
        let before = fields.faults.count
        var faults: [FieldBatch.Fault] = []
        var merged = [FieldValue](repeating: .absent, count: count)
        let values = fields.slotValues(slot)
        for (number, transform) in transforms.enumerated() {
            transform.apply(cells, to: fields, slot: slot)
            for record in 0..<count where chosen[record] == number { merged[record] = values[record] }
            faults += fields.faults[before...].filter { chosen[Int($0.record)] == number }
            fields.faults.removeSubrange(before...)
        }
        for record in 0..<count { values[record] = merged[record] }
        // In order of the records again; each record has faults of one column only.
        fields.faults += faults.sorted { $0.record < $1.record }
        fields.filled[slot] = chosen.count(where: { $0 >= 0 })
    }
}
