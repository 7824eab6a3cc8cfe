import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// How the values of a record become the texts of a partner's columns.
extension PartnerRow {
    func write(_ route: BackEntity.Route, _ given: Given) {
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
                spelling.text.withUnsafeBufferPointer { scratch.append($0) }
                if spelling.isMerge { lose(field, .merged) }
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
            guard choice >= 0 else {
                lose(field, .noCode)
                continue
            }
            isChosen[choice] = true
            if choices[choice].isMerge { lose(field, .merged) }
        }
        guard isChosen.contains(true) else { return }
        for (number, choice) in choices.enumerated() where lengths[choice.column] < 0 {
            // Not to be chosen would say more than the record where the choice holds things that have no code.
            let word = isChosen[number] ? chosen : choice.isMerge ? [] : other
            guard !word.isEmpty else { continue }
            offsets[choice.column] = scratch.count
            lengths[choice.column] = word.count
            word.withUnsafeBufferPointer { scratch.append($0) }
            saysSomething = true
        }
    }

    /// A value as the standard writes it: codes by name, ISO 8601, a number without an exponent.
    func appendPlain(_ value: FieldValue, _ slot: Int, _ given: Given, to arena: ByteArena) {
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
