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

    let scratch = ByteArena(capacity: 4_096)
    private let trial = ByteArena(capacity: 256)
    var offsets: [Int]
    var lengths: [Int]
    /// Whether something but running numbers stands in the row.
    var saysSomething = false
    /// The column whose text is the record's number, because the record has no id of its own; -1: none.
    private(set) var numberedColumn = -1
    private var taken: [Bool]
    /// Whether the shape holds things of the kind at all, by thing of the record.
    private let hasPlace: [Bool]
    private var lost: Set<BackTally.Key> = []
    /// Columns whose text is the record's id with this behind it.
    private(set) var made: [Int: String] = [:]
    /// Long enough that no two keys are taken for one id of Salesforce, of which the first 15 characters count.
    static let keySuffix = "-htcds-related-id-"
    /// Rows of related tables that hold a thing already.
    private var scopes: Set<String> = []

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
        scopes.removeAll(keepingCapacity: true)
        made.removeAll(keepingCapacity: true)
        for entity in back.entities { write(entity, given) }
        for entity in taken.indices where !taken[entity] { countLost(entity, given) }
        for key in lost { tally.add(key.name, key.why) }
    }

    /// The record has no form in which it would be read again.
    func countBlank() { tally.add("record", .nothing) }

    func count(_ name: String, _ why: BackTally.Why) { tally.add(name, why) }

    struct Given {
        let cells: CellBatch
        let fields: FieldBatch
        let record: Int

        func value(_ slot: Int) -> FieldValue { fields.value(slot: slot, record: record) }
    }

    /// An id in signs that stand in a cell of every form as they are, no two of them alike.
    private static func plain(_ id: CellBytes) -> String {
        var text = ""
        for byte in id.buffer {
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "-\(byte)-"
            }
        }
        return text
    }

    func lose(_ name: String, _ why: BackTally.Why) { lost.insert(.init(name: name, why: why)) }

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
        if let scope = entity.scope, scopes.contains(scope) { return }
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
        if let scope = entity.scope { scopes.insert(scope) }
        if let column = entity.info.idColumn, lengths[column] < 0,
            let id = values.id(ofEntity: candidate, given.cells, given.record)
        {
            if back.makesKeys {
                // Known within its record only: rows of a table are told apart by it.
                made[column] = Self.keySuffix + Self.plain(id)
                saysSomething = true
            } else {
                put(id, column)
            }
        }
        for route in entity.routes[candidate] ?? [] { write(route, given) }
        for slot in entity.unplaced[candidate] ?? [] where isStated(slot, given) {
            lose(back.source.layout.slots[slot].field.id, .noColumn)
        }
        let info = back.source.layout.entities[candidate]
        let isGroup = info.isGroup(given.cells, given.record)
        if isGroup, !entity.info.isGroup, entity.info.groupColumn == nil { lose("group", .noThing) }
        if entity.info.kind == .person { writeRoles(candidate, entity.info, isGroup: isGroup, given) }
    }

    /// Writes who somebody is where the shape has a column for it, and tells where it has none.
    private func writeRoles(_ candidate: Int, _ target: EntityInfo, isGroup: Bool, _ given: Given) {
        let info = back.source.layout.entities[candidate]
        func states(_ table: HTCDSTable) -> Bool {
            values.slotsOfEntity[candidate].contains {
                back.source.layout.slots[$0].field.table == table && isStated($0, given)
            }
        }
        var words: [String] = []
        for (role, mark, isFixed, table) in [
            (PersonRole.victim, target.victimMark, target.isVictim, HTCDSTable.victimContext),
            (.perpetrator, target.perpetratorMark, target.isPerpetrator, .perpetratorContext),
        ] {
            let stands = info.stands(role, given.cells, given.record)
            if let known = mark?.words {
                if stands, let word = known.words(of: role == .victim).first { words.append(word) }
            } else if let mark {
                putRole(stands ? "TRUE" : "FALSE", mark.column)
            } else if isFixed, !stands, !states(table), !back.isSameShape {
                lose("\(role.rawValue) role", .saysRole)
            } else if stands, !isFixed, !states(table) {
                lose("\(role.rawValue) role", .noRole)
            }
        }
        if let column = (target.victimMark ?? target.perpetratorMark).flatMap({ $0.words == nil ? nil : $0.column }),
            !words.isEmpty
        {
            putRole(words.joined(separator: ";"), column)
        }
        if isGroup, let column = target.groupColumn { putRole("TRUE", column) }
    }

    private func putRole(_ text: String, _ column: Int) {
        guard lengths[column] < 0 else { return }
        offsets[column] = scratch.count
        lengths[column] = text.utf8.count
        for byte in text.utf8 { scratch.append(byte) }
        saysSomething = true
    }

    /// Whether something stands there that a person wrote: constants of the source's mapping do not count.
    func isStated(_ slot: Int, _ given: Given) -> Bool {
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
        let info = back.source.layout.entities[entity]
        guard info.kind == .person else { return }
        for role in PersonRole.allCases {
            let mark = role == .victim ? info.victimMark : info.perpetratorMark
            if mark != nil, info.stands(role, given.cells, given.record) { lose("\(role.rawValue) role", .noThing) }
        }
    }
}
