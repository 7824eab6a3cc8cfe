public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// The catalogue compiled against the fields of one table: names have become indices before the first record.
///
/// Immutable and shared by all threads; each counts into a ``FindingTally`` of its own.
public final class Validator: Sendable {
    /// One way in which a finding can come about: a rule, a severity, a field.
    public struct Kind: Sendable {
        public let rule: RuleID
        public let severity: Severity
        public let field: FieldSpec?
        public let message: @Sendable (_ suggestion: String?) -> Message

        public init(
            rule: RuleID, severity: Severity, field: FieldSpec? = nil,
            message: @escaping @Sendable (_ suggestion: String?) -> Message
        ) {
            self.rule = rule
            self.severity = severity
            self.field = field
            self.message = message
        }
    }

    public let context: RuleContext
    public let kinds: [Kind]
    public let columnFindings: [(kind: Kind, finding: ColumnFinding)]
    public let run: [RuleID]
    public let skipped: [(rule: RuleID, why: String)]

    /// Index into `kinds` by slot and fault, -1 where nothing is reported.
    private let kindOfFault: [Int32]
    /// Of each kind: a kind as a whole is costly to copy.
    private let severities: [Severity]
    private let checks: [CompiledCheck]
    private static let faultCount = ValueFault.allCases.count
    private let suppressor: Suppressor?
    private let groups: KindGroups

    /// A kind of each group of kinds that are counted as one, by the number of the group.
    public var representatives: [Int] { groups.representatives }

    public init(_ context: RuleContext) {
        self.context = context
        var builder = Builder(context)
        builder.addValueRules()
        builder.addBatchRules()
        builder.addLocalRules()
        builder.addRemarkRules()
        builder.addColumnRules()
        kinds = builder.kinds
        severities = builder.kinds.map(\.severity)
        groups = KindGroups(kinds)
        suppressor = Suppressor(kinds: kinds, context)
        kindOfFault = builder.kindOfFault
        checks = builder.checks
        columnFindings = builder.columnFindings
        run = Array(Set(builder.run)).sorted()
        skipped = builder.skipped.sorted { $0.rule < $1.rule }
    }

    /// Checks a mapped batch.
    /// - Parameters:
    ///   - ordinal: records of the unit before this batch.
    ///   - describe: makes a sample of a finding; called for samples only.
    public func check(
        _ cells: CellBatch, _ fields: FieldBatch, ordinal: Int, into tally: FindingTally,
        describe: (_ column: Int, _ record: Int, _ hint: FieldBatch.Fault?) -> FindingTally.Description
    ) {
        tally.begin(records: cells.recordCount)
        var lastInvalid = (slot: -1, record: -1)
        for fault in fields.faults {
            let kind = Int(kindOfFault[Int(fault.slot) * Self.faultCount + Int(fault.fault.rawValue)])
            if kind < 0 { continue }
            let severity = severities[kind]
            let record = Int(fault.record)
            if severity > .info, fault.fault != .lossy, fault.fault != .otherSource, fault.fault != .localCode,
                lastInvalid != (Int(fault.slot), record)
            {
                lastInvalid = (Int(fault.slot), record)
                tally.countInvalid(slot: Int(fault.slot))
            }
            if let passedOver = suppressor?.find(kind: kind, column: Int(fault.column)) {
                tally.countSuppressed(passedOver)
                continue
            }
            if tally.count(kind: kind, severity: severity, record: record, ordinal: ordinal) {
                tally.addSample(
                    kind: kind, column: Int(fault.column), record: record, ordinal: ordinal, cells: cells,
                    describe(Int(fault.column), record, fault))
            }
        }
        for check in checks {
            check.check.check(cells, fields) { fault in
                guard let kind = check.kind(of: fault) else { return }
                if let passedOver = suppressor?.find(kind: kind, column: fault.column) {
                    tally.countSuppressed(passedOver)
                    return
                }
                if tally.count(kind: kind, severity: severities[kind], record: fault.record, ordinal: ordinal) {
                    tally.addSample(
                        kind: kind, column: fault.column, record: fault.record, ordinal: ordinal, cells: cells,
                        line: fault.line,
                        fault.isAboutCell ? describe(fault.column, fault.record, nil) : FindingTally.Description())
                }
            }
        }
    }

    /// Room for the counts of one unit.
    /// - Parameters:
    ///   - samplesPerKind: samples to keep, 0: all.
    ///   - saturated: kinds of which no sample is wanted any more; empty: none.
    public func makeTally(samplesPerKind: Int, saturated: [Bool] = []) -> FindingTally {
        FindingTally(
            groups: groups, slots: context.layout.slots.count, samplesPerKind: samplesPerKind, saturated: saturated)
    }
}

/// Builds the tables of a validator.
private struct Builder {
    let context: RuleContext
    var kinds: [Validator.Kind] = []
    var kindOfFault: [Int32]
    var checks: [CompiledCheck] = []
    var columnFindings: [(kind: Validator.Kind, finding: ColumnFinding)] = []
    var run: [RuleID] = []
    var skipped: [(rule: RuleID, why: String)] = []

    init(_ context: RuleContext) {
        self.context = context
        kindOfFault = Array(repeating: -1, count: context.layout.slots.count * ValueFault.allCases.count)
    }

    /// Whether the profile does not look for a rule; then it costs nothing.
    private mutating func isOff(_ rule: any Rule.Type) -> Bool {
        let id = rule.description.id
        if rule.isOnlyWhereAsked, !context.profile.asks(for: id) { return true }
        guard context.profile.isOff(id) else { return false }
        skipped.append((id, context.profile.whyOff))
        return true
    }

    mutating func addValueRules() {
        for rule in RuleCatalogue.valueRules where !isOff(rule) {
            let id = rule.description.id
            var concerns = false
            for (number, slot) in context.layout.slots.enumerated() where !slot.columns.isEmpty {
                let own = rule.severity(for: slot.field)
                if own != nil { concerns = true }
                // No fault is lost in silence, whatever a mapping reads a field as.
                let usual = own ?? min(rule.description.severity, .warning)
                guard
                    var severity = context.profile.severity(of: rule.description, field: slot.field.id, usual: usual)
                else { continue }
                if slot.isAdvisory { severity = min(severity, .warning) }
                let field = slot.field
                for fault in [rule.fault] + rule.furtherFaults {
                    kindOfFault[number * ValueFault.allCases.count + Int(fault.rawValue)] = Int32(kinds.count)
                    kinds.append(
                        Validator.Kind(rule: id, severity: severity, field: field) {
                            rule.message(field, fault: fault, suggestion: $0)
                        })
                }
            }
            if concerns { run.append(id) } else { skipped.append((id, "no column holds a field that it concerns")) }
        }
    }

    mutating func addBatchRules() {
        for rule in RuleCatalogue.batchRules where !isOff(rule) {
            let id = rule.description.id
            switch rule.compile(context) {
            case .run(let check):
                run.append(id)
                var kindOf: [Int: Int] = [:]
                for slot in [-1] + (check.slots ?? Array(context.layout.slots.indices))
                    + check.fieldsWithoutSlot.keys.sorted()
                {
                    let field = slot < 0 ? check.fieldsWithoutSlot[slot] : context.layout.slots[slot].field
                    for variant in 0..<4 {
                        let usual = rule.severity(variant: variant)
                        guard
                            let severity = context.profile.severity(
                                of: rule.description, field: field?.id, usual: usual)
                        else { continue }
                        kindOf[slot << 8 | variant] = kinds.count
                        kinds.append(
                            Validator.Kind(rule: id, severity: severity, field: field) { _ in
                                rule.message(field, variant: variant)
                            })
                    }
                }
                checks.append(CompiledCheck(check, kindOf))
            case .skipped(let why): skipped.append((id, why))
            case .notApplicable: break
            }
        }
    }

    mutating func addLocalRules() {
        for rule in context.profile.localRules {
            guard let severity = context.profile.severity(of: rule.description, field: rule.field) else {
                skipped.append((rule.id, context.profile.whyOff))
                continue
            }
            switch rule.compile(context) {
            case .run(let check):
                run.append(rule.id)
                var kindOf: [Int: Int] = [:]
                for slot in check.slots ?? [] { kindOf[slot << 8] = kinds.count }
                checks.append(CompiledCheck(check, kindOf))
                kinds.append(
                    Validator.Kind(
                        rule: rule.id, severity: severity, field: context.standard.field(id: rule.field)
                    ) { _ in Message(own: rule.messages) })
            case .skipped(let why): skipped.append((rule.id, why))
            case .notApplicable: break
            }
        }
    }

    mutating func addRemarkRules() {
        for rule in RuleCatalogue.remarkRules where rule.formats.contains(context.format) && !isOff(rule) {
            guard let severity = context.profile.severity(of: rule.description) else { continue }
            let id = rule.description.id
            if let why = rule.whySkipped(context) {
                skipped.append((id, why))
                continue
            }
            run.append(id)
            checks.append(CompiledCheck(RemarkCheck(kind: rule.remark), [-1 << 8: kinds.count]))
            kinds.append(
                Validator.Kind(rule: id, severity: severity, field: nil) { _ in rule.message })
        }
    }

    mutating func addColumnRules() {
        for rule in RuleCatalogue.columnRules where !isOff(rule) {
            run.append(rule.description.id)
            for finding in rule.check(context) {
                guard let severity = context.profile.severity(of: rule.description, field: finding.field?.id) else {
                    continue
                }
                let message = finding.message
                let kind = Validator.Kind(
                    rule: rule.description.id, severity: severity, field: finding.field
                ) { _ in message }
                columnFindings.append((kind, finding))
            }
        }
    }
}
