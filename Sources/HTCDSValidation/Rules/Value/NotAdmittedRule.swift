public import HTCDSFindings

/// A trafficking status with which a gate's policy lets nobody pass, or none at all.
public enum NotAdmittedRule: FileRule {
    public static let description = RuleDescription(
        id: "value.not-admitted",
        title: "The policy does not let this trafficking status pass",
        severity: .info,
        source: "No text of the standard; what leaves is for the policy to say",
        rationale: "Who is no victim, or of whom that is not known, has no row in a table of victims.",
        passing: .init("prs_Gender,vic_TraffickingStatus\nFeminine,ActualVictimOfTrafficking\n"),
        failing: .init("prs_Gender,vic_TraffickingStatus\nFeminine,NotAVictimOfTrafficking\n"))

    public static let message: Message =
        "The policy lets nobody pass with this trafficking status, so nothing of this person leaves. Nothing is to be repaired "
        + "unless the status is wrong."
}
