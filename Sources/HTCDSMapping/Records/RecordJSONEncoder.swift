public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Writes records as JSON objects, straight from the batch: one a line, or as the elements of one array.
///
/// No record is built in memory; keys and codes are bytes made beforehand.
public final class RecordJSONEncoder: RecordEncoder {
    private let outline: RecordOutline
    private let asArray: Bool
    private let stream: Int
    /// Columns of the source as far as they are known: trees learn of new ones.
    public var columns: [SourceColumn]
    private let words = WordStore()
    private let slots: FixedTable<SlotWords>
    /// Names of the codes as JSON, table after table.
    private let codes: FixedTable<WordStore.Word>
    /// `{"id":"p1"` of each thing.
    private let madeIDs: FixedTable<WordStore.Word>
    /// `,"key":` of each kept column.
    private let keptKeys: FixedTable<WordStore.Word>
    private let head: WordStore.Word
    private let origin: WordStore.Word
    private let foot: WordStore.Word

    /// What is written of a slot whatever its value.
    private struct SlotWords: BitwiseCopyable {
        /// `,"prs_Gender":`
        let key: WordStore.Word
        let isMulti: Bool
        /// Place of the first code of its table, and their number.
        let firstCode: Int
        let codeCount: Int
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
        self.asArray = asArray
        self.columns = columns
        let outline = RecordOutline(RecordValues(plan))
        self.outline = outline
        let words = words
        func word(_ parts: [[UInt8]]) -> WordStore.Word { words.add(parts.joined()) }
        func plain(_ text: String) -> [UInt8] { Array(text.utf8) }
        let quoted = JSONText.quoted
        var codes: [WordStore.Word] = []
        var firstCodes: [ObjectIdentifier: Int] = [:]
        slots = FixedTable(
            zip(plan.layout.slots, plan.slots).map { info, slot in
                var first = 0
                if let table = slot.table {
                    first = firstCodes[ObjectIdentifier(table)] ?? codes.count
                    if first == codes.count { codes += table.json.map { words.add($0) } }
                    firstCodes[ObjectIdentifier(table)] = first
                }
                return SlotWords(
                    key: word([plain(","), quoted(info.field.id), plain(":")]),
                    isMulti: info.field.kind == .multiselect, firstCode: first,
                    codeCount: slot.table?.json.count ?? 0)
            })
        self.codes = FixedTable(codes)
        madeIDs = FixedTable(
            (0..<outline.things.count).map { index in
                word([plain("{\"id\":"), quoted("p\(outline.things[index].number)")])
            })
        keptKeys = FixedTable(outline.columns.map { word([plain(","), quoted($0.key), plain(":")]) })
        head = word([plain("{\"htcds\":"), quoted(plan.document.standard), plain(",\"id\":")])
        let sheet = sheetName.map { [plain(",\"sheet\":"), quoted($0)] } ?? []
        origin = word([plain(",\"provenance\":{\"source\":"), quoted(sourceName)] + sheet + [plain(",\"record\":")])
        foot = word([plain(",\"mapping\":"), quoted(plan.document.name), plain("}}")])
    }

    public func begin(stream: Int, into arena: ByteArena) { if asArray { arena.append("[\n" as StaticString) } }
    public func end(stream: Int, into arena: ByteArena) { if asArray { arena.append("\n]\n" as StaticString) } }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        var out = ByteCursor(output.streams[stream].arena)
        if asArray {
            // The comma before the very first record of a file is taken back by whoever puts units in order.
            out.put(",\n" as StaticString)
        }
        out.put(head, of: words)
        if let id = outline.values.id(cells, record) {
            out.putJSON(slice: id)
        } else {
            out.put(0x22)
            output.addGap(stream, at: out.count, record: ordinal)
            out.put(0x22)
        }
        writeThings(0, ",\"case\":", isArray: false, cells, fields, record, &out)
        writeThings(1, ",\"persons\":[", isArray: true, cells, fields, record, &out)
        writeThings(2, ",\"organizations\":[", isArray: true, cells, fields, record, &out)
        writeThings(3, ",\"comments\":[", isArray: true, cells, fields, record, &out)
        writeThings(4, ",\"events\":[", isArray: true, cells, fields, record, &out)
        writeThings(5, ",\"supportPlans\":[", isArray: true, cells, fields, record, &out)
        writeKept(outline.recordKept, cells, fields, record, &out, withExtras: true)
        writeProvenance(cells, record, ordinal, &out, output)
        if !asArray { out.put(0x0A) }
        out.finish()
    }

    private func writeProvenance(
        _ cells: CellBatch, _ record: Int, _ ordinal: Int, _ out: inout ByteCursor, _ output: RecordOutput
    ) {
        if let known = outline.values.plan.provenance, writeKnown(known, cells, record, &out) { return }
        out.put(origin, of: words)
        output.addGap(stream, at: out.count, record: ordinal)
        out.put(foot, of: words)
    }

    /// What a record that was one already says of its origin.
    /// - Returns: whether it says anything.
    private func writeKnown(
        _ known: ProvenanceColumns, _ cells: CellBatch, _ record: Int, _ out: inout ByteCursor
    ) -> Bool {
        let values = outline.values
        guard let source = values.stated(known.source, cells, record) else { return false }
        out.put(",\"provenance\":{\"source\":" as StaticString)
        out.putJSON(slice: source)
        if let sheet = values.stated(known.sheet, cells, record) {
            out.put(",\"sheet\":" as StaticString)
            out.putJSON(slice: sheet)
        }
        if let number = values.stated(known.record, cells, record), number.isDigits {
            out.put(",\"record\":" as StaticString)
            out.put(slice: number)
        }
        if let mapping = values.stated(known.mapping, cells, record) {
            out.put(",\"mapping\":" as StaticString)
            out.putJSON(slice: mapping)
        }
        out.put("}}" as StaticString)
        return true
    }

    private func writeThings(
        _ kind: Int, _ key: StaticString, isArray: Bool, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int,
        _ out: inout ByteCursor
    ) {
        var count = 0
        for number in outline.thingsOfKind[kind].range {
            let thing = outline.things[number]
            if !thing.alwaysStands && !outline.isStated(thing, cells, fields, record) { continue }
            let before = out.count
            if count == 0 || !isArray { out.put(key) } else { out.put(0x2C) }
            if thing.isPerson {
                writePerson(number, thing, cells, fields, record, &out)
            } else {
                let start = out.count
                if let id = outline.id(thing, cells, record) {
                    out.put(",\"id\":" as StaticString)
                    out.putJSON(slice: id)
                }
                writeSlots(thing.slots, cells, fields, record, &out)
                writeKept(thing.kept, cells, fields, record, &out)
                // Something was there, but nothing that became a value.
                guard close(start, &out) else {
                    out.rewind(to: before)
                    continue
                }
            }
            count += 1
        }
        if count > 0 && isArray { out.put(0x5D) }
    }

    /// Makes an object of the members that were written since `start`, each behind a comma.
    /// - Returns: whether there are any; it is an object either way.
    private func close(_ start: Int, _ out: inout ByteCursor) -> Bool {
        let isEmpty = out.count == start
        if isEmpty { out.put(0x7B) } else { out.replace(at: start, by: 0x7B) }
        out.put(0x7D)
        return !isEmpty
    }

    private func writePerson(
        _ number: Int, _ thing: RecordOutline.Thing, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int,
        _ out: inout ByteCursor
    ) {
        if let id = outline.id(thing, cells, record) {
            out.put("{\"id\":" as StaticString)
            out.putJSON(slice: id)
        } else {
            out.put(madeIDs[number], of: words)
        }
        writeSlots(thing.person, cells, fields, record, &out)
        writeObject(
            ",\"consent\":", thing.consent, thing.consentKept, stands: false, isGroup: false, cells, fields, record,
            &out)
        writeObject(
            ",\"victim\":", thing.victim, thing.victimKept, stands: outline.stands(.victim, thing, cells, record),
            isGroup: false, cells, fields, record, &out)
        writeObject(
            ",\"perpetrator\":", thing.perpetrator, thing.perpetratorKept,
            stands: outline.stands(.perpetrator, thing, cells, record), isGroup: outline.isGroup(thing, cells, record),
            cells, fields, record, &out)
        writeKept(thing.kept, cells, fields, record, &out)
        out.put(0x7D)
    }

    private func writeObject(
        _ key: StaticString, _ slots: RecordOutline.Span, _ kept: RecordOutline.Span, stands: Bool, isGroup: Bool,
        _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ out: inout ByteCursor
    ) {
        let before = out.count
        out.put(key)
        let start = out.count
        if isGroup { out.put(",\"group\":true" as StaticString) }
        writeSlots(slots, cells, fields, record, &out)
        writeKept(kept, cells, fields, record, &out)
        if !close(start, &out) && !stands { out.rewind(to: before) }
    }

    private func writeSlots(
        _ span: RecordOutline.Span, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ out: inout ByteCursor
    ) {
        for index in span.range {
            let slot = outline.slots[index]
            let value = fields.value(slot: slot, record: record)
            if value.tag == .absent || value.tag == .unusable { continue }
            let own = slots[slot]
            out.put(own.key, of: words)
            write(value, own, cells, fields, &out)
        }
    }

    @inline(__always)
    private func write(
        _ value: FieldValue, _ slot: SlotWords, _ cells: CellBatch, _ fields: FieldBatch, _ out: inout ByteCursor
    ) {
        switch value.tag {
        case .absent, .unusable: break
        case .text: out.putJSON(slice: cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .ownText: out.putJSON(slice: fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .reference:
            out.put("{\"ref\":" as StaticString)
            out.putJSON(slice: cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
            out.put(0x7D)
        case .number: out.put(slice: fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .boolean: out.put(value.a == 1 ? "true" as StaticString : "false")
        case .date:
            out.put(0x22)
            out.put(PackedDate(raw: value.a))
            out.put(0x22)
        case .code:
            if slot.isMulti { out.put(0x5B) }
            write(code: Int(value.a), slot, &out)
            if slot.isMulti { out.put(0x5D) }
        case .codes:
            out.put(0x5B)
            for index in 0..<Int(value.b) {
                if index > 0 { out.put(0x2C) }
                write(code: Int(fields.codes[Int(value.a) + index]), slot, &out)
            }
            out.put(0x5D)
        }
    }

    @inline(__always)
    private func write(code: Int, _ slot: SlotWords, _ out: inout ByteCursor) {
        precondition(code < slot.codeCount)
        out.put(codes[slot.firstCode + code], of: words)
    }

    // MARK: Extensions

    /// - Parameter withExtras: whether cells outside of the grid join in.
    private func writeKept(
        _ span: RecordOutline.Span, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ out: inout ByteCursor,
        withExtras: Bool = false
    ) {
        var start = -1
        for index in span.range {
            let kept = outline.kept[index]
            guard let text = outline.text(kept, cells, fields, record) else { continue }
            if start < 0 { start = openExtensions(&out) }
            out.put(keptKeys[kept.number], of: words)
            out.putJSON(slice: text)
        }
        if withExtras, !cells.extras.isEmpty {
            for extra in outline.values.extras(cells, record, columns) {
                if start < 0 { start = openExtensions(&out) }
                out.put(0x2C)
                let key = JSONText.quoted(extra.name)
                out.aside { arena in key.withUnsafeBufferPointer { arena.append($0) } }
                out.put(0x3A)
                out.putJSON(slice: extra.text)
            }
        }
        if start >= 0 { _ = close(start, &out) }
    }

    /// - Returns: where the object begins.
    private func openExtensions(_ out: inout ByteCursor) -> Int {
        out.put(",\"extensions\":" as StaticString)
        return out.count
    }
}
