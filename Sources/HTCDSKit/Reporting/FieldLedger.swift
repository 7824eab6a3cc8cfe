import HTCDSFindings
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// In how many records each field is filled, and validly.
struct FieldLedger {
    private var fields: [String: (column: String?, filled: Int, valid: Int)] = [:]

    /// Takes the fields that a table has columns for.
    mutating func begin(_ table: Table) {
        for slot in table.plan.layout.slots where fields[slot.field.id] == nil {
            let column = slot.columns.first.map { table.names.column(table.plan.layout.columns[$0].column) }
            fields[slot.field.id] = (column, 0, 0)
        }
    }

    /// Takes the counts of a table's units. Of things that repeat the first counts.
    mutating func add(_ sums: TableSums) {
        let table = sums.table
        for (number, slot) in table.plan.layout.slots.enumerated() where table.mainSlots.contains(number) {
            fields[slot.field.id]?.filled += sums.filled[number]
            fields[slot.field.id]?.valid += sums.filled[number] - sums.invalid[number]
        }
    }

    /// In the order of the standard, core fields also where no column holds them.
    var rows: [Report.FieldCount] {
        HTCDSStandard.v2_0.fields.compactMap { field in
            let found = fields[field.id]
            guard found != nil || (field.isCore && field.status == .draft) else { return nil }
            return Report.FieldCount(
                field: field.id, core: field.isCore, column: found?.column, filled: found?.filled ?? 0,
                valid: found?.valid ?? 0)
        }
    }
}
