public import HTCDSFindings

/// A row of a related table whose key is found nowhere.
public enum UnresolvedRule: FileRule {
    public static let description = RuleDescription(
        id: "reference.unresolved",
        title: "A row belongs to nothing",
        severity: .error,
        source: "The key of a related table names a row of the main one",
        rationale: "What is told in such a row is in no record.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "No row of the main table has the key of this row, so nothing of it is in any record. Export the tables together, "
        + "or repair the key."
}
