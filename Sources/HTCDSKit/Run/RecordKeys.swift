import HTCDSCells
import HTCDSFindings
import HTCDSMapping
import HTCDSValidation

/// What tells that a record or a person was there before, by a hash that nobody can turn back.
struct RecordKey {
    enum Kind: UInt64 { case id, person }
    let kind: Kind
    /// Keyed by a random number of the process. It is compared in memory and stands in no output.
    let hash: UInt64
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
    func add(_ cells: CellBatch, _ fields: FieldBatch, ordinal: Int, into keys: inout [RecordKey]) {
        let each = (idColumn == nil ? 0 : 1) + persons.count
        if each == 0 { return }
        // At least doubled, or the keys of a long unit would be moved with every batch.
        let wanted = keys.count + each * cells.recordCount
        if keys.capacity < wanted { keys.reserveCapacity(max(wanted, 2 * keys.capacity)) }
        let names = Names(cells, fields)
        let idColumn = self.idColumn
        if idColumn != nil { plan.ownIDs(cells, into: &ids) }
        let (ids, persons) = (self.ids, self.persons)
        let sheet = cells.sheet
        for record in 0..<cells.recordCount {
            let position = cells.position(record)
            if let idColumn, record < ids.count, !ids[record].isEmpty {
                var hash = KeyedHash(RecordKey.Kind.id.rawValue)
                hash.add(ids[record], ignoringCase: false)
                keys.append(
                    RecordKey(
                        kind: .id, hash: hash.value, column: idColumn, ordinal: ordinal + record, position: position,
                        sheet: sheet))
            }
            for person in persons {
                guard let hash = Self.hash(person, names, fields, record) else { continue }
                keys.append(
                    RecordKey(
                        kind: .person, hash: hash, column: person.column, ordinal: ordinal + record,
                        position: position, sheet: sheet))
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
