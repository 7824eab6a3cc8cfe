public import HTCDSFindings

/// A suppression whose last day has passed: what it passed over is told again.
public enum SuppressionExpiredRule: FileRule {
    public static let description = RuleDescription(
        id: "quality.suppression-expired",
        title: "A suppression has run out",
        severity: .warning,
        source: "No text of the standard; whoever wrote the suppression said until when it applies",
        rationale: "What was to be repaired by that day is not, or nobody has looked since.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "A suppression has run out and applies no longer. Repair what it passed over, or decide anew and give a new day."

    /// - Parameters:
    ///   - scope: where it applied.
    ///   - line: of the document, from 1.
    ///   - until: its last day, `YYYY-MM-DD`.
    public static func message(_ rule: RuleID, scope: String, line: Int, until: String) -> Message {
        "The suppression of \(rule.rawValue) (\(scope: scope), line \(line) of its document) ran out on \(until) and applies no longer. Repair what it passed over, or decide "
            + "anew and give a new day."
    }
}
