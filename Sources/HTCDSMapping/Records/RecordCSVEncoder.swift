public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Writes records as flat CSV: one row a case, and a file beside it for each further kind of thing.
///
/// The main file has every field of the case and of the first victim, in the order of the standard, then `ext:` columns;
/// the files beside it are keyed by `case_id`. Multi-selects are joined with `;` as codes.
public final class RecordCSVEncoder: RecordEncoder {
    private struct Table {
        let name: String
        /// Entities that give rows, in order.
        let entities: [Int]
        let fields: [FieldSpec]
        let extensions: [ExtensionColumn]
        let isPersons: Bool
    }

    private let values: RecordValues
    private let tables: [Table]
    /// The person of the main row.
    private let mainPerson: Int?
    private let caseEntity: Int?
    public var columns: [SourceColumn]

    public let streamNames: [String]

    /// The `ext:` columns of each file of a data set, fixed by the first table that writes to it.
    public typealias Headers = [String: [String]]
    private let headers: Headers

    /// - Parameter headers: the `ext:` columns that files have already; those of new files are added.
    public init(plan: MappingPlan, columns: [SourceColumn], headers: inout Headers) {
        let values = RecordValues(plan)
        self.values = values
        self.columns = columns
        let layout = plan.layout
        func entities(_ kind: EntityInfo.Kind) -> [Int] {
            layout.entities.indices.filter { layout.entities[$0].kind == kind }
        }
        let persons = entities(.person)
        let main = persons.first { layout.entities[$0].isVictim } ?? persons.first
        mainPerson = main
        caseEntity = entities(.case).first
        let standard = HTCDSStandard.v2_0
        func fields(_ tables: Set<HTCDSTable>) -> [FieldSpec] { standard.fields.filter { tables.contains($0.table) } }
        let person: Set<HTCDSTable> = [.person, .victimContext, .perpetratorContext, .consent]
        var all = [
            Table(
                name: "", entities: [], fields: fields(person.union([.case])),
                extensions: values.recordExtensions + (main.map { values.extensionsOfEntity[$0] } ?? []),
                isPersons: false)
        ]
        let further = persons.filter { $0 != main }
        if !further.isEmpty {
            all.append(
                Table(
                    name: "persons", entities: further, fields: fields(person),
                    extensions: further.flatMap { values.extensionsOfEntity[$0] }, isPersons: true))
        }
        for (name, kind, table) in [
            ("organizations", EntityInfo.Kind.organization, HTCDSTable.organization),
            ("comments", .comment, .caseComment),
            ("events", .event, .event), ("supportPlans", .supportPlan, .supportPlan),
        ] {
            let found = entities(kind)
            guard !found.isEmpty else { continue }
            all.append(
                Table(
                    name: name, entities: found, fields: fields([table]),
                    extensions: found.flatMap { values.extensionsOfEntity[$0] }, isPersons: false))
        }
        // Cells outside the grid have no column of their own.
        all.append(Table(name: "extensions", entities: [], fields: [], extensions: [], isPersons: false))
        tables = all
        streamNames = all.map(\.name)
        for table in all where headers[table.name] == nil {
            var keys: [String] = []
            for column in table.extensions where !keys.contains(column.key) { keys.append(column.key) }
            headers[table.name] = keys
        }
        self.headers = headers
    }

    public func begin(stream: Int, into arena: ByteArena) {
        let table = tables[stream]
        if stream == tables.count - 1 {
            arena.append("case_id,name,value\n" as StaticString)
            return
        }
        arena.append(stream == 0 ? "id" as StaticString : "case_id")
        if table.isPersons { arena.append(",id,role,group" as StaticString) }
        for field in table.fields {
            arena.append(0x2C)
            arena.append(field.id)
        }
        for key in headers[table.name] ?? [] {
            arena.append(0x2C)
            CSVText.append("ext:" + key, to: arena)
        }
        arena.append(0x0A)
    }

    public func end(stream: Int, into arena: ByteArena) {}

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        writeID(cells, record, ordinal, 0, output)
        let main = [caseEntity, mainPerson].compactMap { $0 }
        writeFields(tables[0], of: main, cells, fields, record, output.streams[0].arena)
        for (stream, table) in tables.enumerated().dropFirst().dropLast() {
            for entity in table.entities where values.isStated(entity, cells, fields, record) {
                let arena = output.streams[stream].arena
                let (start, gaps) = (arena.count, output.streams[stream].gaps.count)
                writeID(cells, record, ordinal, stream, output)
                if table.isPersons { writeRoles(values.plan.layout.entities[entity], arena) }
                let says = writeFields(table, of: [entity], cells, fields, record, arena)
                if !says && !table.isPersons {
                    // Something was there, but nothing that became a value.
                    arena.count = start
                    output.streams[stream].gaps.removeSubrange(gaps...)
                }
            }
        }
        if hasHomeless { writeHomeless(cells, fields, record, ordinal, output) }
        writeExtras(cells, record, ordinal, output)
    }

    private var hasHomeless: Bool {
        tables.contains { table in table.extensions.contains { !(headers[table.name] ?? []).contains($0.key) } }
    }

    private func writeID(
        _ cells: CellBatch, _ record: Int, _ ordinal: Int, _ stream: Int, _ output: RecordOutput
    ) {
        let arena = output.streams[stream].arena
        if let id = values.id(cells, record) {
            CSVText.append(id, to: arena)
            return
        }
        output.streams[stream].gaps.append(.init(offset: arena.count, record: ordinal))
    }

    private func writeRoles(_ entity: EntityInfo, _ arena: ByteArena) {
        arena.append(",p\(entity.number),")
        arena.append(entity.isVictim ? "victim" as StaticString : entity.isPerpetrator ? "perpetrator" : "")
        arena.append(entity.isGroup ? ",true" as StaticString : ",")
    }

    /// - Returns: whether any cell of the row is filled.
    @discardableResult
    private func writeFields(
        _ table: Table, of entities: [Int], _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ arena: ByteArena
    ) -> Bool {
        var says = false
        let slots = entities.flatMap { values.slotsOfEntity[$0] }
        var slotOfField = [Int: Int](minimumCapacity: slots.count)
        for slot in slots { slotOfField[values.plan.layout.slots[slot].field.number] = slot }
        for field in table.fields {
            arena.append(0x2C)
            guard let slot = slotOfField[field.number] else { continue }
            let before = arena.count
            write(fields.value(slot: slot, record: record), slot, cells, fields, arena)
            if arena.count > before { says = true }
        }
        for key in headers[table.name] ?? [] {
            arena.append(0x2C)
            for column in table.extensions
            where column.key == key && (column.entity < 0 || entities.contains(column.entity)) {
                if let text = values.text(column, cells, fields, record) {
                    CSVText.append(text, to: arena)
                    says = true
                }
            }
        }
        arena.append(0x0A)
        return says
    }

    /// Kept cells for which a file has no column, because an earlier table fixed its header.
    private func writeHomeless(
        _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ ordinal: Int, _ output: RecordOutput
    ) {
        for table in tables {
            let known = headers[table.name] ?? []
            for column in table.extensions where !known.contains(column.key) {
                guard let text = values.text(column, cells, fields, record) else { continue }
                writeNamed(column.key, text, cells, record, ordinal, output)
            }
        }
    }

    private func writeNamed(
        _ name: String, _ text: CellBytes, _ cells: CellBatch, _ record: Int, _ ordinal: Int, _ output: RecordOutput
    ) {
        let stream = tables.count - 1
        writeID(cells, record, ordinal, stream, output)
        let arena = output.streams[stream].arena
        arena.append(0x2C)
        CSVText.append(name, to: arena)
        arena.append(0x2C)
        CSVText.append(text, to: arena)
        arena.append(0x0A)
    }

    private func write(
        _ value: FieldValue, _ slot: Int, _ cells: CellBatch, _ fields: FieldBatch, _ arena: ByteArena
    ) {
        func code(_ number: Int) {
            if let table = values.plan.slots[slot].table { CSVText.append(table.names[number], to: arena) }
        }
        switch value.tag {
        case .absent, .unusable: break
        case .text: CSVText.append(cells.arena.bytes(at: Int(value.a), length: Int(value.b)), to: arena)
        case .reference:
            let id = cells.arena.bytes(at: Int(value.a), length: Int(value.b)).makeString()
            CSVText.append("\(LookupTransform.prefix)\(id)", to: arena)
        case .ownText: CSVText.append(fields.arena.bytes(at: Int(value.a), length: Int(value.b)), to: arena)
        case .number: arena.append(fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .boolean: arena.append(value.a == 1 ? "true" as StaticString : "false")
        case .date: PackedDate(raw: value.a).append(to: arena)
        case .code: code(Int(value.a))
        case .codes:
            for index in 0..<Int(value.b) {
                if index > 0 { arena.append(0x3B) }
                code(Int(fields.codes[Int(value.a) + index]))
            }
        }
    }

    private func writeExtras(_ cells: CellBatch, _ record: Int, _ ordinal: Int, _ output: RecordOutput) {
        guard !cells.extras.isEmpty else { return }
        for extra in values.extras(cells, record, columns) {
            writeNamed(extra.name, extra.text, cells, record, ordinal, output)
        }
    }
}
