public import HTCDSFindings

/// A file that holds a header and nothing else, or nothing at all. That is a failure, not a success.
public enum NoRecordsRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.no-records",
        title: "The file has no records",
        severity: .error,
        source: "No text of the standard; a check that looked at nothing cannot pass",
        rationale: "An export that failed looks like this, and a check of nothing says nothing.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\n"))

    public static let message: Message =
        "The file has no records: there is nothing below its header. Check the export and its filters, and that the "
        + "right file or sheet was chosen."
}
