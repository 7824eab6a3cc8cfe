import HTCDSCells
import HTCDSFindings
import HTCDSGate
import HTCDSMapping
import HTCDSSpec

/// Decides who passes, and makes each victim who does a row of numbers. One for each thread.
final class GateEncoder: RecordEncoder {
    /// What all encoders of a run share.
    struct Terms: Sendable {
        let policy: Policy
        let asOf: PackedDate
        let pseudonyms: Pseudonyms?
        let withdrawn: WithdrawnConsents?
        /// Whether whole records are wanted, to be written where they are quarantined.
        let keepsRecords: Bool
    }

    private let terms: Terms
    private let reading: RecordReading
    private let admission: AdmissionPlan
    private let attributes: AttributePlan
    private let persons: [Int]
    /// By entity: column of the consent and of the status, or -1.
    private let consentColumns: [Int]
    private let statusColumns: [Int]
    /// By kept column, whether its texts leave as they are; and the slots that hold names, numbers and addresses.
    private let isOpen: [Bool]
    private let identifiers: [Int]
    private let aside: RecordJSONEncoder?
    private var row: [UInt16]
    /// Whether a thing stands in the record at hand, and which do.
    private var isThere: [Bool]
    private var things: [Int] = []

    let streamNames: [String]

    init(_ terms: Terms, table: Table, fileName: String) {
        self.terms = terms
        let names = terms.policy.attributes.flatMap(\.sources).compactMap { source in
            if case .kept(let name) = source.source.origin { name } else { nil }
        }
        var seen: Set<String> = []
        let reading = RecordReading(
            plan: table.plan, columns: table.columns, names: names.filter { seen.insert($0).inserted })
        self.reading = reading
        let layout = reading.layout
        admission = AdmissionPlan(terms.policy, layout: layout, codeNames: reading.codeNames)
        attributes = AttributePlan(
            terms.policy, layout: layout, codeNames: reading.codeNames,
            kept: reading.kept.map { KeptColumn(name: $0.name, entity: $0.entity) }, asOf: terms.asOf)
        let open = Set(
            terms.policy.attributes.filter { $0.closedValues == nil }.flatMap(\.sources).compactMap { source in
                if case .kept(let name) = source.source.origin { name } else { nil }
            })
        isOpen = reading.kept.map { open.contains($0.name) }
        identifiers = layout.slots.indices.filter { layout.slots[$0].field.isDirectIdentifier }
        persons = layout.entities.indices.filter { layout.entities[$0].kind == .person }
        func columns(_ field: String) -> [Int] {
            layout.entities.indices.map { entity in
                layout.slots.first { $0.entity == entity && $0.field.id == field }?.columns.first ?? -1
            }
        }
        consentColumns = columns("con_Consent")
        statusColumns = columns("vic_TraffickingStatus")
        row = Array(repeating: 0, count: attributes.columns.count)
        isThere = Array(repeating: false, count: layout.entities.count)
        aside =
            terms.keepsRecords
            ? RecordJSONEncoder(
                plan: table.plan, asArray: false, sourceName: fileName, sheetName: table.sheetName,
                columns: table.columns) : nil
        streamNames = aside == nil ? [] : [""]
    }

    func begin(stream: Int, into arena: ByteArena) {}
    func end(stream: Int, into arena: ByteArena) {}

    func encode(_ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput) {
        aside?.encode(cells, fields, record: record, ordinal: ordinal, into: output)
        let unit = unit(of: output)
        things.removeAll(keepingCapacity: true)
        for entity in isThere.indices {
            isThere[entity] = reading.stands(entity, cells, fields, record)
            if isThere[entity] { things.append(entity) }
        }
        var hasVictim = false
        for victim in persons where isThere[victim] && reading.has(.victim, victim, cells, fields, record) {
            hasVictim = true
            let (subject, isWithdrawn) = identify(victim, cells, record, unit)
            let reason =
                admission.reason(victim: victim, fields, record: record) ?? (isWithdrawn ? .consentWithdrawn : nil)
            if let reason {
                unit.withheld.append(withheld(reason, victim, cells, record, ordinal))
                continue
            }
            let perpetrators =
                terms.policy.row == .link
                ? persons.filter {
                    $0 != victim && isThere[$0]
                        && reading.has(.perpetrator, $0, cells, fields, record)
                } : []
            var isFirst = true
            for perpetrator in perpetrators.isEmpty ? [nil] : perpetrators.map(Optional.some) {
                row.withUnsafeMutableBufferPointer { row in
                    attributes.write(
                        victim: victim, perpetrator: perpetrator, things: things, cells, fields, record: record,
                        kept: { kept($0, cells, fields, record, unit) }, into: row,
                        open: &unit.open, losses: &unit.losses)
                }
                unit.heads.append(.init(ordinal: ordinal, isVictim: isFirst, subject: subject))
                unit.values.append(contentsOf: row)
                isFirst = false
            }
        }
        if !hasVictim { unit.withheld.append(withheld(.noVictim, nil, cells, record, ordinal)) }
    }

    /// What a kept column says. What names somebody in the record is no category and does not leave, whatever the policy
    /// says: the whole output is refused for it.
    private func kept(
        _ index: Int, _ cells: CellBatch, _ fields: FieldBatch, _ record: Int, _ unit: GateUnit
    ) -> CellBytes? {
        guard let text = reading.text(kept: index, cells, fields, record) else { return nil }
        guard isOpen[index] else { return text }
        let own = text.trimmed()
        for slot in identifiers {
            let value = fields.value(slot: slot, record: record)
            let arena = value.tag == .ownText ? fields.arena : cells.arena
            guard value.tag == .text || value.tag == .ownText, Int(value.b) >= Self.shortestName,
                Self.isSame(own, arena.bytes(at: Int(value.a), length: Int(value.b)).trimmed())
            else { continue }
            unit.identifiers += 1
            return nil
        }
        return text
    }

    private static func isSame(_ a: CellBytes, _ b: CellBytes) -> Bool {
        // Texts of different length are the same in another writing at most.
        guard a.count == b.count else { return false }
        for index in 0..<a.count where a[index] != b[index] {
            let letter = a[index] | 0x20
            guard letter == b[index] | 0x20, (0x61...0x7A).contains(letter) else { return false }
        }
        return true
    }

    /// Initials and single letters are codes as often as names.
    private static let shortestName = 3

    private func unit(of output: RecordOutput) -> GateUnit {
        if let unit = output.companion as? GateUnit { return unit }
        let unit = GateUnit(columnCount: attributes.columns.count, attributeCount: terms.policy.attributes.count)
        output.companion = unit
        return unit
    }

    private func withheld(
        _ reason: AdmissionPlan.Reason, _ victim: Int?, _ cells: CellBatch, _ record: Int, _ ordinal: Int
    ) -> GateUnit.Withheld {
        let column =
            switch reason {
            case .consentRefused, .consentNotStated: victim.map { consentColumns[$0] } ?? -1
            case .statusNotAdmitted: victim.map { statusColumns[$0] } ?? -1
            case .consentWithdrawn, .noVictim: -1
            }
        return GateUnit.Withheld(
            ordinal: ordinal, reason: reason, position: cells.position(record), sheet: cells.sheet, column: column)
    }

    /// The victim's pseudonym where one is wanted, and whether the list of withdrawn consents names them.
    private func identify(
        _ victim: Int, _ cells: CellBatch, _ record: Int, _ unit: GateUnit
    ) -> (subject: Pseudonyms.Value?, isWithdrawn: Bool) {
        guard let pseudonyms = terms.pseudonyms else { return (nil, false) }
        guard let id = reading.id(cells, record) else {
            unit.withoutID += 1
            return (nil, false)
        }
        let subject: Pseudonyms.Value
        if let person = reading.id(of: victim, cells, record) {
            subject = pseudonyms.pseudonym(of: id, person: person.buffer)
        } else {
            subject = pseudonyms.pseudonym(of: id, person: "p\(reading.layout.entities[victim].number)".utf8)
        }
        guard let withdrawn = terms.withdrawn?.entries else { return (subject, false) }
        let met = [subject, pseudonyms.pseudonym(of: id)].filter(withdrawn.contains)
        unit.withdrawn.formUnion(met)
        return (subject, !met.isEmpty)
    }
}
