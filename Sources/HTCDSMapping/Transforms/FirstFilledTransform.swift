import HTCDSCells

/// The first filled one of several columns, each read as the field demands. What a further one says differently is kept
/// beside the record, and told.
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
        var read: [[FieldValue]] = []
        for (number, transform) in transforms.enumerated() {
            transform.apply(cells, to: fields, slot: slot)
            read.append((0..<count).map { values[$0] })
            for record in 0..<count where chosen[record] == number { merged[record] = values[record] }
            faults += fields.faults[before...].filter { chosen[Int($0.record)] == number }
            fields.faults.removeSubrange(before...)
        }
        for record in 0..<count { values[record] = merged[record] }
        for record in 0..<count where chosen[record] >= 0 {
            let said = text(cells, record, columns[chosen[record]])
            for number in columns.indices.dropFirst(chosen[record] + 1) where columns[number] < cells.columnCount {
                let column = columns[number]
                let other = text(cells, record, column)
                if missing.contains(other) || other.buffer.elementsEqual(said.buffer)
                    || Self.meanTheSame(merged[record], read[number][record])
                {
                    continue
                }
                values[record].keepsText = true
                faults.append(.init(slot: slot, record: record, fault: .otherSource, column: column))
            }
        }
        // In order of the records again.
        fields.faults += faults.sorted { $0.record < $1.record }
        fields.filled[slot] = chosen.count(where: { $0 >= 0 })
    }

    /// Whether two cells that are written differently became one value.
    private static func meanTheSame(_ one: FieldValue, _ other: FieldValue) -> Bool {
        switch one.tag {
        case .code, .date, .boolean: one.tag == other.tag && one.a == other.a
        default: false
        }
    }

    private func text(_ cells: CellBatch, _ record: Int, _ column: Int) -> CellBytes {
        cells.bytes(cells.cell(record: record, column: column)).trimmed()
    }
}
