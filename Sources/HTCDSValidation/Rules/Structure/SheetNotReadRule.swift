public import HTCDSFindings

/// A sheet of a workbook in which the mapping found no header of its own.
public enum SheetNotReadRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.sheet-not-read",
        title: "A sheet was not read",
        severity: .info,
        source: RuleDescription.toolsOpinion,
        rationale: "Whoever reads the report should know that the workbook holds more than was looked at.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "This sheet was not read: it has no header row that the mapping knows. If it holds records, name it with --sheet."
}
