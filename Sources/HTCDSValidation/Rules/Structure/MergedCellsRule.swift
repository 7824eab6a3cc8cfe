public import HTCDSFindings

/// A sheet whose rows have merged cells.
public enum MergedCellsRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.merged-cells",
        title: "Rows of the table have merged cells",
        severity: .warning,
        source: "ECMA-376 part 1, 18.3.1.55: only the first cell of a merged range has a value",
        rationale: "What looks like the same value in several rows is a value in the first and nothing in the others.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "This sheet has merged cells among its rows: the first cell has the value, and the others count as empty. Unmerge "
        + "them, and repeat the value in every row that it is meant for."
}
