import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// What encoders of every form ask about a mapped record.
struct RecordValues {
    let plan: MappingPlan
    /// Slots by entity, in the order of the standard.
    let slotsOfEntity: [[Int]]
    /// Extension columns by entity, the record's own last.
    let extensionsOfEntity: [[ExtensionColumn]]
    let recordExtensions: [ExtensionColumn]

    init(_ plan: MappingPlan) {
        self.plan = plan
        let entities = plan.layout.entities
        var slots = [[Int]](repeating: [], count: entities.count)
        for (number, slot) in plan.layout.slots.enumerated() { slots[slot.entity].append(number) }
        slotsOfEntity = slots.map { numbers in
            numbers.sorted { plan.layout.slots[$0].field.number < plan.layout.slots[$1].field.number }
        }
        extensionsOfEntity = entities.indices.map { entity in plan.extensions.filter { $0.entity == entity } }
        recordExtensions = plan.extensions.filter { $0.entity < 0 }
    }

    /// Whether a further thing is stated in this record: a field that is not constant, or a kept column of its own.
    func isStated(_ entity: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        for slot in slotsOfEntity[entity] where !plan.layout.slots[slot].columns.isEmpty {
            if fields.value(slot: slot, record: record).tag != .absent { return true }
        }
        for column in extensionsOfEntity[entity] where text(column, cells, fields, record) != nil { return true }
        return false
    }

    /// The text to keep of a column in this record, or nil.
    func text(_ column: ExtensionColumn, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> CellBytes? {
        guard column.column < cells.columnCount else { return nil }
        if !column.always {
            var wanted = false
            for slot in column.slots where fields.value(slot: slot, record: record).keepsText {
                if let collect = plan.slots[slot].transform as? CollectTransform {
                    let cell = cells.cell(record: record, column: column.column)
                    wanted = wanted || collect.isChosen(cells.bytes(cell).trimmed()) == nil
                } else {
                    wanted = true
                }
            }
            if !wanted { return nil }
        }
        let cell = cells.cell(record: record, column: column.column)
        if cell.isEmpty { return nil }
        let text = cells.bytes(cell)
        if plan.missing.contains(text.trimmed()) { return nil }
        return text
    }

    /// The name under which a cell outside the grid is kept.
    static func extraKey(_ column: Int, _ columns: [SourceColumn], repeated: Int) -> String {
        let name = column < columns.count ? columns[column].name : nil
        let base = name ?? "column \(SourceColumn.letters(column))"
        return repeated > 1 ? "\(base)[\(repeated)]" : base
    }
}
