public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Writes records as XML by the generated schema `htcds-2.0.xsd`: `cases` in the namespace `urn:htcds:2.0`, one `case`
/// on a line, fields as elements under their official ids in the order of the standard.
///
/// The same content as the JSON of `RecordJSONEncoder`, straight from the batch: no tree and no `String` a cell. Several
/// codes are elements that repeat; extensions are `entry` elements with the partner's name in `name`. What the schema
/// has no form for is kept as an extension under the field's id: several codes where a text may hold one, and numbers
/// beyond the range of `xs:decimal` digits (see ``XMLDecimal``).
public final class RecordXMLEncoder: RecordEncoder {
    let values: RecordValues
    let sourceName: String
    let sheetName: String?
    let mappingName: String
    private let standard: String
    /// Columns of the source as far as they are known: trees learn of new ones.
    public var columns: [SourceColumn]
    private let tags: [Tag]
    private let personSlots: [PersonSlots]
    /// Codes of a slot's table as XML, empty for a slot without one.
    let codes: [[[UInt8]]]
    public let streamNames = [""]

    private struct Tag {
        let open: [UInt8]
        let close: [UInt8]
        /// Whether the schema lets the element repeat.
        let repeats: Bool
    }

    private struct PersonSlots {
        let person: [Int]
        let consent: [Int]
        let victim: [Int]
        let perpetrator: [Int]
    }

    /// - Parameters:
    ///   - sourceName: file name for `provenance`.
    ///   - sheetName: name of the sheet for `provenance`, nil for other formats.
    public init(plan: MappingPlan, sourceName: String, sheetName: String?, columns: [SourceColumn]) {
        let values = RecordValues(plan)
        self.values = values
        self.sourceName = sourceName
        self.sheetName = sheetName
        self.columns = columns
        mappingName = plan.document.name
        standard = plan.document.standard
        tags = plan.layout.slots.map { slot in
            Tag(
                open: Array("<\(slot.field.id)>".utf8), close: Array("</\(slot.field.id)>".utf8),
                repeats: slot.field.kind != .text)
        }
        var escaped: [ObjectIdentifier: [[UInt8]]] = [:]
        codes = plan.slots.map { slot in
            guard let table = slot.table else { return [] }
            if let known = escaped[ObjectIdentifier(table)] { return known }
            let made = table.names.map { XMLText.escaped($0) }
            escaped[ObjectIdentifier(table)] = made
            return made
        }
        personSlots = values.slotsOfEntity.map { slots in
            func of(_ table: HTCDSTable) -> [Int] { slots.filter { plan.layout.slots[$0].field.table == table } }
            return PersonSlots(
                person: of(.person), consent: of(.consent), victim: of(.victimContext),
                perpetrator: of(.perpetratorContext))
        }
    }

    public func begin(stream: Int, into arena: ByteArena) {
        arena.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cases xmlns=\"urn:htcds:" as StaticString)
        arena.append(standard)
        arena.append("\">\n" as StaticString)
    }

    public func end(stream: Int, into arena: ByteArena) { arena.append("</cases>\n" as StaticString) }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        let arena = output.streams[0].arena
        let row = Row(cells: cells, fields: fields, record: record, arena: arena)
        arena.append("<case id=\"" as StaticString)
        if let id = values.id(cells, record) {
            XMLText.append(id, to: arena, in: .attribute)
        } else {
            output.streams[0].gaps.append(.init(offset: arena.count, record: ordinal))
        }
        arena.append("\">" as StaticString)
        writeEntities(.case, list: nil, "<case>", "</case>", row)
        writeEntities(.person, list: ("<persons>", "</persons>"), "<person", "</person>", row)
        writeEntities(
            .organization, list: ("<organizations>", "</organizations>"), "<organization", "</organization>", row)
        writeEntities(.comment, list: ("<comments>", "</comments>"), "<comment>", "</comment>", row)
        writeEntities(.event, list: ("<events>", "</events>"), "<event>", "</event>", row)
        writeEntities(.supportPlan, list: ("<supportPlans>", "</supportPlans>"), "<supportPlan>", "</supportPlan>", row)
        writeRecordExtensions(row)
        writeProvenance(row, ordinal, output)
        arena.append("</case>\n" as StaticString)
    }

    /// A record, and where it goes.
    struct Row {
        let cells: CellBatch
        let fields: FieldBatch
        let record: Int
        let arena: ByteArena
    }

    private func writeEntities(
        _ kind: EntityInfo.Kind, list: (open: StaticString, close: StaticString)?, _ open: StaticString,
        _ close: StaticString, _ row: Row
    ) {
        let arena = row.arena
        var count = 0
        for (number, entity) in values.plan.layout.entities.enumerated() where entity.kind == kind {
            let alwaysStands = entity.number == 1 && (entity.isVictim || entity.isPerpetrator)
            if !alwaysStands && !values.isStated(number, row.cells, row.fields, row.record) { continue }
            let before = arena.count
            if count == 0, let list { arena.append(list.open) }
            arena.append(open)
            if kind == .person || kind == .organization {
                writeThingID(number, entity, row)
                arena.append(">" as StaticString)
            }
            let empty = arena.count
            var leftOver: [Int] = []
            if kind == .person {
                writePerson(number, entity, row, &leftOver)
            } else {
                writeSlots(values.slotsOfEntity[number], row, &leftOver)
            }
            writeExtensions(values.extensionsOfEntity[number], leftOver, row)
            // A person has an id, as in JSON; of the others nothing may be left that became a value.
            if arena.count == empty, kind != .person,
                kind != .organization || values.id(ofEntity: number, row.cells, row.record) == nil
            {
                arena.count = before
                continue
            }
            arena.append(close)
            count += 1
        }
        if count > 0, let list { arena.append(list.close) }
    }

    /// The id of a person, given or made, and that of an organization where it has one.
    private func writeThingID(_ number: Int, _ entity: EntityInfo, _ row: Row) {
        let given = values.id(ofEntity: number, row.cells, row.record)
        guard given != nil || entity.kind == .person else { return }
        row.arena.append(" id=\"" as StaticString)
        if let given {
            XMLText.append(given, to: row.arena, in: .attribute)
        } else {
            row.arena.append(0x70)
            JSONText.appendInteger(entity.number, to: row.arena)
        }
        row.arena.append(0x22)
    }

    private func writePerson(_ number: Int, _ entity: EntityInfo, _ row: Row, _ leftOver: inout [Int]) {
        let slots = personSlots[number]
        let extensions = values.innerExtensions[number]
        let (cells, record) = (row.cells, row.record)
        writeSlots(slots.person, row, &leftOver)
        writeObject(
            "<consent", "</consent>", slots.consent, extensions[.consent] ?? [], stands: false, isGroup: false, row,
            &leftOver)
        writeObject(
            "<victim", "</victim>", slots.victim, extensions[.victimContext] ?? [],
            stands: entity.stands(.victim, cells, record), isGroup: false, row, &leftOver)
        writeObject(
            "<perpetrator", "</perpetrator>", slots.perpetrator, extensions[.perpetratorContext] ?? [],
            stands: entity.stands(.perpetrator, cells, record), isGroup: entity.isGroup(cells, record), row, &leftOver)
    }

    private func writeObject(
        _ open: StaticString, _ close: StaticString, _ slots: [Int], _ extensions: [ExtensionColumn], stands: Bool,
        isGroup: Bool, _ row: Row, _ leftOver: inout [Int]
    ) {
        let start = row.arena.count
        row.arena.append(open)
        row.arena.append(isGroup ? " group=\"true\">" as StaticString : ">")
        let empty = row.arena.count
        writeSlots(slots, row, &leftOver)
        writeExtensions(extensions, [], row)
        if row.arena.count == empty && !stands && !isGroup {
            row.arena.count = start
        } else {
            row.arena.append(close)
        }
    }

    /// - Parameter leftOver: gets the slots whose value the schema has no element for.
    private func writeSlots(_ slots: [Int], _ row: Row, _ leftOver: inout [Int]) {
        for slot in slots {
            let value = row.fields.value(slot: slot, record: row.record)
            if value.tag == .absent || value.tag == .unusable { continue }
            let tag = tags[slot]
            let start = row.arena.count
            if value.tag == .reference {
                writeReference(tag, row.cells.arena.bytes(at: Int(value.a), length: Int(value.b)), row)
                continue
            }
            append(tag.open, row.arena)
            switch value.tag {
            case .absent, .unusable, .reference: break
            case .text:
                XMLText.append(row.cells.arena.bytes(at: Int(value.a), length: Int(value.b)), to: row.arena)
            case .ownText:
                XMLText.append(row.fields.arena.bytes(at: Int(value.a), length: Int(value.b)), to: row.arena)
            case .number:
                let text = row.fields.arena.bytes(at: Int(value.a), length: Int(value.b))
                if !XMLDecimal.append(text, to: row.arena) {
                    row.arena.count = start
                    leftOver.append(slot)
                    continue
                }
            case .boolean: row.arena.append(value.a == 1 ? "true" as StaticString : "false")
            case .date: PackedDate(raw: value.a).append(to: row.arena)
            case .code: append(codes[slot][Int(value.a)], row.arena)
            case .codes:
                let numbers = row.fields.codes[Int(value.a)..<Int(value.a) + Int(value.b)]
                if numbers.count > 1 && !tag.repeats {
                    row.arena.count = start
                    leftOver.append(slot)
                    continue
                }
                for (index, code) in numbers.enumerated() {
                    if index > 0 {
                        append(tag.close, row.arena)
                        append(tag.open, row.arena)
                    }
                    append(codes[slot][Int(code)], row.arena)
                }
            }
            append(tag.close, row.arena)
        }
    }

    /// `<cas_ReferringOrganisation ref="o1"/>`
    private func writeReference(_ tag: Tag, _ id: CellBytes, _ row: Row) {
        tag.open.dropLast().withUnsafeBufferPointer { row.arena.append($0) }
        row.arena.append(" ref=\"" as StaticString)
        XMLText.append(id, to: row.arena, in: .attribute)
        row.arena.append("\"/>" as StaticString)
    }

    func append(_ bytes: [UInt8], _ arena: ByteArena) { bytes.withUnsafeBufferPointer { arena.append($0) } }
}
