public import HTCDSFindings

/// Elements of an XML document that belong to no record.
public enum OutsideRecordsRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.outside-records",
        title: "Something stands outside the records",
        severity: .info,
        source: "No text of the standard; every part of a file is accounted for",
        rationale: "What is not read must not disappear in silence.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "The document has elements outside its records, which were not read. Check that the path of the records is right."
}
