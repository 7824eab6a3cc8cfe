public import HTCDSFindings

/// A page of records that names a next one.
public enum MorePagesRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.more-pages",
        title: "The file is one page of several",
        severity: .warning,
        source: "No text of the standard; a web service gives its records a page at a time",
        rationale: "The records of the other pages would be missing without a word.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "The service that wrote this file says that more records follow on a next page, which is not in the file. Fetch all "
        + "pages."
}
