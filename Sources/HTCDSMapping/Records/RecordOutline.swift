import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// The layout of a plan's records as encoders walk it for each of them: numbers side by side and no array within an array,
/// so that nothing is retained and released for a field that is not stated.
final class RecordOutline {
    /// A range of one of the tables.
    struct Span: BitwiseCopyable {
        var start = 0
        var end = 0
        var range: Range<Int> { Range(uncheckedBounds: (start, end)) }
    }

    /// A thing of the record.
    struct Thing: BitwiseCopyable {
        /// Index into the layout's entities.
        let entity: Int
        /// Which of its kind, from 1.
        let number: Int
        let isPerson: Bool
        /// Whether it is there in every record.
        let alwaysStands: Bool
        let isVictim: Bool
        let isPerpetrator: Bool
        let isGroup: Bool
        /// Columns, -1 for none.
        let idColumn: Int
        let victimColumn: Int
        let perpetratorColumn: Int
        let groupColumn: Int
        /// Slots that a column says something of.
        let stated: Span
        /// All slots, in the order of the standard.
        let slots: Span
        /// Slots of the objects of a person.
        let person: Span
        let consent: Span
        let victim: Span
        let perpetrator: Span
        /// Kept columns: its own, those of all its objects, and of each of them.
        let kept: Span
        let innerKept: Span
        let consentKept: Span
        let victimKept: Span
        let perpetratorKept: Span
    }

    /// A column that may be kept beside the fields.
    struct Kept: BitwiseCopyable {
        let column: Int
        let always: Bool
        let slots: Span
        /// Number in ``columns``.
        let number: Int
    }

    static let kinds: [EntityInfo.Kind] = [.case, .person, .organization, .comment, .event, .supportPlan]

    let values: RecordValues
    let things: FixedTable<Thing>
    /// Things of each of ``kinds``, in the order of the layout.
    let thingsOfKind: FixedTable<Span>
    let slots: FixedTable<Int>
    let kept: FixedTable<Kept>
    let columns: [ExtensionColumn]
    /// Kept columns of the record itself.
    let recordKept: Span

    init(_ values: RecordValues) {
        var made = Maker(values: values)
        var things: [Thing] = []
        var kinds: [Span] = []
        for kind in Self.kinds {
            let start = things.count
            for (number, entity) in values.plan.layout.entities.enumerated() where entity.kind == kind {
                things.append(made.thing(number, entity))
            }
            kinds.append(Span(start: start, end: things.count))
        }
        recordKept = made.span(values.recordExtensions)
        self.values = values
        self.things = FixedTable(things)
        thingsOfKind = FixedTable(kinds)
        slots = FixedTable(made.slots)
        kept = FixedTable(made.kept)
        columns = made.columns
    }

    private struct Maker {
        let values: RecordValues
        var slots: [Int] = []
        var kept: [Kept] = []
        var columns: [ExtensionColumn] = []

        mutating func span(_ added: [Int]) -> Span {
            slots += added
            return Span(start: slots.count - added.count, end: slots.count)
        }

        mutating func span(_ added: [ExtensionColumn]) -> Span {
            for column in added {
                kept.append(
                    Kept(
                        column: column.column, always: column.always, slots: span(column.slots), number: columns.count))
                columns.append(column)
            }
            return Span(start: kept.count - added.count, end: kept.count)
        }

        mutating func thing(_ number: Int, _ entity: EntityInfo) -> Thing {
            let layout = values.plan.layout
            let own = values.slotsOfEntity[number]
            let inner = values.innerExtensions[number]
            func of(_ table: HTCDSTable) -> [Int] { own.filter { layout.slots[$0].field.table == table } }
            let stated = span(own.filter { !layout.slots[$0].columns.isEmpty })
            let person = span(of(.person))
            let consent = span(of(.consent))
            let victim = span(of(.victimContext))
            let perpetrator = span(of(.perpetratorContext))
            return Thing(
                entity: number, number: entity.number, isPerson: entity.kind == .person,
                alwaysStands: entity.number == 1 && (entity.isVictim || entity.isPerpetrator),
                isVictim: entity.isVictim, isPerpetrator: entity.isPerpetrator, isGroup: entity.isGroup,
                idColumn: entity.idColumn ?? -1, victimColumn: entity.victimMark?.column ?? -1,
                perpetratorColumn: entity.perpetratorMark?.column ?? -1, groupColumn: entity.groupColumn ?? -1,
                stated: stated, slots: span(own), person: person, consent: consent, victim: victim,
                perpetrator: perpetrator, kept: span(values.extensionsOfEntity[number]),
                innerKept: span(inner.values.flatMap { $0 }), consentKept: span(inner[.consent] ?? []),
                victimKept: span(inner[.victimContext] ?? []),
                perpetratorKept: span(inner[.perpetratorContext] ?? []))
        }
    }

    /// Whether the thing is to be looked at: a field that is not constant, a kept column of its own, an id or a mark.
    @inline(__always)
    func isStated(_ thing: Thing, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        for index in thing.stated.range where fields.value(slot: slots[index], record: record).tag != .absent {
            return true
        }
        return isStatedBesides(thing, cells, fields, record)
    }

    private func isStatedBesides(_ thing: Thing, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        for index in thing.kept.range where text(kept[index], cells, fields, record) != nil { return true }
        for index in thing.innerKept.range where text(kept[index], cells, fields, record) != nil { return true }
        if id(thing, cells, record) != nil { return true }
        guard thing.isPerson else { return false }
        // A role that the mapping gives to everybody in this place says nothing of this record.
        return isSet(thing.victimColumn, .victim, thing, cells, record)
            || isSet(thing.perpetratorColumn, .perpetrator, thing, cells, record)
    }

    /// The thing's own id, nil where the source states none.
    @inline(__always)
    func id(_ thing: Thing, _ cells: CellBatch, _ record: Int) -> CellBytes? {
        thing.idColumn < 0 ? nil : values.stated(thing.idColumn, cells, record)
    }

    /// Whether the person has the role in this record, whatever is stated of it.
    @inline(__always)
    func stands(_ role: PersonRole, _ thing: Thing, _ cells: CellBatch, _ record: Int) -> Bool {
        switch role {
        case .victim: thing.isVictim || isSet(thing.victimColumn, .victim, thing, cells, record)
        case .perpetrator: thing.isPerpetrator || isSet(thing.perpetratorColumn, .perpetrator, thing, cells, record)
        }
    }

    @inline(__always)
    private func isSet(_ column: Int, _ role: PersonRole, _ thing: Thing, _ cells: CellBatch, _ record: Int) -> Bool {
        guard column >= 0, column < cells.columnCount, cells.cell(record: record, column: column).isPresent else {
            return false
        }
        let entity = values.plan.layout.entities[thing.entity]
        let mark = role == .victim ? entity.victimMark : entity.perpetratorMark
        return mark?.isSet(role, cells, record) == true
    }

    /// Whether several people are described together in this record.
    @inline(__always)
    func isGroup(_ thing: Thing, _ cells: CellBatch, _ record: Int) -> Bool {
        if thing.isGroup || thing.groupColumn < 0 { return thing.isGroup }
        return values.plan.layout.entities[thing.entity].isGroup(cells, record)
    }

    /// The text to keep of a column in this record, or nil.
    @inline(__always)
    func text(_ kept: Kept, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> CellBytes? {
        if kept.always {
            guard kept.column < cells.columnCount else { return nil }
            let cell = cells.cell(record: record, column: kept.column)
            if cell.isEmpty { return nil }
            let text = cells.bytes(cell)
            return values.plan.missing.contains(text.trimmed()) ? nil : text
        }
        for index in kept.slots.range where fields.value(slot: slots[index], record: record).keepsText {
            return values.text(columns[kept.number], cells, fields, record)
        }
        return nil
    }
}
