import HTCDSCells
import HTCDSFindings
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// Cells with bytes that their encoding does not allow, in columns that no field is read from: kept ones, unused ones
/// and the record's id. Transforms report those of fields.
struct BrokenCells {
    struct Sample {
        let column: Int
        /// Index of the record in the unit, from 0.
        let ordinal: Int
        let position: RecordPosition
        let shape: String
        let value: String?
    }

    private(set) var count = 0
    /// Records with at least one.
    private(set) var records = 0
    /// Ordinals of the first and the last of these in the unit.
    private(set) var first = Int.max
    private(set) var last = -1
    /// Of these, the records in which nothing else is an error.
    private(set) var rejectedBesides = 0
    /// Those that are passed over, by suppression.
    private(set) var suppressed: [Int: Int] = [:]
    /// The first ones, in order of record and column.
    private(set) var samples: [Sample] = []

    /// The rule speaks of the cell, whatever its field.
    static var message: Message { BrokenEncodingRule.message(HTCDSStandard.v2_0.fields[0], suggestion: nil) }

    /// Looks through a mapped batch. Costs nothing where the table's bytes are known to be sound.
    mutating func add(
        _ cells: CellBatch, _ fields: FieldBatch, of table: Table, ordinal: Int, samplesLimit: Int, showValues: Bool
    ) {
        let damaged = table.unreadColumns.filter { column in
            column < cells.columnCount && cells.column(column).contains { $0.hasBrokenEncoding }
        }
        guard !damaged.isEmpty else { return }
        let rejected = rejectedRecords(cells, fields, table)
        let context = table.validator.context
        var suppressions: [Int: Int] = [:]
        for column in damaged {
            suppressions[column] = context.suppression(
                of: BrokenEncodingRule.description.id, field: nil, column: column)
        }
        for record in 0..<cells.recordCount {
            var isFirst = true
            for column in damaged {
                let cell = cells.cell(record: record, column: column)
                guard cell.hasBrokenEncoding else { continue }
                if let passedOver = suppressions[column] {
                    suppressed[passedOver, default: 0] += 1
                    continue
                }
                count += 1
                if isFirst {
                    isFirst = false
                    records += 1
                    first = min(first, ordinal + record)
                    last = max(last, ordinal + record)
                    if !rejected.contains(record) { rejectedBesides += 1 }
                }
                guard samplesLimit == 0 || samples.count < samplesLimit else { continue }
                let text = cells.bytes(cell).trimmed()
                samples.append(
                    Sample(
                        column: column, ordinal: ordinal + record, position: cells.position(record),
                        shape: ValueShape.describe(text), value: showValues ? text.makeString() : nil))
            }
        }
    }

    /// Records of the batch that have an error already. Asked for damaged batches only, so the batch is checked again.
    private func rejectedRecords(_ cells: CellBatch, _ fields: FieldBatch, _ table: Table) -> Set<Int> {
        let tally = table.validator.makeTally(samplesPerKind: 0)
        table.validator.check(cells, fields, ordinal: 0, into: tally) { _, _, _ in .init() }
        return Set(tally.samples.filter { table.validator.kinds[$0.kind].severity == .error }.map(\.ordinal))
    }
}
