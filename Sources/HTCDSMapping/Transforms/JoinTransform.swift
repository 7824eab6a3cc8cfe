import HTCDSCells

/// Several columns as one text, joined in the order given.
struct JoinTransform: Transform {
    let columns: [Int]
    let separator: [UInt8]
    let missing: MissingWords

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let values = fields.slotValues(slot)
        var filled = 0
        for record in 0..<cells.recordCount {
            let start = fields.arena.count
            var parts = 0
            var broken = -1
            for column in columns where column < cells.columnCount {
                let cell = cells.cell(record: record, column: column)
                if cell.isEmpty { continue }
                let text = cells.bytes(cell).trimmed()
                if missing.contains(text) { continue }
                if cell.hasBrokenEncoding { broken = column }
                if parts > 0 { separator.withUnsafeBufferPointer { fields.arena.append($0) } }
                fields.arena.append(text)
                parts += 1
            }
            guard parts > 0 else {
                values[record] = .absent
                continue
            }
            filled += 1
            var value = FieldValue(.ownText, UInt32(clamping: start), UInt32(clamping: fields.arena.count - start))
            if broken >= 0 {
                fields.add(.init(slot: slot, record: record, fault: .brokenEncoding, column: broken))
                value = FieldValue(.unusable)
                value.keepsText = true
            }
            values[record] = value
        }
        fields.filled[slot] = filled
    }
}
