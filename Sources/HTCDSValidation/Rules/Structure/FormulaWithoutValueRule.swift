public import HTCDSFindings

/// A sheet with formulas that were saved without their values, as some programs do.
public enum FormulaWithoutValueRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.formula-without-value",
        title: "A formula has no value",
        severity: .warning,
        source: "ECMA-376 part 1, 18.3.1.40: a cell keeps a formula and its last value",
        rationale: "A cell that shows something in a spreadsheet program would count as empty here.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message =
        "This sheet has formulas that were saved without their values, so their cells count as empty. Open the workbook in "
        + "a spreadsheet program, let it calculate, and save it."
}
