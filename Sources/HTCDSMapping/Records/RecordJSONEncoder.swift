public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Writes records as JSON objects, straight from the batch: one a line, or as the elements of one array.
///
/// No record is built in memory; keys and codes are bytes made beforehand.
public final class RecordJSONEncoder: RecordEncoder {
    private let values: RecordValues
    private let asArray: Bool
    private let stream: Int
    private let sourceName: String
    private let sheetName: String?
    private let mappingName: String
    private let standard: String
    /// Columns of the source as far as they are known: trees learn of new ones.
    public var columns: [SourceColumn]
    private let keys: [[UInt8]]
    private let isMulti: [Bool]
    private let personSlots: [PersonSlots]

    /// The slots of a person by the object they stand in.
    private struct PersonSlots {
        let person: [Int]
        let consent: [Int]
        let victim: [Int]
        let perpetrator: [Int]
    }

    public let streamNames = [""]

    /// - Parameters:
    ///   - sourceName: file name for `provenance`.
    ///   - sheetName: name of the sheet for `provenance`, nil for other formats.
    ///   - stream: number of the stream that the records go to.
    public init(
        plan: MappingPlan, asArray: Bool, sourceName: String, sheetName: String?, columns: [SourceColumn],
        stream: Int = 0
    ) {
        self.stream = stream
        let values = RecordValues(plan)
        self.values = values
        self.asArray = asArray
        self.sourceName = sourceName
        self.sheetName = sheetName
        self.columns = columns
        mappingName = plan.document.name
        standard = plan.document.standard
        keys = plan.layout.slots.map { JSONText.quoted($0.field.id) }
        isMulti = plan.layout.slots.map { $0.field.kind == .multiselect }
        personSlots = values.slotsOfEntity.map { slots in
            func of(_ table: HTCDSTable) -> [Int] { slots.filter { plan.layout.slots[$0].field.table == table } }
            return PersonSlots(
                person: of(.person), consent: of(.consent), victim: of(.victimContext),
                perpetrator: of(.perpetratorContext))
        }
    }

    public func begin(stream: Int, into arena: ByteArena) { if asArray { arena.append("[\n" as StaticString) } }
    public func end(stream: Int, into arena: ByteArena) { if asArray { arena.append("\n]\n" as StaticString) } }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        let arena = output.streams[stream].arena
        if asArray {
            // The comma before the very first record of a file is taken back by whoever puts units in order.
            arena.append(",\n" as StaticString)
        }
        var writer = JSONWriter(arena)
        writer.beginObject()
        writer.key("htcds")
        writer.string(standard)
        writeID(cells, record, ordinal, &writer, output)
        writeEntities(.case, "case", isArray: false, cells, fields, record, &writer)
        writeEntities(.person, "persons", isArray: true, cells, fields, record, &writer)
        writeEntities(.organization, "organizations", isArray: true, cells, fields, record, &writer)
        writeEntities(.comment, "comments", isArray: true, cells, fields, record, &writer)
        writeEntities(.event, "events", isArray: true, cells, fields, record, &writer)
        writeEntities(.supportPlan, "supportPlans", isArray: true, cells, fields, record, &writer)
        writeRecordExtensions(cells, fields, record, &writer)
        writeProvenance(cells, record, ordinal, &writer, output)
        writer.endObject()
        if !asArray { writer.newline() }
    }

    private func writeProvenance(
        _ cells: CellBatch, _ record: Int, _ ordinal: Int, _ writer: inout JSONWriter, _ output: RecordOutput
    ) {
        writer.key("provenance")
        writer.beginObject()
        defer { writer.endObject() }
        // A record that was one already keeps what it says of its origin.
        if let known = values.plan.provenance, let source = values.stated(known.source, cells, record) {
            writer.key("source")
            writer.string(source)
            if let sheet = values.stated(known.sheet, cells, record) {
                writer.key("sheet")
                writer.string(sheet)
            }
            if let number = values.stated(known.record, cells, record), number.isDigits {
                writer.key("record")
                writer.raw(number.buffer)
            }
            if let mapping = values.stated(known.mapping, cells, record) {
                writer.key("mapping")
                writer.string(mapping)
            }
            return
        }
        writer.key("source")
        writer.string(sourceName)
        if let sheetName {
            writer.key("sheet")
            writer.string(sheetName)
        }
        writer.key("record")
        writer.raw(UnsafeBufferPointer(start: nil, count: 0))
        output.streams[stream].gaps.append(.init(offset: writer.arena.count, record: ordinal))
        writer.key("mapping")
        writer.string(mappingName)
    }

    private func writeID(
        _ cells: CellBatch, _ record: Int, _ ordinal: Int, _ writer: inout JSONWriter, _ output: RecordOutput
    ) {
        writer.key("id")
        if let id = values.id(cells, record) {
            writer.string(id)
            return
        }
        let quotes: StaticString = "\"\""
        writer.raw(UnsafeBufferPointer(start: quotes.utf8Start, count: 2))
        output.streams[stream].gaps.append(.init(offset: writer.arena.count - 1, record: ordinal))
    }

    private func writeEntities(
        _ kind: EntityInfo.Kind, _ key: StaticString, isArray: Bool, _ cells: CellBatch, _ fields: FieldBatch,
        _ record: Int, _ writer: inout JSONWriter
    ) {
        var count = 0
        for (number, entity) in values.plan.layout.entities.enumerated() where entity.kind == kind {
            let alwaysStands = entity.number == 1 && (entity.isVictim || entity.isPerpetrator)
            if !alwaysStands && !values.isStated(number, cells, fields, record) { continue }
            let before = writer.mark
            if count == 0 {
                writer.key(key)
                if isArray { writer.beginArray() }
            }
            count += 1
            writer.beginObject()
            let empty = writer.arena.count
            if kind == .person {
                writePerson(number, entity, cells, fields, record, &writer)
            } else {
                if let id = values.id(ofEntity: number, cells, record) {
                    writer.key("id")
                    writer.string(id)
                }
                writeSlots(values.slotsOfEntity[number], cells, fields, record, &writer)
            }
            writeExtensions(values.extensionsOfEntity[number], cells, fields, record, &writer)
            let isEmpty = writer.arena.count == empty
            writer.endObject()
            // Something was there, but nothing that became a value.
            if isEmpty {
                writer.rewind(to: before)
                count -= 1
            }
        }
        if count > 0 && isArray { writer.endArray() }
    }

    private func writePerson(
        _ number: Int, _ entity: EntityInfo, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int,
        _ writer: inout JSONWriter
    ) {
        writer.key("id")
        if let id = values.id(ofEntity: number, cells, record) {
            writer.string(id)
        } else {
            writer.string("p\(entity.number)")
        }
        let slots = personSlots[number]
        let extensions = values.innerExtensions[number]
        writeSlots(slots.person, cells, fields, record, &writer)
        writeObject(
            "consent", slots.consent, extensions[.consent] ?? [], stands: false, isGroup: false, cells, fields, record,
            &writer)
        writeObject(
            "victim", slots.victim, extensions[.victimContext] ?? [], stands: entity.stands(.victim, cells, record),
            isGroup: false, cells, fields, record, &writer)
        writeObject(
            "perpetrator", slots.perpetrator, extensions[.perpetratorContext] ?? [],
            stands: entity.stands(.perpetrator, cells, record), isGroup: entity.isGroup(cells, record), cells, fields,
            record, &writer)
    }

    private func writeObject(
        _ key: StaticString, _ slots: [Int], _ extensions: [ExtensionColumn], stands: Bool, isGroup: Bool,
        _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ writer: inout JSONWriter
    ) {
        let start = writer.mark
        writer.key(key)
        writer.beginObject()
        let empty = writer.arena.count
        if isGroup {
            writer.key("group")
            writer.bool(true)
        }
        writeSlots(slots, cells, fields, record, &writer)
        writeExtensions(extensions, cells, fields, record, &writer)
        let isEmpty = writer.arena.count == empty
        writer.endObject()
        if isEmpty && !stands { writer.rewind(to: start) }
    }

    private func writeSlots(
        _ slots: [Int], _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ writer: inout JSONWriter
    ) {
        for slot in slots {
            let value = fields.value(slot: slot, record: record)
            if value.tag == .absent || value.tag == .unusable { continue }
            keys[slot].withUnsafeBufferPointer { writer.rawKey($0) }
            write(value, slot, cells, fields, &writer)
        }
    }

    private func write(
        _ value: FieldValue, _ slot: Int, _ cells: CellBatch, _ fields: FieldBatch, _ writer: inout JSONWriter
    ) {
        func code(_ number: Int) {
            guard let table = values.plan.slots[slot].table else { return }
            table.json[number].withUnsafeBufferPointer { writer.raw($0) }
        }
        switch value.tag {
        case .absent, .unusable: break
        case .text: writer.string(cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .ownText: writer.string(fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .reference:
            writer.beginObject()
            writer.key("ref")
            writer.string(cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
            writer.endObject()
        case .number: writer.raw(fields.arena.bytes(at: Int(value.a), length: Int(value.b)).buffer)
        case .boolean: writer.bool(value.a == 1)
        case .date:
            writer.raw(UnsafeBufferPointer(start: nil, count: 0))
            writer.arena.append(0x22)
            PackedDate(raw: value.a).append(to: writer.arena)
            writer.arena.append(0x22)
        case .code:
            let isArray = isMulti[slot]
            if isArray { writer.beginArray() }
            code(Int(value.a))
            if isArray { writer.endArray() }
        case .codes:
            writer.beginArray()
            for index in Int(value.a)..<Int(value.a) + Int(value.b) { code(Int(fields.codes[index])) }
            writer.endArray()
        }
    }

    // MARK: Extensions

    private func writeExtensions(
        _ columns: [ExtensionColumn], _ cells: CellBatch, _ fields: FieldBatch, _ record: Int,
        _ writer: inout JSONWriter
    ) {
        var open = false
        for column in columns {
            guard let text = values.text(column, cells, fields, record) else { continue }
            openExtensions(&open, &writer)
            writer.key(column.key)
            writer.string(text)
        }
        if open { writer.endObject() }
    }

    private func writeRecordExtensions(
        _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ writer: inout JSONWriter
    ) {
        var open = false
        for column in values.recordExtensions {
            guard let text = values.text(column, cells, fields, record) else { continue }
            openExtensions(&open, &writer)
            writer.key(column.key)
            writer.string(text)
        }
        if !cells.extras.isEmpty {
            for extra in values.extras(cells, record, columns) {
                openExtensions(&open, &writer)
                writer.key(extra.name)
                writer.string(extra.text)
            }
        }
        if open { writer.endObject() }
    }

    private func openExtensions(_ open: inout Bool, _ writer: inout JSONWriter) {
        guard !open else { return }
        writer.key("extensions")
        writer.beginObject()
        open = true
    }
}
