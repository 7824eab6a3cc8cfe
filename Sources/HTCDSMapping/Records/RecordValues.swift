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
    /// Extension columns of the objects within a person.
    let innerExtensions: [[HTCDSTable: [ExtensionColumn]]]
    let recordExtensions: [ExtensionColumn]

    init(_ plan: MappingPlan) {
        self.plan = plan
        let entities = plan.layout.entities
        var slots = [[Int]](repeating: [], count: entities.count)
        for (number, slot) in plan.layout.slots.enumerated() { slots[slot.entity].append(number) }
        slotsOfEntity = slots.map { numbers in
            numbers.sorted { plan.layout.slots[$0].field.number < plan.layout.slots[$1].field.number }
        }
        var outer = [[ExtensionColumn]](repeating: [], count: entities.count)
        var inner = [[HTCDSTable: [ExtensionColumn]]](repeating: [:], count: entities.count)
        for column in plan.extensions where column.entity >= 0 {
            if let table = column.table {
                inner[column.entity][table, default: []].append(column)
            } else {
                outer[column.entity].append(column)
            }
        }
        extensionsOfEntity = outer
        innerExtensions = inner
        recordExtensions = plan.extensions.filter { $0.entity < 0 }
    }

    /// Whether a further thing is stated in this record: a field that is not constant, or a kept column of its own.
    func isStated(_ entity: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        for slot in slotsOfEntity[entity] where !plan.layout.slots[slot].columns.isEmpty {
            if fields.value(slot: slot, record: record).tag != .absent { return true }
        }
        for column in extensionsOfEntity[entity] where text(column, cells, fields, record) != nil { return true }
        for columns in innerExtensions[entity].values {
            for column in columns where text(column, cells, fields, record) != nil { return true }
        }
        if id(ofEntity: entity, cells, record) != nil { return true }
        let info = plan.layout.entities[entity]
        guard info.kind == .person else { return false }
        // A role that the mapping gives to everybody in this place says nothing of this record.
        return info.victimMark?.isSet(.victim, cells, record) == true
            || info.perpetratorMark?.isSet(.perpetrator, cells, record) == true
    }

    /// The thing's own id, nil where the source states none.
    func id(ofEntity entity: Int, _ cells: CellBatch, _ record: Int) -> CellBytes? {
        stated(plan.layout.entities[entity].idColumn, cells, record)
    }

    /// What a column says in this record, nil where that is nothing.
    func stated(_ column: Int?, _ cells: CellBatch, _ record: Int) -> CellBytes? {
        guard let column, column < cells.columnCount else { return nil }
        let text = cells.bytes(cells.cell(record: record, column: column)).trimmed()
        return text.isEmpty || plan.missing.contains(text) ? nil : text
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

    /// The record's own id, nil where the source states none.
    func id(_ cells: CellBatch, _ record: Int) -> CellBytes? { plan.ownID(cells, record) }

    /// Cells outside the grid that are kept in this record, in order, with the name under which each is kept.
    ///
    /// No name stands twice, nor is one that a column of the record's own already has.
    func extras(_ cells: CellBatch, _ record: Int, _ columns: [SourceColumn]) -> [(name: String, text: CellBytes)] {
        var taken = Set(recordExtensions.map(\.key))
        return cells.extras(of: record).compactMap { extra in
            let text = cells.bytes(extra.cell)
            if plan.missing.contains(text.trimmed()) { return nil }
            if extra.column >= cells.columnCount && extra.column < columns.count && !plan.keepsUnknownColumns {
                return nil
            }
            let known = extra.column < columns.count ? columns[extra.column].name : nil
            let base = known ?? "column \(SourceColumn.letters(extra.column))"
            // A further element of a column that has a place in the grid is its second one at least.
            var number = extra.column < cells.columnCount ? 2 : 1
            var name = number > 1 ? "\(base)[\(number)]" : base
            while !taken.insert(name).inserted {
                number += 1
                name = "\(base)[\(number)]"
            }
            return (name, text)
        }
    }
}
