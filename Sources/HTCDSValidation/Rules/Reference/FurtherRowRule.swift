public import HTCDSCells
public import HTCDSFindings

/// A second row of a related table of which each record has one only.
public enum FurtherRowRule: RemarkRule {
    public static let description = RuleDescription(
        id: "reference.further-row",
        title: "Two rows of a related table claim the same record",
        severity: .warning,
        source: "The mapping says that the table has one row a record (single: true)",
        rationale: "Only the first row is read, and nobody says that it is the right one.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let remark = Remark.Kind.furtherRow
    public static let formats: Set<String> = ["csv", "xlsx", "ods", "json", "xml"]
    public static let message: Message =
        "A table that has one row a record has a second one for this record, and only the first is read. Take one of them out, "
        + "or take single: true out of the mapping."

    public static func whySkipped(_ context: RuleContext) -> String? {
        context.hasRelatedTables ? nil : "no rows of other tables belong to the records"
    }
}
