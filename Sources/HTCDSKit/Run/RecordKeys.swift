import HTCDSCells
import HTCDSFindings
import HTCDSMapping
import HTCDSValidation

/// What tells that a record or a person was there before, by a hash that nobody can turn back.
///
/// Of nearly all of them nothing but the hash is ever looked at: what else is known of a key is put together when it
/// repeats another.
struct RecordKeys {
    private struct Origin {
        /// Index of the record in the unit.
        let ordinal: UInt32
        /// 0 for an id, else the number of the person.
        let place: UInt32
    }

    /// Keyed by a random number of the process, in order of the records. They are compared in memory and stand in no
    /// output.
    private(set) var hashes: [UInt64] = []
    private var origins: [Origin] = []
    /// Of the unit's records.
    private var positions: [RecordPosition] = []
    /// From which record on which sheet is read.
    private var sheets: [(first: Int, sheet: Int)] = []
    /// The column of each place.
    private var columns: [Int] = []

    /// Takes the places of a batch's records, and makes room for so many keys.
    fileprivate mutating func begin(_ cells: CellBatch, columns: [Int], mostKeys: Int) {
        if self.columns.isEmpty { self.columns = columns }
        if sheets.last?.sheet != cells.sheet { sheets.append((positions.count, cells.sheet)) }
        // At least doubled, or the keys of a long unit would be moved with every batch.
        let wanted = hashes.count + mostKeys
        if hashes.capacity < wanted { hashes.reserveCapacity(max(wanted, 2 * hashes.capacity)) }
        if origins.capacity < wanted { origins.reserveCapacity(max(wanted, 2 * origins.capacity)) }
        for record in 0..<cells.recordCount { positions.append(cells.position(record)) }
    }

    @inline(__always)
    fileprivate mutating func append(_ hash: UInt64, ordinal: Int, place: Int) {
        hashes.append(hash)
        origins.append(Origin(ordinal: UInt32(truncatingIfNeeded: ordinal), place: UInt32(truncatingIfNeeded: place)))
    }

    /// What is known of a key.
    func key(_ index: Int) -> RecordKey {
        let origin = origins[index]
        let ordinal = Int(origin.ordinal)
        return RecordKey(
            kind: origin.place == 0 ? .id : .person, column: columns[Int(origin.place)], ordinal: ordinal,
            position: positions[ordinal], sheet: sheets.last { $0.first <= ordinal }?.sheet ?? 0)
    }
}

/// A record or a person that was there before.
struct RecordKey {
    enum Kind: UInt64 { case id, person }
    let kind: Kind
    let column: Int
    /// Index of the record in the unit.
    let ordinal: Int
    let position: RecordPosition
    let sheet: Int
}

/// Makes the keys of records: of their own ids, and of people of whom both names and the whole birthdate are known.
///
/// Two different people share a key once in 2^64 pairs. Not thread-safe.
final class RecordKeyMaker {
    private struct Person {
        let first: Int
        let second: Int
        let birth: Int
        let gender: Int?
        let column: Int
    }
    private let plan: MappingPlan
    private let idColumn: Int?
    private var persons: [Person] = []
    /// Of the id, -1 without one, and of each person.
    private let columns: [Int]
    /// Of the batch at hand.
    private var ids: [CellBytes] = []

    init(_ plan: MappingPlan) {
        self.plan = plan
        idColumn = Self.whyNoIDs(plan) == nil ? plan.idColumn : nil
        let layout = plan.layout
        // A record may have thousands of people.
        var slots = [[String: Int]](repeating: [:], count: layout.entities.count)
        for (number, slot) in layout.slots.enumerated() where !slot.columns.isEmpty && slot.field.table == .person {
            slots[slot.entity][slot.field.id] = number
        }
        for own in slots {
            guard let first = own["prs_FirstName"], let second = own["prs_SecondName"],
                let birth = own["prs_Birthdate"]
            else { continue }
            persons.append(
                Person(
                    first: first, second: second, birth: birth, gender: own["prs_Gender"],
                    column: layout.slots[second].columns.first ?? -1))
        }
        columns = [idColumn ?? -1] + persons.map(\.column)
    }

    /// Why ids of these records are not compared; nil where they are.
    static func whyNoIDs(_ plan: MappingPlan) -> String? {
        guard let column = plan.idColumn else { return "no column for the id of the record" }
        return column == plan.numberingColumn ? "the ids are running numbers, which every sheet begins anew" : nil
    }

    /// Why people are not compared; nil where they are.
    static func whyNoPersons(_ plan: MappingPlan) -> String? {
        let missing = ["prs_FirstName", "prs_SecondName", "prs_Birthdate"].filter { plan.layout.slot(field: $0) == nil }
        return missing.isEmpty ? nil : "no column for \(missing.joined(separator: ", "))"
    }

    /// Adds the keys of a batch, record by record.
    /// - Parameters:
    ///   - ordinal: of its first record in the unit.
    ///   - keys: of all batches of the unit before it.
    func add(_ cells: CellBatch, _ fields: FieldBatch, ordinal: Int, into keys: inout RecordKeys) {
        let each = (idColumn == nil ? 0 : 1) + persons.count
        if each == 0 { return }
        keys.begin(cells, columns: columns, mostKeys: each * cells.recordCount)
        let names = Names(cells, fields)
        if idColumn != nil { plan.ownIDs(cells, into: &ids) }
        let (ids, persons) = (self.ids, self.persons)
        for record in 0..<cells.recordCount {
            if record < ids.count, !ids[record].isEmpty {
                var hash = KeyedHash(RecordKey.Kind.id.rawValue)
                hash.add(ids[record], ignoringCase: false)
                keys.append(hash.value, ordinal: ordinal + record, place: 0)
            }
            for place in persons.indices {
                guard let hash = Self.hash(persons[place], names, fields, record) else { continue }
                keys.append(hash, ordinal: ordinal + record, place: place + 1)
            }
        }
    }

    /// Where the bytes of names lie: asked once a batch.
    private struct Names {
        private let cells: UnsafeBufferPointer<UInt8>
        private let own: UnsafeBufferPointer<UInt8>

        init(_ cells: CellBatch, _ fields: FieldBatch) {
            self.cells = cells.arena.contents
            own = fields.arena.contents
        }

        @inline(__always)
        func text(_ value: FieldValue) -> CellBytes? {
            guard value.tag == .text || value.tag == .ownText, value.b > 0 else { return nil }
            let bytes = value.tag == .text ? cells : own
            guard let base = bytes.baseAddress else { return nil }
            precondition(Int(value.a) + Int(value.b) <= bytes.count)
            return CellBytes(start: base + Int(value.a), count: Int(value.b)).trimmed()
        }
    }

    /// What makes a person the same one; nil where too little is known.
    private static func hash(_ person: Person, _ names: Names, _ fields: FieldBatch, _ record: Int) -> UInt64? {
        let birth = fields.value(slot: person.birth, record: record)
        guard birth.tag == .date, PackedDate(raw: birth.a).day > 0,
            let first = names.text(fields.value(slot: person.first, record: record)),
            let second = names.text(fields.value(slot: person.second, record: record))
        else { return nil }
        let gender = person.gender.map { fields.value(slot: $0, record: record) } ?? .absent
        var hash = KeyedHash(RecordKey.Kind.person.rawValue)
        hash.add(UInt64(birth.a) << 32 | (gender.tag == .code ? UInt64(gender.a) + 1 : 0))
        hash.add(first, ignoringCase: true)
        hash.add(second, ignoringCase: true)
        return hash.value
    }
}
