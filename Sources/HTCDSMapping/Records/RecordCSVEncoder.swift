public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Writes records as flat CSV: one row a case, and a file beside it for each further kind of thing.
///
/// The main file has every field of the case and of the first victim, in the order of the standard, then `ext:` columns;
/// the files beside it are keyed by `case_id`. Multi-selects are joined with `;` as codes, a reference is `ref:` and the
/// id. What belongs to an object within the row is named by its path: `ext:victim/extensions/Interview`.
public final class RecordCSVEncoder: RecordEncoder {
    private let values: RecordValues
    private let tables: [FlatTable]
    private let persons: [Int]
    /// The first victim where the mapping knows who that is; nil: each record says.
    private let fixedMain: Int?
    /// Whether records give persons ids and roles of their own.
    private let namesPersons: Bool
    private let caseEntity: Int?
    public var columns: [SourceColumn]

    public let streamNames = ["", "persons", "organizations", "comments", "events", "supportPlans", "extensions"]

    /// The `ext:` columns of each file of a data set, fixed by the first table that writes to it.
    public typealias Headers = [String: [String]]
    private let headers: Headers
    private let hasHomeless: Bool

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
        let named = persons.contains { layout.entities[$0].idColumn != nil || layout.entities[$0].victimMark != nil }
        let fixed = named ? nil : persons.first { layout.entities[$0].isVictim } ?? persons.first
        let caseEntity = entities(.case).first
        let tables = [
            FlatTable(
                main: values, persons: fixed.map { [$0] } ?? persons, caseEntity: caseEntity, namesPerson: named),
            FlatTable("persons", values, persons.filter { $0 != fixed }, FlatTable.personTables),
            FlatTable("organizations", values, entities(.organization), [.organization]),
            FlatTable("comments", values, entities(.comment), [.caseComment]),
            FlatTable("events", values, entities(.event), [.event]),
            FlatTable("supportPlans", values, entities(.supportPlan), [.supportPlan]),
        ]
        (self.persons, self.caseEntity, self.tables) = (persons, caseEntity, tables)
        (namesPersons, fixedMain) = (named, fixed)
        for table in tables where headers[table.name] == nil { headers[table.name] = table.keys }
        self.headers = headers
        let known = headers
        hasHomeless = tables.contains { table in table.keys.contains { known[table.name]?.contains($0) != true } }
    }

    public func begin(stream: Int, into arena: ByteArena) {
        guard stream < tables.count else {
            arena.append("case_id,name,value\n" as StaticString)
            return
        }
        let table = tables[stream]
        arena.append(stream == 0 ? "id" as StaticString : "case_id")
        if table.name == "persons" { arena.append(",id,role,group" as StaticString) }
        if table.name == "organizations" { arena.append(",id" as StaticString) }
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

    /// A record, and where it goes.
    private struct Row {
        let cells: CellBatch
        let fields: FieldBatch
        let record: Int
        let ordinal: Int
        let output: RecordOutput
    }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        let row = Row(cells: cells, fields: fields, record: record, ordinal: ordinal, output: output)
        let main = fixedMain ?? firstVictim(row)
        writeID(row, 0)
        writeFields(tables[0], of: [caseEntity, main].compactMap { $0 }, row, output.streams[0].arena)
        for (stream, table) in tables.enumerated().dropFirst() {
            for entity in table.entities
            where entity != main && values.isStated(entity, cells, fields, record) {
                writeThing(entity, table, stream, row)
            }
        }
        if hasHomeless { writeHomeless(row, main) }
        writeExtras(row)
    }

    private func firstVictim(_ row: Row) -> Int? {
        var first: Int?
        for person in persons where values.isStated(person, row.cells, row.fields, row.record) {
            if holds(.victim, person, row) { return person }
            if first == nil { first = person }
        }
        return first
    }

    /// Whether the person has the role: it says so, or something is stated of it.
    private func holds(_ role: PersonRole, _ person: Int, _ row: Row) -> Bool {
        let layout = values.plan.layout
        if layout.entities[person].stands(role, row.cells, row.record) { return true }
        let table: HTCDSTable = role == .victim ? .victimContext : .perpetratorContext
        let isStated = values.slotsOfEntity[person].contains { slot in
            guard layout.slots[slot].field.table == table else { return false }
            let tag = row.fields.value(slot: slot, record: row.record).tag
            return tag != .absent && tag != .unusable
        }
        return isStated
            || (values.innerExtensions[person][table] ?? []).contains {
                values.text($0, row.cells, row.fields, row.record) != nil
            }
    }

    private func writeThing(_ entity: Int, _ table: FlatTable, _ stream: Int, _ row: Row) {
        let arena = row.output.streams[stream].arena
        let (start, gaps) = (arena.count, row.output.streams[stream].gaps.count)
        writeID(row, stream)
        let isPerson = table.name == "persons"
        if isPerson { writePerson(entity, row, arena) }
        let id = table.name == "organizations" ? values.id(ofEntity: entity, row.cells, row.record) : nil
        if table.name == "organizations" {
            arena.append(0x2C)
            if let id { CSVText.append(id, to: arena) }
        }
        let says = writeFields(table, of: [entity], row, arena)
        if !says && !isPerson && id == nil {
            // Something was there, but nothing that became a value.
            arena.count = start
            row.output.streams[stream].gaps.removeSubrange(gaps...)
        }
    }

    private func writeID(_ row: Row, _ stream: Int) {
        let arena = row.output.streams[stream].arena
        if let id = values.id(row.cells, row.record) {
            CSVText.append(id, to: arena)
            return
        }
        row.output.streams[stream].gaps.append(.init(offset: arena.count, record: row.ordinal))
    }

    /// `,id,role,group`
    private func writePerson(_ entity: Int, _ row: Row, _ arena: ByteArena) {
        for key in FlatTable.personKeys {
            arena.append(0x2C)
            writeOwn(key, entity, row, arena)
        }
    }

    /// What says who a person is: the id, the roles, or whether it is several people.
    private func writeOwn(_ key: String, _ entity: Int, _ row: Row, _ arena: ByteArena) {
        let info = values.plan.layout.entities[entity]
        switch key {
        case FlatTable.personKeys[0]:
            if let id = values.id(ofEntity: entity, row.cells, row.record) {
                CSVText.append(id, to: arena)
            } else {
                arena.append(0x70)
                JSONText.appendInteger(info.number, to: arena)
            }
        case FlatTable.personKeys[1]:
            let isVictim = holds(.victim, entity, row)
            if isVictim { arena.append("victim" as StaticString) }
            if holds(.perpetrator, entity, row) {
                arena.append(isVictim ? ";perpetrator" as StaticString : "perpetrator")
            }
        default:
            if info.isGroup(row.cells, row.record) { arena.append("true" as StaticString) }
        }
    }

    /// - Returns: whether any cell of the row is filled.
    @discardableResult
    private func writeFields(_ table: FlatTable, of entities: [Int], _ row: Row, _ arena: ByteArena) -> Bool {
        var says = false
        let slots = entities.flatMap { values.slotsOfEntity[$0] }
        var slotOfField = [Int: Int](minimumCapacity: slots.count)
        for slot in slots { slotOfField[values.plan.layout.slots[slot].field.number] = slot }
        for field in table.fields {
            arena.append(0x2C)
            guard let slot = slotOfField[field.number] else { continue }
            let before = arena.count
            write(row.fields.value(slot: slot, record: row.record), slot, row.cells, row.fields, arena)
            if arena.count > before { says = true }
        }
        for key in headers[table.name] ?? [] {
            arena.append(0x2C)
            if namesPersons, let person = entities.last, FlatTable.personKeys.contains(key), table.name.isEmpty {
                if values.plan.layout.entities[person].kind == .person { writeOwn(key, person, row, arena) }
                continue
            }
            for column in table.columns[key] ?? [] where column.entity < 0 || entities.contains(column.entity) {
                if let text = values.text(column, row.cells, row.fields, row.record) {
                    CSVText.append(text, to: arena)
                    says = true
                }
            }
        }
        arena.append(0x0A)
        return says
    }

    /// Kept cells for which a file has no column, because an earlier table fixed its header.
    private func writeHomeless(_ row: Row, _ main: Int?) {
        for (stream, table) in tables.enumerated() {
            let known = headers[table.name] ?? []
            for key in table.keys where !known.contains(key) {
                for column in table.columns[key] ?? [] {
                    let isMain = column.entity < 0 || column.entity == caseEntity || column.entity == main
                    guard isMain == (stream == 0),
                        let text = values.text(column, row.cells, row.fields, row.record)
                    else { continue }
                    let number = column.entity < 0 ? 0 : values.plan.layout.entities[column.entity].number
                    writeNamed(stream == 0 ? key : "\(table.name)[\(number)]/\(key)", text, row)
                }
            }
        }
    }

    private func writeNamed(_ name: String, _ text: CellBytes, _ row: Row) {
        let stream = tables.count
        writeID(row, stream)
        let arena = row.output.streams[stream].arena
        arena.append(0x2C)
        CSVText.append(name, to: arena)
        arena.append(0x2C)
        CSVText.append(text, to: arena)
        arena.append(0x0A)
    }

    /// Cells outside the grid have no column of their own.
    private func writeExtras(_ row: Row) {
        guard !row.cells.extras.isEmpty else { return }
        for extra in values.extras(row.cells, row.record, columns) { writeNamed(extra.name, extra.text, row) }
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
}
