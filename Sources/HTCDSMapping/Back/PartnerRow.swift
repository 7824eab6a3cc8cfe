import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// The texts of one record in a partner's columns. Used again for every record; not thread-safe.
final class PartnerRow {
    let back: WayBack
    let values: RecordValues
    private(set) var tally = BackTally()
    /// Further cells of the record that have no column: for forms that need none.
    private(set) var extras: [(name: String, text: CellBytes)] = []

    private let scratch = ByteArena(capacity: 4_096)
    private let trial = ByteArena(capacity: 256)
    private var offsets: [Int]
    private var lengths: [Int]
    /// Whether something but running numbers stands in the row.
    private(set) var saysSomething = false
    /// The column whose text is the record's number, because the record has no id of its own; -1: none.
    private(set) var numberedColumn = -1
    private var taken: [Bool]
    /// Whether the shape holds things of the kind at all, by thing of the record.
    private let hasPlace: [Bool]
    private var lost: Set<BackTally.Key> = []

    init(_ back: WayBack) {
        self.back = back
        values = RecordValues(back.source)
        offsets = Array(repeating: 0, count: back.columns.count)
        lengths = Array(repeating: -1, count: back.columns.count)
        taken = Array(repeating: false, count: back.source.layout.entities.count)
        let places = Set(back.entities.flatMap(\.candidates))
        hasPlace = back.source.layout.entities.indices.map { places.contains($0) }
    }

    /// The text of a column, nil where nothing is stated. Valid until the next record.
    func text(_ column: Int) -> CellBytes? {
        lengths[column] < 0 ? nil : scratch.bytes(at: offsets[column], length: lengths[column])
    }

    /// - Parameter takesExtras: whether cells outside the columns can be written all the same.
    func fill(
        _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, columns: [SourceColumn], takesExtras: Bool
    ) {
        scratch.removeAll()
        for column in lengths.indices { lengths[column] = -1 }
        saysSomething = false
        lost.removeAll(keepingCapacity: true)
        let given = Given(cells: cells, fields: fields, record: record)
        writeID(given)
        writeExtensions(given)
        writeExtras(given, columns, takesExtras)
        for index in taken.indices { taken[index] = false }
        for entity in back.entities { write(entity, given) }
        for entity in taken.indices where !taken[entity] { countLost(entity, given) }
        for key in lost { tally.add(key.name, key.why) }
    }

    /// The record has no form in which it would be read again.
    func countBlank() { tally.add("record", .nothing) }

    func count(_ name: String, _ why: BackTally.Why) { tally.add(name, why) }

    private struct Given {
        let cells: CellBatch
        let fields: FieldBatch
        let record: Int

        func value(_ slot: Int) -> FieldValue { fields.value(slot: slot, record: record) }
    }

    private func lose(_ name: String, _ why: BackTally.Why) { lost.insert(.init(name: name, why: why)) }

    // MARK: Columns

    private func put(_ text: CellBytes, _ column: Int) {
        offsets[column] = scratch.count
        lengths[column] = text.count
        scratch.append(text)
        saysSomething = true
    }

    private func writeID(_ given: Given) {
        numberedColumn = -1
        let id = values.id(given.cells, given.record)
        guard let column = back.target.idColumn else {
            if id != nil { lose("id", .noColumn) }
            return
        }
        if let id {
            put(id, column)
        } else {
            numberedColumn = column
        }
    }

    private func writeExtensions(_ given: Given) {
        for (number, kept) in back.source.extensions.enumerated() {
            guard let text = values.text(kept, given.cells, given.fields, given.record) else { continue }
            let column = back.extensionColumns[number]
            guard column >= 0 else {
                lose(kept.key, kept.always ? .notKept : .unread)
                continue
            }
            if lengths[column] < 0 {
                put(text, column)
            } else if !scratch.bytes(at: offsets[column], length: lengths[column]).buffer.elementsEqual(text.buffer) {
                lose(kept.key, .taken)
            }
        }
    }

    private func writeExtras(_ given: Given, _ columns: [SourceColumn], _ takesExtras: Bool) {
        extras.removeAll(keepingCapacity: true)
        guard !given.cells.extras.isEmpty else { return }
        for extra in values.extras(given.cells, given.record, columns) {
            if takesExtras {
                extras.append(extra)
                saysSomething = true
            } else {
                lose(extra.name, .notKept)
            }
        }
    }

    // MARK: Things

    private func write(_ entity: BackEntity, _ given: Given) {
        // Where the partner does not say who is described, a perpetrator comes after everybody else.
        let isUnmarked = entity.info.kind == .person && !entity.info.isVictim && !entity.info.isPerpetrator
        for takesPerpetrators in isUnmarked ? [false, true] : [true] {
            for candidate in entity.candidates where !taken[candidate] {
                let info = back.source.layout.entities[candidate]
                if !takesPerpetrators, info.stands(.perpetrator, given.cells, given.record),
                    !info.stands(.victim, given.cells, given.record)
                {
                    continue
                }
                guard isMeant(candidate, entity, given) else { continue }
                write(candidate, as: entity, given)
                return
            }
        }
    }

    private func write(_ candidate: Int, as entity: BackEntity, _ given: Given) {
        taken[candidate] = true
        for route in entity.routes[candidate] ?? [] { write(route, given) }
        for slot in entity.unplaced[candidate] ?? [] where isStated(slot, given) {
            lose(back.source.layout.slots[slot].field.id, .noColumn)
        }
        let info = back.source.layout.entities[candidate]
        if info.isGroup(given.cells, given.record) && !entity.info.isGroup { lose("group", .noThing) }
    }

    /// Whether something stands there that a person wrote: constants of the source's mapping do not count.
    private func isStated(_ slot: Int, _ given: Given) -> Bool {
        guard !back.source.layout.slots[slot].columns.isEmpty else { return false }
        let tag = given.value(slot).tag
        return tag != .absent && tag != .unusable
    }

    private func isMeant(_ candidate: Int, _ entity: BackEntity, _ given: Given) -> Bool {
        let info = back.source.layout.entities[candidate]
        if info.number > 1 && !values.isStated(candidate, given.cells, given.fields, given.record) { return false }
        let isVictim = info.stands(.victim, given.cells, given.record)
        let isPerpetrator = info.stands(.perpetrator, given.cells, given.record)
        if entity.info.kind == .person,
            !BackEntity.fits(entity.info, isVictim: isVictim, isPerpetrator: isPerpetrator)
        {
            return false
        }
        // Of a person without a role the fields tell: who is described as a perpetrator only is no victim.
        if entity.info.kind == .person, entity.info.isVictim, !isVictim, !isPerpetrator {
            func states(_ table: HTCDSTable) -> Bool {
                values.slotsOfEntity[candidate].contains {
                    back.source.layout.slots[$0].field.table == table && isStated($0, given)
                }
            }
            if states(.perpetratorContext) && !states(.victimContext) { return false }
        }
        guard let conditions = entity.conditions[candidate] ?? nil else { return false }
        return conditions.allSatisfy { route in
            guard case .constant(let wanted) = back.forms[route.slot] else { return true }
            trial.removeAll()
            appendPlain(given.value(route.sourceSlot), route.sourceSlot, given, to: trial)
            return wanted.elementsEqual(trial.contents)
        }
    }

    private func countLost(_ entity: Int, _ given: Given) {
        for slot in values.slotsOfEntity[entity] where isStated(slot, given) {
            lose(back.source.layout.slots[slot].field.id, hasPlace[entity] ? .noThing : .noColumn)
        }
    }

    // MARK: Values

    private func write(_ route: BackEntity.Route, _ given: Given) {
        let value = given.value(route.sourceSlot)
        let field = back.source.layout.slots[route.sourceSlot].field.id
        guard value.tag != .absent, value.tag != .unusable else { return }
        switch back.forms[route.slot] {
        case .constant: break
        case .none: if isStated(route.sourceSlot, given) { lose(field, .noWay) }
        case .cell(let column, let kind):
            // The partner's own text, of which only a part became the value, says it all.
            if value.keepsText && back.isSameShape,
                back.target.layout.slots[route.slot].columns.contains(where: { lengths[$0] >= 0 })
            {
                return
            }
            let start = scratch.count
            append(value, route, kind, field, given)
            settle(column, from: start, field, back.missing[route.slot])
        case .choices(let choices, let chosen, let other):
            write(value, route, choices, chosen, other, field, given)
        }
    }

    /// Gives the column the text that was appended, unless there is none or it would be read as nothing.
    private func settle(_ column: Int, from start: Int, _ field: String, _ missing: MissingWords) {
        let text = scratch.bytes(at: start, length: scratch.count - start)
        if text.isEmpty {
            scratch.count = start
        } else if lengths[column] >= 0 {
            let there = scratch.bytes(at: offsets[column], length: lengths[column])
            // In the partner's own shape the text that stands there is what the value was read from.
            if !back.isSameShape && !there.buffer.elementsEqual(text.buffer) { lose(field, .taken) }
            scratch.count = start
        } else if missing.contains(text.trimmed()) {
            lose(field, .missing)
            scratch.count = start
        } else {
            offsets[column] = start
            lengths[column] = text.count
            saysSomething = true
        }
    }

    private func append(
        _ value: FieldValue, _ route: BackEntity.Route, _ kind: CellForm.Kind, _ field: String, _ given: Given
    ) {
        switch (kind, value.tag) {
        case (.date(let transform), .date): append(PackedDate(raw: value.a), transform)
        case (.boolean, .boolean): scratch.append(value.a == 1 ? "TRUE" as StaticString : "FALSE")
        case (.codes(_, let joint), .code), (.codes(_, let joint), .codes):
            let numbers = codes(value, given)
            var count = 0
            for number in numbers {
                guard let spelling = route.spellings[number] else {
                    lose(field, .noCode)
                    continue
                }
                if count > 0 { scratch.append(joint) }
                spelling.withUnsafeBufferPointer { scratch.append($0) }
                count += 1
            }
        case (_, .reference): appendName(value, field, given)
        default: appendPlain(value, route.sourceSlot, given, to: scratch)
        }
    }

    /// The name of the organisation or person that a lookup points at; the id itself where it came as one.
    private func appendName(_ value: FieldValue, _ field: String, _ given: Given) {
        let id = given.cells.arena.bytes(at: Int(value.a), length: Int(value.b))
        if back.isSameShape {
            scratch.append(LookupTransform.prefix)
            scratch.append(id)
            return
        }
        for entity in back.source.layout.entities.indices {
            guard let own = values.id(ofEntity: entity, given.cells, given.record),
                own.buffer.elementsEqual(id.buffer)
            else { continue }
            let start = scratch.count
            for name in ["org_Name", "prs_FirstName", "prs_SecondName"] {
                guard
                    let slot = values.slotsOfEntity[entity].first(where: {
                        back.source.layout.slots[$0].field.id == name
                    }), isStated(slot, given)
                else { continue }
                if scratch.count > start { scratch.append(0x20) }
                appendPlain(given.value(slot), slot, given, to: scratch)
            }
            if scratch.count > start { return }
        }
        lose(field, .noName)
    }

    private func codes(_ value: FieldValue, _ given: Given) -> [Int] {
        value.tag == .code
            ? [Int(value.a)] : given.fields.codes[Int(value.a)..<Int(value.a) + Int(value.b)].map { Int($0) }
    }

    /// In the partner's first pattern that states as much and is read again as the same date; else as in ISO 8601, which
    /// every mapping reads.
    private func append(_ date: PackedDate, _ transform: DateTransform) {
        for pattern in transform.patterns {
            let start = scratch.count
            if pattern.append(date, to: scratch),
                transform.read(scratch.bytes(at: start, length: scratch.count - start)) == .date(date)
            {
                return
            }
            scratch.count = start
        }
        date.append(to: scratch)
    }

    private func write(
        _ value: FieldValue, _ route: BackEntity.Route, _ choices: [CellForm.Choice], _ chosen: [UInt8],
        _ other: [UInt8], _ field: String, _ given: Given
    ) {
        guard value.tag == .code || value.tag == .codes else {
            lose(field, .noWay)
            return
        }
        var isChosen = [Bool](repeating: false, count: choices.count)
        for number in codes(value, given) {
            let choice = route.choices[number]
            if choice >= 0 { isChosen[choice] = true } else { lose(field, .noCode) }
        }
        guard isChosen.contains(true) else { return }
        for (number, choice) in choices.enumerated() where lengths[choice.column] < 0 {
            let word = isChosen[number] ? chosen : other
            guard !word.isEmpty else { continue }
            offsets[choice.column] = scratch.count
            lengths[choice.column] = word.count
            word.withUnsafeBufferPointer { scratch.append($0) }
            saysSomething = true
        }
    }

    /// A value as the standard writes it: codes by name, ISO 8601, a number without an exponent.
    private func appendPlain(_ value: FieldValue, _ slot: Int, _ given: Given, to arena: ByteArena) {
        switch value.tag {
        case .absent, .unusable: break
        case .text, .reference: arena.append(given.cells.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .ownText: arena.append(given.fields.arena.bytes(at: Int(value.a), length: Int(value.b)))
        case .number:
            let number = given.fields.arena.bytes(at: Int(value.a), length: Int(value.b))
            if !XMLDecimal.append(number, to: arena) { arena.append(number) }
        case .boolean: arena.append(value.a == 1 ? "true" as StaticString : "false")
        case .date: PackedDate(raw: value.a).append(to: arena)
        case .code, .codes:
            guard let table = back.source.slots[slot].table else { return }
            for (index, number) in codes(value, given).enumerated() {
                if index > 0 { arena.append(0x3B) }
                arena.append(table.names[number])
            }
        }
    }
}
