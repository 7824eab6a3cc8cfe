import HTCDSFindings
import HTCDSValidation

/// What the gates of the parts of a job say of the whole.
///
/// Rows and victims are summed. What is counted over a whole table (rare values, disclosure risk, the proof of the output)
/// is known of no part and left out: it needs one gate over what passed.
enum GateMerge {
    /// nil where the parts were not gated.
    static func gate(_ parts: [Report]) -> Report.Gate? {
        guard var whole = parts[0].gate else { return nil }
        for part in parts.dropFirst().compactMap(\.gate) {
            whole.rows += part.rows
            whole.victims.read += part.victims.read
            whole.victims.passed += part.victims.passed
            whole.victims.withheld += part.victims.withheld
            whole.erroneous += part.erroneous
        }
        whole.attributes = []
        whole.risk = nil
        return whole
    }

    /// Whether two parts were let pass by the same policy.
    static func isAlike(_ one: Report.Gate?, _ other: Report.Gate?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.policy == other.policy && one.k == other.k && one.reportingLength == other.reportingLength
            && one.mostQuarantined == other.mostQuarantined
    }

    /// The verdict on the records of the whole, by the limits of the policy.
    static func verdict(_ merged: Report, _ gate: Report.Gate, _ acceptance: Acceptance) -> GateVerdict {
        var facts = GateVerdict.Facts()
        facts.judge(merged.rules, records: merged.records.accepted + merged.records.rejected, by: acceptance)
        facts.quarantined = merged.records.rejected
        facts.erroneous = gate.erroneous
        facts.rows = gate.rows
        facts.mostQuarantined = gate.mostQuarantined
        return GateVerdict(facts)
    }
}
