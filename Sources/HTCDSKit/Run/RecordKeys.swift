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
    private var scratch: [UInt8] = []

    init(_ plan: MappingPlan) {
        self.plan = plan
        idColumn = Self.whyNoIDs(plan) == nil ? plan.idColumn : nil
        let layout = plan.layout
        for (thing, entity) in layout.entities.enumerated() where entity.kind == .person {
            func slot(_ id: String) -> Int? {
                layout.slots.firstIndex { $0.entity == thing && $0.field.id == id && !$0.columns.isEmpty }
            }
            guard let first = slot("prs_FirstName"), let second = slot("prs_SecondName"),
                let birth = slot("prs_Birthdate")
            else { continue }
            persons.append(
                Person(
                    first: first, second: second, birth: birth, gender: slot("prs_Gender"),
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
        if idColumn == nil && persons.isEmpty { return }
        for record in 0..<cells.recordCount {
            func note(_ kind: RecordKey.Kind, _ column: Int) {
                keys.append(
                    RecordKey(
                        kind: kind, hash: hash(kind), column: column, ordinal: ordinal + record,
                        position: cells.position(record), sheet: cells.sheet))
            }
            if let idColumn, let id = plan.ownID(cells, record), !id.isEmpty {
                scratch.removeAll(keepingCapacity: true)
                scratch.append(contentsOf: id.buffer)
                note(.id, idColumn)
            }
            for person in persons where write(person, cells, fields, record) { note(.person, person.column) }
        }
    }

    /// Writes what makes a person the same one; false where too little is known.
    private func write(_ person: Person, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Bool {
        let birth = fields.value(slot: person.birth, record: record)
        guard birth.tag == .date, PackedDate(raw: birth.a).day > 0 else { return false }
        scratch.removeAll(keepingCapacity: true)
        guard append(fields.value(slot: person.first, record: record), cells, fields),
            append(fields.value(slot: person.second, record: record), cells, fields)
        else { return false }
        withUnsafeBytes(of: birth.a) { scratch.append(contentsOf: $0) }
        if let gender = person.gender {
            let value = fields.value(slot: gender, record: record)
            if value.tag == .code { scratch.append(UInt8(truncatingIfNeeded: value.a)) }
        }
        return true
    }

    private func append(_ value: FieldValue, _ cells: CellBatch, _ fields: FieldBatch) -> Bool {
        guard value.tag == .text || value.tag == .ownText, value.b > 0 else { return false }
        let text = (value.tag == .text ? cells.arena : fields.arena).bytes(at: Int(value.a), length: Int(value.b))
        for byte in text.trimmed().buffer { scratch.append(ASCII.lowered(byte)) }
        scratch.append(0)
        return true
    }

    private func hash(_ kind: RecordKey.Kind) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(kind)
        scratch.withUnsafeBytes { hasher.combine(bytes: $0) }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
