public import HTCDSFindings

/// A suppression that nothing was passed over by: the data was repaired, or it never meant this data.
public enum SuppressionUnusedRule: FileRule {
    public static let description = RuleDescription(
        id: "quality.suppression-unused",
        title: "A suppression passes nothing over",
        severity: .info,
        source: "No text of the standard; a decision that nothing needs any more should not outlive its reason",
        rationale: "One day it would pass over something that nobody meant.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "A suppression found nothing to pass over. Take it out of its document if the data was repaired, or look for a slip "
        + "in its scope."

    /// - Parameters:
    ///   - scope: where it applies.
    ///   - line: of the document, from 1.
    public static func message(_ rule: RuleID, scope: String, line: Int) -> Message {
        "The suppression of \(rule.rawValue) (\(scope: scope), line \(line) of its document) found nothing to pass over. Take "
            + "it out of its document if the data was repaired, or look for a slip in its scope."
    }
}
