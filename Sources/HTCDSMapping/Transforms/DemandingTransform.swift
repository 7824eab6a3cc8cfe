import HTCDSCells

/// A yes that holds only if other columns say yes as well: consent that was asked in parts and counts as a whole.
///
/// No stays no, and nothing stated stays nothing. Yes with all the others is yes, with the partner's word kept beside it and
/// counted, because the whole may ask for more than its parts did. Yes without them is no value: it is kept and counted.
struct DemandingTransform: Transform {
    let column: Int
    let others: [Int]
    let missing: MissingWords
    let note: String?
    var columns: [Int] { [column] }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { record, text, _ in
            guard let answer = BooleanTransform.read(text) else {
                fields.add(.init(slot: slot, record: record, fault: .notABoolean, column: column))
                return .unusable(text, in: cells.arena)
            }
            guard answer else { return FieldValue(.boolean, 0) }
            let all = others.allSatisfy { other in
                other < cells.columnCount
                    && BooleanTransform.read(cells.bytes(cells.cell(record: record, column: other)).trimmed()) == true
            }
            fields.add(
                .init(slot: slot, record: record, fault: .lossy, column: column, hint: all ? 1 : 0))
            guard all else { return .unusable(text, in: cells.arena) }
            var value = FieldValue(.boolean, 1)
            value.keepsText = true
            return value
        }
    }
}
