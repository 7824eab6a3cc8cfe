public import HTCDSFindings

/// A victim who consented once and took it back, by the list that a gate was given.
public enum ConsentWithdrawnRule: FileRule {
    public static let description = RuleDescription(
        id: "consent.withdrawn",
        title: "Consent was withdrawn",
        severity: .warning,
        source: "Field standard 2.0, row 95: whoever consents is told how to withdraw (rule G11)",
        rationale: "What was given can be taken back, and an older export may not know of it yet.",
        passing: .init("prs_Gender,con_Consent\nFeminine,true\n"),
        failing: .init("prs_Gender,con_Consent\nFeminine,true\n"))

    public static let message: Message =
        "This person's consent was withdrawn, so nothing of them leaves. Record it in your own system as well."
}
