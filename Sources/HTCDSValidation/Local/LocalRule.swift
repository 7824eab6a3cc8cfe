import HTCDSCells
public import HTCDSFindings
import HTCDSSpec

/// A rule of an organisation's own, written as data in its profile: what a thing of a record must be like.
public struct LocalRule: Sendable {
    /// `local.…`
    public var id: RuleID
    /// Why there is the rule.
    public var about: String
    public var severity: Severity
    /// Official id of the field at which it is told; the rule is asked once for each thing that has it.
    public var field: String
    /// Where the rule applies; nil: everywhere.
    public var when: LocalCondition?
    /// What must hold there.
    public var demand: LocalCondition
    /// What is wrong and what to do, by language.
    public var messages: [String: String]
    /// Records that it must find nothing in, and something in, by official id.
    public var passing: [[String: String]]
    public var failing: [[String: String]]
    /// Name of the profile that it comes from.
    public var profile: String

    public init(
        id: RuleID, about: String, severity: Severity, field: String, when: LocalCondition?, demand: LocalCondition,
        messages: [String: String], passing: [[String: String]] = [], failing: [[String: String]] = [], profile: String
    ) {
        self.id = id
        self.about = about
        self.severity = severity
        self.field = field
        self.when = when
        self.demand = demand
        self.messages = messages
        self.passing = passing
        self.failing = failing
        self.profile = profile
    }

    /// English, or else the first language there is.
    public var message: String { messages["en"] ?? messages.min { $0.key < $1.key }?.value ?? about }

    /// Official ids of all fields that it looks at.
    public var fields: [String] {
        let others = (when?.fields ?? []) + demand.fields
        return [field] + others.enumerated().filter { $1 != field && others.firstIndex(of: $1) == $0 }.map(\.element)
    }

    public var asksForToday: Bool { when?.asksForToday == true || demand.asksForToday }

    public var description: RuleDescription {
        RuleDescription(
            id: id, title: about, severity: severity, source: "the profile \(profile)", rationale: message,
            passing: .init(csv(passing)), failing: .init(csv(failing)))
    }

    /// The rule in one line, for a hash.
    var definition: String {
        "\(id) \(severity) \(field) when \(when.map { "\($0)" } ?? "always") demand \(demand)"
    }

    private func csv(_ records: [[String: String]]) -> String {
        func cell(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
        let rows = records.map { record in fields.map { cell(record[$0] ?? "") }.joined(separator: ",") }
        return ([fields.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    /// Compiles the rule for the things of a table.
    func compile(_ context: RuleContext) -> Compilation {
        let slots = FieldSlots(context)
        let kind = context.standard.field(id: field).map { EntityInfo.Kind($0.table) } ?? .case
        var checks: [Check.Thing] = []
        for thing in slots.things(kind) {
            guard let own = slots[field, of: thing] else { continue }
            // What the thing cannot have is asked of its case.
            func slot(_ id: String) -> Int? {
                guard let spec = context.standard.field(id: id) else { return nil }
                let holder = EntityInfo.Kind(spec.table) == kind ? thing : slots.things(.case).first ?? -1
                return slots[id, of: holder]
            }
            func test(_ condition: LocalCondition) -> LocalTest? {
                LocalTest(condition, asOf: context.asOf, slot: slot) { context.standard.field(id: $0) }
            }
            guard let demand = test(demand) else { continue }
            let applies = when.map { test($0) }
            if case .some(.none) = applies { continue }
            checks.append(
                Check.Thing(
                    slot: own, column: context.layout.slots[own].columns.first ?? -1, applies: applies ?? nil,
                    demand: demand, presence: Presence(thing, context.layout)))
        }
        guard checks.isEmpty else { return .run(Check(things: checks, slots: checks.map(\.slot))) }
        let missing = fields.filter { slots.all($0).isEmpty }
        guard missing.isEmpty else { return .skipped("no column for \(missing.joined(separator: ", "))") }
        return .skipped(
            asksForToday && context.asOf == nil
                ? "no day counts as today" : "nothing in a record has a column for each field that it looks at")
    }

    private struct Check: BatchCheck {
        struct Thing {
            let slot: Int
            let column: Int
            let applies: LocalTest?
            let demand: LocalTest
            let presence: Presence
        }
        let things: [Thing]
        let slots: [Int]?

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            for thing in things {
                for record in 0..<cells.recordCount {
                    guard thing.demand.holds(cells, fields, record) == .no else { continue }
                    if let applies = thing.applies, applies.holds(cells, fields, record) != .yes { continue }
                    guard thing.presence.stands(fields, record) else { continue }
                    found(BatchFault(record: record, column: thing.column, slot: thing.slot))
                }
            }
        }
    }
}
