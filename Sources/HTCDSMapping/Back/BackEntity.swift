import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// A thing in a partner's export, and which things of a record it may be written from.
struct BackEntity: Sendable {
    /// The way of one field.
    struct Route: Sendable {
        /// Slot of the target.
        let slot: Int
        let sourceSlot: Int
        /// The partner's spelling of the source's codes, by number; empty where the cell holds no codes.
        let spellings: [CellForm.Spelling?]
        /// Which of the target's choices the source's codes are, by number, -1 for none; empty likewise.
        let choices: [Int]
    }

    let entity: Int
    let info: EntityInfo
    /// Things of the record, best first.
    let candidates: [Int]
    /// By thing of the record, for candidates.
    let routes: [Int: [Route]]
    /// Slots of a candidate that this thing has no place for.
    let unplaced: [Int: [Int]]
    /// Routes that must hold what the mapping says of every record, by candidate; nil where one of them has no source.
    let conditions: [Int: [Route]?]
    /// The row of a related table that it is written in, which holds one thing of the record only.
    let scope: String?

    /// - Parameter isSameShape: whether the records came from the shape that they go into.
    static func all(
        target: MappingPlan, source: MappingPlan, forms: [CellForm], isSameShape: Bool
    ) -> [BackEntity] {
        let scopes = scopes(target)
        let sourceScopes = isSameShape ? self.scopes(source) : []
        var routing = Routing(target: target, source: source, forms: forms)
        return target.layout.entities.enumerated().map { number, info in
            let slots = target.layout.slots.indices.filter { target.layout.slots[$0].entity == number }
            var routes: [Int: [Route]] = [:]
            var unplaced: [Int: [Int]] = [:]
            var conditions: [Int: [Route]?] = [:]
            let candidates = source.layout.entities.indices.filter {
                mayFit(info, source.layout.entities[$0])
                    // What came from a row of a related table goes back into that row.
                    && (!isSameShape || sourceScopes[$0] == scopes[number])
            }
            for candidate in candidates {
                var mine: [Route] = []
                var demanded: [Route]? = []
                for slot in slots {
                    let route = routing.route(slot, from: candidate)
                    if case .constant = forms[slot] {
                        if let route { demanded?.append(route) } else { demanded = nil }
                    }
                    if let route { mine.append(route) }
                }
                let placed = Set(mine.map(\.sourceSlot))
                routes[candidate] = mine
                conditions[candidate] = demanded
                unplaced[candidate] = routing.slots[candidate].filter { !placed.contains($0) }
            }
            return BackEntity(
                entity: number, info: info, candidates: candidates, routes: routes, unplaced: unplaced,
                conditions: conditions, scope: isSameShape ? nil : scopes[number])
        }
    }

    /// By thing: the row of a related table that it is read from, such as `connected[2]/`.
    private static func scopes(_ plan: MappingPlan) -> [String?] {
        let names = plan.document.tables.filter { !$0.isSingle }.map(\.name)
        var scopes = [String?](repeating: nil, count: plan.layout.entities.count)
        guard !names.isEmpty else { return scopes }
        for slot in plan.layout.slots where scopes[slot.entity] == nil {
            guard let column = slot.columns.first, let name = plan.layout.columns[column].column.name,
                let end = name.firstIndex(of: "]"), names.contains(where: { name.hasPrefix($0 + "[") })
            else { continue }
            scopes[slot.entity] = String(name[...end])
        }
        return scopes
    }

    /// Whether the partner's thing may be the record's, as far as that is the same in all records.
    private static func mayFit(_ target: EntityInfo, _ source: EntityInfo) -> Bool {
        guard target.kind == source.kind else { return false }
        guard target.kind == .person, source.victimMark == nil, source.perpetratorMark == nil else { return true }
        return fits(target, isVictim: source.isVictim, isPerpetrator: source.isPerpetrator)
    }

    /// Whether a person with these roles may be the partner's. A perpetrator is never written where a victim is meant.
    static func fits(_ target: EntityInfo, isVictim: Bool, isPerpetrator: Bool) -> Bool {
        if target.isPerpetrator && !target.isVictim { return isPerpetrator }
        return !target.isVictim || isVictim || !isPerpetrator
    }
}

/// Finds the ways of fields, looking everything up once.
private struct Routing {
    let target: MappingPlan
    let source: MappingPlan
    let forms: [CellForm]
    /// Slots of the source by thing.
    let slots: [[Int]]
    private let slotOfField: [[Int: Int]]
    private var codes: [Key: (spellings: [CellForm.Spelling?], choices: [Int])] = [:]

    private struct Key: Hashable {
        let slot: Int
        let table: ObjectIdentifier
    }

    init(target: MappingPlan, source: MappingPlan, forms: [CellForm]) {
        self.target = target
        self.source = source
        self.forms = forms
        var slots = [[Int]](repeating: [], count: source.layout.entities.count)
        var fields = [[Int: Int]](repeating: [:], count: source.layout.entities.count)
        for (number, slot) in source.layout.slots.enumerated() {
            slots[slot.entity].append(number)
            if fields[slot.entity][slot.field.number] == nil { fields[slot.entity][slot.field.number] = number }
        }
        self.slots = slots
        slotOfField = fields
    }

    mutating func route(_ slot: Int, from candidate: Int) -> BackEntity.Route? {
        guard let found = slotOfField[candidate][target.layout.slots[slot].field.number] else { return nil }
        guard let table = source.slots[found].table else {
            return BackEntity.Route(slot: slot, sourceSlot: found, spellings: [], choices: [])
        }
        let key = Key(slot: slot, table: ObjectIdentifier(table))
        let known = codes[key] ?? made(slot, table.names)
        codes[key] = known
        return BackEntity.Route(
            slot: slot, sourceSlot: found, spellings: known.spellings, choices: known.choices)
    }

    private func made(_ slot: Int, _ names: [String]) -> (spellings: [CellForm.Spelling?], choices: [Int]) {
        switch forms[slot] {
        case .cell(_, .codes(let spellings, _)): return (names.map { spellings[$0] }, [])
        case .choices(let choices, _, _):
            let numbers = Dictionary(
                choices.enumerated().flatMap { offset, choice in choice.codes.map { ($0, offset) } },
                uniquingKeysWith: { first, _ in first })
            return ([], names.map { numbers[$0] ?? -1 })
        default: return ([], [])
        }
    }
}
