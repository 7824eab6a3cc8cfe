import HTCDSFindings

/// Which rules ran, and which did not, and why.
struct CheckLedger {
    private var run: Set<RuleID> = []
    private var skipped: [RuleID: String] = [:]

    mutating func ran(_ rule: RuleID) { run.insert(rule) }

    /// A rule that ran on one table is not skipped because another could not have it.
    mutating func skip(_ rule: RuleID, _ why: String) { if skipped[rule] == nil { skipped[rule] = why } }

    var checks: Report.Checks {
        Report.Checks(
            run: run.sorted(),
            skipped: skipped.filter { !run.contains($0.key) }.map { .init(rule: $0.key, why: $0.value) }
                .sorted { $0.rule < $1.rule })
    }
}
