public import HTCDSFindings

/// What changed from one report to the next: counts of findings by rule, field and severity, records, and core fields.
public struct ReportDiff: Sendable {
    public struct Change: Sendable, Hashable {
        public var rule: RuleID
        public var field: String?
        public var severity: Severity
        public var before: Int
        public var now: Int

        /// Why there is less of it, where nothing was repaired: it is passed over, or not looked for any more.
        public var hidden: String?

        /// Whether there is more of it than before.
        public var isWorse: Bool { now > before }
    }
    public struct Completeness: Sendable, Hashable {
        public var field: String
        public var before: Int
        public var now: Int
    }

    public let verdicts: (before: Report.Verdict, now: Report.Verdict)
    public let accepted: (before: Int, now: Int)
    public let rejected: (before: Int, now: Int)
    /// What changed, by severity, rule and field.
    public let changes: [Change]
    /// By what the later data was judged otherwise, in words; nil for nothing.
    public let difference: String?
    /// Findings that were passed over.
    public let passedOver: (before: Int, now: Int)
    /// Core fields of which another number of records is filled and valid, in the order of the standard.
    public let fields: [Completeness]

    public init(from old: Report, to new: Report) {
        verdicts = (old.verdict, new.verdict)
        accepted = (old.records.accepted, new.records.accepted)
        rejected = (old.records.rejected, new.records.rejected)
        difference =
            old.judgedBy.difference(from: new.judgedBy, ignoresDay: true)
            ?? (old.decisions == new.decisions ? nil : "what is passed over (--suppress)")
        passedOver = (Self.passedOver(old), Self.passedOver(new))
        var rows: [Key: Change] = [:]
        for (report, isNew) in [(old, false), (new, true)] {
            for row in report.rules {
                let key = Key(rule: row.rule, field: row.field, severity: row.severity)
                var change =
                    rows[key]
                    ?? Change(
                        rule: row.rule, field: row.field, severity: row.severity, before: 0, now: 0,
                        hidden: Self.whyHidden(row.rule, old, new))
                if isNew { change.now = row.count } else { change.before = row.count }
                rows[key] = change
            }
        }
        changes = rows.values.filter { $0.before != $0.now }.sorted { a, b in
            if a.severity != b.severity { return a.severity > b.severity }
            if a.rule != b.rule { return a.rule < b.rule }
            return (a.field ?? "") < (b.field ?? "")
        }
        let before = Dictionary(old.fields.map { ($0.field, $0.valid) }, uniquingKeysWith: { first, _ in first })
        fields = new.fields.filter { $0.core && $0.valid != before[$0.field] ?? 0 }
            .map { Completeness(field: $0.field, before: before[$0.field] ?? 0, now: $0.valid) }
    }

    /// Sums of a kept report, which may hold any numbers.
    private static func passedOver(_ report: Report, rule: RuleID? = nil) -> Int {
        report.suppressed.filter { rule == nil || $0.rule == rule }
            .reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
    }

    private static func whyHidden(_ rule: RuleID, _ old: Report, _ new: Report) -> String? {
        if passedOver(new, rule: rule) > passedOver(old, rule: rule) { return "passed over now" }
        if old.checks.run.contains(rule), !new.checks.run.contains(rule) { return "not looked for now" }
        return nil
    }

    private struct Key: Hashable {
        var rule: RuleID
        var field: String?
        var severity: Severity
    }

    /// Whether there are more errors of a kind than before, or the data passes no longer.
    public var isWorse: Bool {
        (verdicts.before == .pass && verdicts.now == .fail) || changes.contains { $0.severity == .error && $0.isWorse }
    }

    /// The comparison in words, a line each.
    public var text: String {
        var lines = ["The verdict was \(verdicts.before.rawValue) and is \(verdicts.now.rawValue)."]
        lines.append(
            "Accepted records: \(accepted.before) -> \(accepted.now); rejected: \(rejected.before) -> \(rejected.now).")
        if let difference {
            lines.append("Judged otherwise than before: \(difference) differs, so not all that is gone was repaired.")
        }
        if passedOver.before != passedOver.now {
            lines.append("Findings passed over: \(passedOver.before) -> \(passedOver.now).")
        }
        lines.append(changes.isEmpty ? "Findings: none has become more or fewer." : "Findings, before -> now:")
        for change in changes {
            let state =
                change.before == 0 ? "new" : change.now == 0 ? "gone" : change.isWorse ? "more" : "fewer"
            let field = change.field.map { " " + $0 } ?? ""
            lines.append(
                "  \(state.padded(5)) \(change.severity.rawValue.padded(7)) \(change.rule)\(field): "
                    + "\(change.before) -> \(change.now)"
                    + (change.now < change.before ? change.hidden.map { " (\($0))" } ?? "" : ""))
        }
        if !fields.isEmpty {
            lines.append("Core fields, valid records before -> now:")
            lines += fields.map { "  \($0.field): \($0.before) -> \($0.now)" }
        }
        // A report may come from elsewhere: nothing in it may act on a terminal.
        return lines.map {
            String(String.UnicodeScalarView($0.unicodeScalars.map { Self.isPlain($0) ? $0 : "?" })) + "\n"
        }
        .joined()
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse: false
        default: true
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
