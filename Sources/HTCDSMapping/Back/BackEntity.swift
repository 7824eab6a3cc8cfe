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
        let spellings: [[UInt8]?]
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

    static func all(target: MappingPlan, source: MappingPlan, forms: [CellForm]) -> [BackEntity] {
        target.layout.entities.enumerated().map { number, info in
            let slots = target.layout.slots.indices.filter { target.layout.slots[$0].entity == number }
            var routes: [Int: [Route]] = [:]
            var unplaced: [Int: [Int]] = [:]
            var conditions: [Int: [Route]?] = [:]
            let candidates = source.layout.entities.indices.filter { fits(info, source.layout.entities[$0]) }.sorted {
                (isSecond($0, source), $0) < (isSecond($1, source), $1)
            }
            for candidate in candidates {
                var mine: [Route] = []
                var demanded: [Route]? = []
                for slot in slots {
                    let route = route(slot, from: candidate, target, source, forms)
                    if case .constant = forms[slot] {
                        if let route { demanded?.append(route) } else { demanded = nil }
                    }
                    if let route { mine.append(route) }
                }
                let placed = Set(mine.map(\.sourceSlot))
                routes[candidate] = mine
                conditions[candidate] = demanded
                unplaced[candidate] = source.layout.slots.indices.filter {
                    source.layout.slots[$0].entity == candidate && !placed.contains($0)
                }
            }
            return BackEntity(
                entity: number, info: info, candidates: candidates, routes: routes, unplaced: unplaced,
                conditions: conditions)
        }
    }

    /// Whether the partner's thing may be the record's. A perpetrator is never written where a victim is meant.
    private static func fits(_ target: EntityInfo, _ source: EntityInfo) -> Bool {
        guard target.kind == source.kind else { return false }
        guard target.kind == .person else { return true }
        if target.isPerpetrator && !target.isVictim { return source.isPerpetrator }
        if target.isVictim { return source.isVictim || !source.isPerpetrator }
        return true
    }

    private static func isSecond(_ entity: Int, _ source: MappingPlan) -> Int {
        let info = source.layout.entities[entity]
        return info.isPerpetrator && !info.isVictim ? 1 : 0
    }

    private static func route(
        _ slot: Int, from candidate: Int, _ target: MappingPlan, _ source: MappingPlan, _ forms: [CellForm]
    ) -> Route? {
        let field = target.layout.slots[slot].field.number
        guard
            let found = source.layout.slots.indices.first(where: {
                source.layout.slots[$0].entity == candidate && source.layout.slots[$0].field.number == field
            })
        else { return nil }
        let names = source.slots[found].table?.names ?? []
        switch forms[slot] {
        case .cell(_, .codes(let spellings, _)):
            return Route(slot: slot, sourceSlot: found, spellings: names.map { spellings[$0] }, choices: [])
        case .choices(let choices, _, _):
            let numbers = Dictionary(
                choices.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
            return Route(slot: slot, sourceSlot: found, spellings: [], choices: names.map { numbers[$0] ?? -1 })
        default: return Route(slot: slot, sourceSlot: found, spellings: [], choices: [])
        }
    }
}
