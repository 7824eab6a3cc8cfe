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
    private let outline: RecordOutline
    /// Number in the outline of each thing of the layout.
    private let thingOfEntity: [Int]
    private let words = WordStore()
    /// Names of the codes as cells, table after table, and where those of each slot begin.
    private let codes: FixedTable<WordStore.Word>
    private let codesOfSlot: FixedTable<RecordOutline.Span>
    /// What the cells of a row are, by file and things; made when such a row comes first.
    private var shapes: [Int: RowShape] = [:]

    /// - Parameter headers: the `ext:` columns that files have already; those of new files are added.
    public init(plan: MappingPlan, columns: [SourceColumn], headers: inout Headers) {
        let values = RecordValues(plan)
        self.values = values
        self.columns = columns
        let outline = RecordOutline(values)
        self.outline = outline
        var thingOfEntity = [Int](repeating: 0, count: plan.layout.entities.count)
        for number in 0..<outline.things.count { thingOfEntity[outline.things[number].entity] = number }
        self.thingOfEntity = thingOfEntity
        (codes, codesOfSlot) = Self.codes(plan, words)
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

    private static func codes(
        _ plan: MappingPlan, _ words: WordStore
    ) -> (FixedTable<WordStore.Word>, FixedTable<RecordOutline.Span>) {
        var codes: [WordStore.Word] = []
        var known: [ObjectIdentifier: RecordOutline.Span] = [:]
        let spans = plan.slots.map { slot -> RecordOutline.Span in
            guard let table = slot.table else { return .init() }
            if let span = known[ObjectIdentifier(table)] { return span }
            let start = codes.count
            for name in table.names {
                let cell = ByteArena(capacity: 64)
                CSVText.append(name, to: cell)
                codes.append(words.add(cell.contents))
            }
            let span = RecordOutline.Span(start: start, end: codes.count)
            known[ObjectIdentifier(table)] = span
            return span
        }
        return (FixedTable(codes), FixedTable(spans))
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
        writeFields(shape(stream: 0, main), row, output.streams[0].arena)
        for (stream, table) in tables.enumerated().dropFirst() {
            for entity in table.entities
            where entity != main && outline.isStated(outline.things[thingOfEntity[entity]], cells, fields, record) {
                writeThing(entity, table, stream, row)
            }
        }
        if hasHomeless { writeHomeless(row, main) }
        writeExtras(row)
    }

    private func firstVictim(_ row: Row) -> Int? {
        var first: Int?
        for person in persons
        where outline.isStated(outline.things[thingOfEntity[person]], row.cells, row.fields, row.record) {
            if holds(.victim, person, row) { return person }
            if first == nil { first = person }
        }
        return first
    }

    /// Whether the person has the role: it says so, or something is stated of it.
    private func holds(_ role: PersonRole, _ person: Int, _ row: Row) -> Bool {
        let (cells, fields, record) = (row.cells, row.fields, row.record)
        let thing = outline.things[thingOfEntity[person]]
        if outline.stands(role, thing, cells, record) { return true }
        for index in (role == .victim ? thing.victim : thing.perpetrator).range {
            let tag = fields.value(slot: outline.slots[index], record: record).tag
            if tag != .absent && tag != .unusable { return true }
        }
        for index in (role == .victim ? thing.victimKept : thing.perpetratorKept).range
        where outline.text(outline.kept[index], cells, fields, record) != nil { return true }
        return false
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
        let says = writeFields(shape(stream: stream, entity), row, arena)
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

    /// What the cells of a row are behind its ids.
    private final class RowShape {
        /// The slot of each field of the file, -1 where the things of the row have none.
        let slots: FixedTable<Int>
        let kept: [KeptCell]
        init(slots: [Int], kept: [KeptCell]) { (self.slots, self.kept) = (FixedTable(slots), kept) }
    }

    private enum KeptCell {
        case columns([ExtensionColumn])
        /// What says who the person is.
        case own(key: String, person: Int)
        case empty
    }

    /// - Parameter entity: the thing of the row; of the main file the person beside the case, nil for none.
    private func shape(stream: Int, _ entity: Int?) -> RowShape {
        let key = stream << 32 | ((entity ?? -1) + 1)
        if let known = shapes[key] { return known }
        let table = tables[stream]
        let entities = stream == 0 ? [caseEntity, entity].compactMap { $0 } : [entity].compactMap { $0 }
        var slotOfField: [Int: Int] = [:]
        for slot in entities.flatMap({ values.slotsOfEntity[$0] }) {
            slotOfField[values.plan.layout.slots[slot].field.number] = slot
        }
        let kept = (headers[table.name] ?? []).map { key -> KeptCell in
            if namesPersons, let person = entities.last, FlatTable.personKeys.contains(key), table.name.isEmpty {
                return values.plan.layout.entities[person].kind == .person ? .own(key: key, person: person) : .empty
            }
            let columns = (table.columns[key] ?? []).filter { $0.entity < 0 || entities.contains($0.entity) }
            return columns.isEmpty ? .empty : .columns(columns)
        }
        let made = RowShape(slots: table.fields.map { slotOfField[$0.number] ?? -1 }, kept: kept)
        shapes[key] = made
        return made
    }

    /// - Returns: whether any cell of the row is filled.
    @discardableResult
    private func writeFields(_ shape: RowShape, _ row: Row, _ arena: ByteArena) -> Bool {
        var says = false
        var out = ByteCursor(arena)
        for index in 0..<shape.slots.count {
            out.put(0x2C)
            let slot = shape.slots[index]
            if slot < 0 { continue }
            let before = out.count
            write(row.fields.value(slot: slot, record: row.record), slot, row.cells, row.fields, &out)
            if out.count > before { says = true }
        }
        for cell in shape.kept {
            out.put(0x2C)
            switch cell {
            case .empty: break
            case .own(let key, let person): out.aside { writeOwn(key, person, row, $0) }
            case .columns(let columns):
                for column in columns {
                    guard let text = values.text(column, row.cells, row.fields, row.record) else { continue }
                    out.putCSV(slice: text)
                    says = true
                }
            }
        }
        out.put(0x0A)
        out.finish()
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
        _ value: FieldValue, _ slot: Int, _ cells: CellBatch, _ fields: FieldBatch, _ out: inout ByteCursor
    ) {
        switch value.tag {
        case .absent, .unusable: break
        case .text: out.putCSV(slice: cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .reference:
            let id = cells.arena.bytes(at: Int(value.a), length: Int(value.b)).makeString()
            out.aside { CSVText.append("\(LookupTransform.prefix)\(id)", to: $0) }
        case .ownText: out.putCSV(slice: fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .number: out.put(slice: fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .boolean: out.put(value.a == 1 ? "true" as StaticString : "false")
        case .date: out.put(PackedDate(raw: value.a))
        case .code: write(code: Int(value.a), codesOfSlot[slot], &out)
        case .codes:
            for index in 0..<Int(value.b) {
                if index > 0 { out.put(0x3B) }
                write(code: Int(fields.codes[Int(value.a) + index]), codesOfSlot[slot], &out)
            }
        }
    }

    @inline(__always)
    private func write(code: Int, _ codesOfTable: RecordOutline.Span, _ out: inout ByteCursor) {
        precondition(code < codesOfTable.end - codesOfTable.start)
        out.put(codes[codesOfTable.start + code], of: words)
    }
}
