public import HTCDSCells
public import HTCDSFindings
import HTCDSSpec

/// What a mapped record says, field by field, to whoever does not write it: the same answers by which encoders decide what
/// stands in a record.
///
/// Immutable and shared by all threads.
public final class RecordReading: Sendable {
    /// A column of the partner's own that is kept beside the fields.
    public struct Kept: Sendable, Hashable {
        /// The partner's own name.
        public let name: String
        /// The thing of the record that it belongs to, as an index into the layout's entities; -1: the record itself.
        public let entity: Int
    }

    public let layout: RecordLayout
    /// Names of the codes of each slot, by their numbers; empty where a slot holds no codes.
    public let codeNames: [[String]]
    /// Columns that may be kept. The last ones, by ``names``, stand for cells that lie outside of the grid.
    public let kept: [Kept]
    private let values: RecordValues
    private let columns: [ExtensionColumn]
    private let outside: [String]
    private let sourceColumns: [SourceColumn]
    private let roleSlots: [(victim: [Int], perpetrator: [Int])]

    /// - Parameters:
    ///   - columns: columns of the source as far as they are known: trees learn of new ones.
    ///   - names: names under which a column may turn up that is not known yet.
    public init(plan: MappingPlan, columns: [SourceColumn], names: [String] = []) {
        layout = plan.layout
        codeNames = plan.slots.map { $0.table?.names ?? [] }
        values = RecordValues(plan)
        self.columns = plan.extensions
        sourceColumns = columns
        outside = names
        kept = plan.extensions.map { Kept(name: $0.key, entity: $0.entity) } + names.map { Kept(name: $0, entity: -1) }
        roleSlots = values.slotsOfEntity.map { slots in
            func of(_ table: HTCDSTable) -> [Int] { slots.filter { plan.layout.slots[$0].field.table == table } }
            return (of(.victimContext), of(.perpetratorContext))
        }
    }

    /// What a kept column says in a record, nil where that is nothing.
    public func text(kept index: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> CellBytes? {
        if index < columns.count { return values.text(columns[index], cells, fields, record) }
        guard !cells.extras.isEmpty, outside.indices.contains(index - columns.count) else { return nil }
        let name = outside[index - columns.count]
        return values.extras(cells, record, sourceColumns).first { $0.name == name }?.text
    }

    /// Whether a thing stands in the record as it would be written.
    public func stands(_ entity: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        let info = layout.entities[entity]
        return info.number == 1 && (info.isVictim || info.isPerpetrator)
            || values.isStated(entity, cells, fields, record)
    }

    /// Whether a person has a role: the record says so, or something is stated that only somebody in that role has.
    public func has(
        _ role: PersonRole, _ entity: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int
    ) -> Bool {
        if layout.entities[entity].stands(role, cells, record) { return true }
        let slots = role == .victim ? roleSlots[entity].victim : roleSlots[entity].perpetrator
        for slot in slots {
            switch fields.value(slot: slot, record: record).tag {
            case .absent, .unusable: continue
            default: return true
            }
        }
        let table: HTCDSTable = role == .victim ? .victimContext : .perpetratorContext
        return (values.innerExtensions[entity][table] ?? []).contains { values.text($0, cells, fields, record) != nil }
    }

    /// The record's own id, nil where the source states none.
    public func id(_ cells: CellBatch, _ record: Int) -> CellBytes? { values.id(cells, record) }

    /// A thing's own id, nil where the source states none.
    public func id(of entity: Int, _ cells: CellBatch, _ record: Int) -> CellBytes? {
        values.id(ofEntity: entity, cells, record)
    }
}
