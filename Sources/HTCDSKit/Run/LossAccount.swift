import HTCDSCells
import HTCDSFindings
import HTCDSMapping

/// What mappings lost of the partner's meaning, by column and row of the mapping, in all units of all files.
struct LossAccount {
    /// A row of a mapping at a column, as a unit counts it.
    struct Key: Hashable {
        let slot: UInt32
        let column: UInt32
        let hint: Int32
        let fault: ValueFault
    }

    private struct Row: Hashable {
        let column: String?
        let field: String
        let loss: MappingLoss
    }

    private var records: [Row: Int] = [:]

    /// Counts the losses of a batch: each of them stands for one record.
    static func count(_ fields: FieldBatch, into losses: inout [Key: Int]) {
        for fault in fields.faults
        where fault.fault == .lossy || fault.fault == .otherSource || fault.fault == .localCode {
            losses[
                Key(slot: fault.slot, column: fault.column, hint: fault.hint, fault: fault.fault), default: 0] += 1
        }
    }

    mutating func add(_ losses: [Key: Int], of table: Table) {
        for (key, count) in losses {
            let fault = FieldBatch.Fault(
                slot: Int(key.slot), record: 0, fault: key.fault, column: Int(key.column), hint: Int(key.hint))
            guard let loss = table.plan.loss(fault) else { continue }
            let column = table.plan.layout.columns[Int(key.column)].column
            let row = Row(
                column: table.names.column(column), field: table.plan.layout.slots[Int(key.slot)].field.id, loss: loss)
            records[row, default: 0] += count
        }
    }

    /// The most frequent first.
    var rows: [Report.Loss] {
        records.map { row, count in
            Report.Loss(
                column: row.column, value: row.loss.value, field: row.field,
                relation: row.loss.relation?.rawValue, targets: row.loss.targets,
                became: row.loss.isApplied ? .appliedAndKept : .kept, meaning: Self.meaning(row.loss),
                note: row.loss.note, records: count)
        }.sorted(by: Report.Loss.inReportOrder)
    }

    /// What is lost, in a sentence for a caseworker.
    private static func meaning(_ loss: MappingLoss) -> String {
        guard let relation = loss.relation else {
            return "Another column of the same field is filled and comes first."
        }
        switch relation {
        case .broader: return "The partner's value is wider than ours: ours would say more than was recorded."
        case .close: return "The partner's value means nearly the same as ours, and not quite."
        case .narrower: return "The partner's value is narrower than ours: its detail is lost."
        case .none: return "Nothing in HTCDS means what the partner's value means."
        case .outOfScope: return "The partner's value is about something that HTCDS does not record here."
        case .exact: return "The partner's value means the same."
        }
    }
}
