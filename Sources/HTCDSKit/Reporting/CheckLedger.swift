import HTCDSFindings
import HTCDSValidation

/// Which rules ran, and which did not, and why.
struct CheckLedger {
    private var run: Set<RuleID> = []
    private var skipped: [RuleID: String] = [:]

    mutating func ran(_ rule: RuleID) { run.insert(rule) }

    /// A rule that ran on one table is not skipped because another could not have it.
    mutating func skip(_ rule: RuleID, _ why: String) { if skipped[rule] == nil { skipped[rule] = why } }

    /// What the profile switches off did not run, whoever would have applied it.
    func checks(by profile: Profile) -> Report.Checks {
        let off = run.filter { profile.isOff($0) }
        let run = run.subtracting(off)
        let skipped = skipped.merging(off.map { ($0, profile.whyOff) }) { $1 }
        return Report.Checks(
            run: run.sorted(),
            skipped: skipped.filter { !run.contains($0.key) }.map { .init(rule: $0.key, why: $0.value) }
                .sorted { $0.rule < $1.rule })
    }
}
