public import HTCDSCells
public import HTCDSFindings

/// A cell with a formula that was saved without its value, as some programs do.
public enum FormulaWithoutValueRule: RemarkRule {
    public static let description = RuleDescription(
        id: "structure.formula-without-value",
        title: "A formula has no value",
        severity: .warning,
        source: "ECMA-376 part 1, 18.3.1.40: a cell keeps a formula and its last value",
        rationale: "A cell that shows something in a spreadsheet program would count as empty here.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let remark = Remark.Kind.formulaWithoutValue
    public static let formats: Set<String> = ["xlsx", "ods"]
    public static let message: Message =
        "This cell has a formula that was saved without its value, so it counts as empty. Open the workbook in a "
        + "spreadsheet program, let it calculate, and save it."
}
