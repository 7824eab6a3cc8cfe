import HTCDSCells

/// Several columns that each stand for one choice, as one list of codes.
struct CollectTransform: Transform {
    struct Choice: Sendable {
        let column: Int
        let outcome: ValueTable.Outcome
        let target: ValueTarget
    }

    let choices: [Choice]
    let missing: MissingWords
    /// Words that say "chosen"; nil: the words of a checkbox.
    let chosen: MissingWords?
    let isMulti: Bool
    var columns: [Int] { choices.map(\.column) }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let values = fields.slotValues(slot)
        var filled = 0
        for record in 0..<cells.recordCount {
            let start = fields.codes.count
            var stated = false
            var keepsText = false
            for choice in choices where choice.column < cells.columnCount {
                let cell = cells.cell(record: record, column: choice.column)
                if cell.isEmpty { continue }
                let text = cells.bytes(cell).trimmed()
                if missing.contains(text) { continue }
                stated = true
                switch isChosen(text) {
                case true?:
                    switch choice.outcome {
                    case .code(let code), .near(let code, _):
                        if case .near(_, let row) = choice.outcome {
                            keepsText = true
                            fields.add(
                                .init(
                                    slot: slot, record: record, fault: choice.target.fault, column: choice.column,
                                    hint: row))
                        }
                        if !fields.codes[start...].contains(UInt16(truncatingIfNeeded: code)) {
                            fields.codes.append(UInt16(truncatingIfNeeded: code))
                        }
                    case .lossy(let row):
                        keepsText = true
                        fields.add(
                            .init(slot: slot, record: record, fault: .lossy, column: choice.column, hint: row))
                    }
                case false?: break
                case nil:
                    keepsText = true
                    fields.add(
                        .init(
                            slot: slot, record: record,
                            fault: cell.hasBrokenEncoding ? .brokenEncoding : .unmappedValue,
                            column: choice.column))
                }
            }
            if stated { filled += 1 }
            let count = fields.codes.count - start
            var value = FieldValue.absent
            if count == 1 && !isMulti {
                value = FieldValue(.code, UInt32(fields.codes[start]))
                fields.codes.remove(from: start)
            } else if count > 0 {
                value = FieldValue(.codes, UInt32(clamping: start), UInt32(clamping: count))
                if !isMulti {
                    fields.add(
                        .init(slot: slot, record: record, fault: .tooMany, column: choices.first?.column ?? 0))
                }
            } else if keepsText {
                value = FieldValue(.unusable)
            }
            value.keepsText = keepsText
            values[record] = value
        }
        fields.filled[slot] = filled
    }

    /// Whether the cell says that its choice was made; nil where it says neither.
    func isChosen(_ text: CellBytes) -> Bool? {
        if let chosen {
            if chosen.contains(text) { return true }
            return BooleanTransform.read(text) == false ? false : nil
        }
        return BooleanTransform.read(text)
    }
}
