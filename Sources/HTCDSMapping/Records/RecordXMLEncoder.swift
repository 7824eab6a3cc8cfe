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
    let outline: RecordOutline
    let words = WordStore()
    private let standard: String
    /// Columns of the source as far as they are known: trees learn of new ones.
    public var columns: [SourceColumn]
    let slots: FixedTable<SlotWords>
    /// Names of the codes as XML, table after table.
    private let codes: FixedTable<WordStore.Word>
    /// `<entry name="…">` of each kept column, and of the id of each slot.
    let keptEntries: FixedTable<WordStore.Word>
    let slotEntries: FixedTable<WordStore.Word>
    /// What stands around the number of the record where it came from.
    let origin: WordStore.Word
    let foot: WordStore.Word
    public let streamNames = [""]

    /// What is written of a slot whatever its value.
    struct SlotWords: BitwiseCopyable {
        /// `<prs_Gender>`, `</prs_Gender>` and, for a reference, `<prs_Gender ref="`.
        let open: WordStore.Word
        let close: WordStore.Word
        let reference: WordStore.Word
        /// Whether the schema lets the element repeat.
        let repeats: Bool
        /// Place of the first code of its table, and their number.
        let firstCode: Int
        let codeCount: Int
    }

    /// - Parameters:
    ///   - sourceName: file name for `provenance`.
    ///   - sheetName: name of the sheet for `provenance`, nil for other formats.
    public init(plan: MappingPlan, sourceName: String, sheetName: String?, columns: [SourceColumn]) {
        self.columns = columns
        standard = plan.document.standard
        let outline = RecordOutline(RecordValues(plan))
        self.outline = outline
        let words = words
        var codes: [WordStore.Word] = []
        var firstCodes: [ObjectIdentifier: Int] = [:]
        slots = FixedTable(
            zip(plan.layout.slots, plan.slots).map { info, slot in
                var first = 0
                if let table = slot.table {
                    first = firstCodes[ObjectIdentifier(table)] ?? codes.count
                    if first == codes.count { codes += table.names.map { words.add(XMLText.escaped($0)) } }
                    firstCodes[ObjectIdentifier(table)] = first
                }
                let id = info.field.id
                return SlotWords(
                    open: words.add("<\(id)>"), close: words.add("</\(id)>"), reference: words.add("<\(id) ref=\""),
                    repeats: info.field.kind != .text, firstCode: first, codeCount: slot.table?.names.count ?? 0)
            })
        self.codes = FixedTable(codes)
        func entry(_ name: String) -> WordStore.Word {
            let text = ByteArena(capacity: 256)
            text.append("<entry name=\"" as StaticString)
            XMLText.append(name, to: text, in: .attribute)
            text.append("\">" as StaticString)
            return words.add(text.contents)
        }
        keptEntries = FixedTable(outline.columns.map { entry($0.key) })
        slotEntries = FixedTable(plan.layout.slots.map { entry($0.field.id) })
        let origin = ByteArena(capacity: 256)
        origin.append("<provenance><source>" as StaticString)
        XMLText.append(sourceName, to: origin)
        origin.append("</source>" as StaticString)
        if let sheetName {
            origin.append("<sheet>" as StaticString)
            XMLText.append(sheetName, to: origin)
            origin.append("</sheet>" as StaticString)
        }
        origin.append("<record>" as StaticString)
        self.origin = words.add(origin.contents)
        foot = words.add(
            Array("</record><mapping>".utf8) + XMLText.escaped(plan.document.name)
                + Array("</mapping></provenance>".utf8))
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
        var out = ByteCursor(output.streams[0].arena)
        let row = Row(cells: cells, fields: fields, record: record)
        out.put("<case id=\"" as StaticString)
        if let id = outline.values.id(cells, record) {
            out.putXML(slice: id, in: .attribute)
        } else {
            output.addGap(0, at: out.count, record: ordinal)
        }
        out.put("\">" as StaticString)
        writeThings(0, list: nil, "<case>", "</case>", row, &out)
        writeThings(1, list: ("<persons>", "</persons>"), "<person", "</person>", row, &out)
        writeThings(2, list: ("<organizations>", "</organizations>"), "<organization", "</organization>", row, &out)
        writeThings(3, list: ("<comments>", "</comments>"), "<comment>", "</comment>", row, &out)
        writeThings(4, list: ("<events>", "</events>"), "<event>", "</event>", row, &out)
        writeThings(5, list: ("<supportPlans>", "</supportPlans>"), "<supportPlan>", "</supportPlan>", row, &out)
        writeKept(outline.recordKept, [], row, &out, withExtras: true)
        writeProvenance(row, ordinal, output, &out)
        out.put("</case>\n" as StaticString)
        out.finish()
    }

    /// A record.
    struct Row {
        let cells: CellBatch
        let fields: FieldBatch
        let record: Int
    }

    private func writeThings(
        _ kind: Int, list: (open: StaticString, close: StaticString)?, _ open: StaticString, _ close: StaticString,
        _ row: Row, _ out: inout ByteCursor
    ) {
        var count = 0
        for number in outline.thingsOfKind[kind].range {
            let thing = outline.things[number]
            if !thing.alwaysStands && !outline.isStated(thing, row.cells, row.fields, row.record) { continue }
            let before = out.count
            if count == 0, let list { out.put(list.open) }
            out.put(open)
            let isOrganization = RecordOutline.kinds[kind] == .organization
            if thing.isPerson || isOrganization {
                writeThingID(thing, row, &out)
                out.put(0x3E)
            }
            let empty = out.count
            var leftOver: [Int] = []
            if thing.isPerson {
                writePerson(thing, row, &leftOver, &out)
            } else {
                writeSlots(thing.slots, row, &leftOver, &out)
            }
            writeKept(thing.kept, leftOver, row, &out)
            // A person has an id, as in JSON; of the others nothing may be left that became a value.
            if out.count == empty, !thing.isPerson,
                !isOrganization || outline.id(thing, row.cells, row.record) == nil
            {
                out.rewind(to: before)
                continue
            }
            out.put(close)
            count += 1
        }
        if count > 0, let list { out.put(list.close) }
    }

    /// The id of a person, given or made, and that of an organization where it has one.
    private func writeThingID(_ thing: RecordOutline.Thing, _ row: Row, _ out: inout ByteCursor) {
        let given = outline.id(thing, row.cells, row.record)
        guard given != nil || thing.isPerson else { return }
        out.put(" id=\"" as StaticString)
        if let given {
            out.putXML(slice: given, in: .attribute)
        } else {
            out.aside {
                $0.append(0x70)
                JSONText.appendInteger(thing.number, to: $0)
            }
        }
        out.put(0x22)
    }

    private func writePerson(
        _ thing: RecordOutline.Thing, _ row: Row, _ leftOver: inout [Int], _ out: inout ByteCursor
    ) {
        let (cells, record) = (row.cells, row.record)
        writeSlots(thing.person, row, &leftOver, &out)
        writeObject(
            "<consent", "</consent>", thing.consent, thing.consentKept, stands: false, isGroup: false, row, &leftOver,
            &out)
        writeObject(
            "<victim", "</victim>", thing.victim, thing.victimKept,
            stands: outline.stands(.victim, thing, cells, record), isGroup: false, row, &leftOver, &out)
        writeObject(
            "<perpetrator", "</perpetrator>", thing.perpetrator, thing.perpetratorKept,
            stands: outline.stands(.perpetrator, thing, cells, record), isGroup: outline.isGroup(thing, cells, record),
            row, &leftOver, &out)
    }

    private func writeObject(
        _ open: StaticString, _ close: StaticString, _ slots: RecordOutline.Span, _ kept: RecordOutline.Span,
        stands: Bool, isGroup: Bool, _ row: Row, _ leftOver: inout [Int], _ out: inout ByteCursor
    ) {
        let start = out.count
        out.put(open)
        out.put(isGroup ? " group=\"true\">" as StaticString : ">")
        let empty = out.count
        writeSlots(slots, row, &leftOver, &out)
        writeKept(kept, [], row, &out)
        if out.count == empty && !stands && !isGroup {
            out.rewind(to: start)
        } else {
            out.put(close)
        }
    }

    /// - Parameter leftOver: gets the slots whose value the schema has no element for.
    private func writeSlots(
        _ span: RecordOutline.Span, _ row: Row, _ leftOver: inout [Int], _ out: inout ByteCursor
    ) {
        for index in span.range {
            let slot = outline.slots[index]
            let value = row.fields.value(slot: slot, record: row.record)
            if value.tag == .absent || value.tag == .unusable { continue }
            let own = slots[slot]
            if value.tag == .reference {
                // `<cas_ReferringOrganisation ref="o1"/>`
                out.put(own.reference, of: words)
                out.putXML(slice: row.cells.arena.bytes(at: Int(value.a), length: Int(value.b)), in: .attribute)
                out.put("\"/>" as StaticString)
                continue
            }
            let start = out.count
            out.put(own.open, of: words)
            if write(value, own, row, &out) {
                out.put(own.close, of: words)
            } else {
                out.rewind(to: start)
                leftOver.append(slot)
            }
        }
    }

    /// - Returns: whether the schema has a form for the value.
    @inline(__always)
    private func write(_ value: FieldValue, _ slot: SlotWords, _ row: Row, _ out: inout ByteCursor) -> Bool {
        switch value.tag {
        case .absent, .unusable, .reference: break
        case .text: out.putXML(slice: row.cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .ownText: out.putXML(slice: row.fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .number:
            let text = row.fields.arena.bytes(at: Int(value.a), length: Int(value.b))
            var isWritten = false
            out.aside { isWritten = XMLDecimal.append(text, to: $0) }
            return isWritten
        case .boolean: out.put(value.a == 1 ? "true" as StaticString : "false")
        case .date: out.put(PackedDate(raw: value.a))
        case .code: write(code: Int(value.a), slot, &out)
        case .codes:
            if value.b > 1 && !slot.repeats { return false }
            for index in 0..<Int(value.b) {
                if index > 0 {
                    out.put(slot.close, of: words)
                    out.put(slot.open, of: words)
                }
                write(code: Int(row.fields.codes[Int(value.a) + index]), slot, &out)
            }
        }
        return true
    }

    @inline(__always)
    func write(code: Int, _ slot: SlotWords, _ out: inout ByteCursor) {
        precondition(code < slot.codeCount)
        out.put(codes[slot.firstCode + code], of: words)
    }
}
