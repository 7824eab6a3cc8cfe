public import HTCDSFindings

/// A record without a victim, which has no row in a table of victims.
public enum NoVictimRule: FileRule {
    public static let description = RuleDescription(
        id: "consistency.no-victim",
        title: "The record holds no victim",
        severity: .info,
        source: "No text of the standard; synthetic data of this kind has one row a victim",
        rationale: "A case may well hold nobody but a perpetrator; it should be known that no row came of it.",
        passing: .init("prs_Gender,vic_TraffickingStatus\nFeminine,ActualVictimOfTrafficking\n"),
        failing: .init("prs_Gender,per_RoleInProcess\nFeminine,Transporter\n"))

    public static let message: Message =
        "This record holds no victim, so no row comes of it. Nothing is to be repaired unless a victim is missing."
}
