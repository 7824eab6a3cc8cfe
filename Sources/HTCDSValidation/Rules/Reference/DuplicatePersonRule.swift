public import HTCDSFindings

/// A person whom an earlier record of the run holds: first and second name, full birthdate and gender are the same.
/// Applied where records are put in order.
public enum DuplicatePersonRule: FileRule {
    public static let description = RuleDescription(
        id: "reference.duplicate-person",
        title: "The same person seems to stand in two records",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Who counts records counts this person twice.",
        passing: .init(
            "prs_FirstName,prs_SecondName,prs_Birthdate\nAda,Zorblé,1999-03-01\nAda,Zorblé,1998-03-01\n"),
        failing: .init(
            "prs_FirstName,prs_SecondName,prs_Birthdate\nAda,Zorblé,1999-03-01\nAda,Zorblé,1999-03-01\n"))

    public static let message: Message =
        "In this tool's own opinion this is a person whom an earlier record holds: both names, birthdate and gender are the "
        + "same. Find out whether they are one person, and bring the two records together if so."
}
