public import HTCDSCells
public import HTCDSFindings

/// A cell in which a spreadsheet program shows an error such as #REF!.
public enum ErrorCellRule: RemarkRule {
    public static let description = RuleDescription(
        id: "structure.error-cell",
        title: "A cell holds a spreadsheet error",
        severity: .warning,
        source: "ECMA-376 part 1, 18.18.11: a cell of type e holds an error",
        rationale: "The text of an error is no answer, and in a text field nothing else would show that.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let remark = Remark.Kind.errorCell
    public static let formats: Set<String> = ["xlsx", "ods"]
    public static let message: Message =
        "The formula in this cell ended in an error, so the cell says nothing about the case. Repair the formula, or type "
        + "the value."
}
