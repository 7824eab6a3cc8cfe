public import HTCDSFindings

/// A sheet that a spreadsheet program does not show, and whose rows were read.
public enum HiddenSheetRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.hidden-sheet",
        title: "A hidden sheet was read",
        severity: .info,
        source: "ECMA-376 part 1, 18.18.68: sheets may be hidden",
        rationale: "Nobody who opens the workbook sees these rows, and they are passed on all the same.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "This sheet is hidden in the workbook and was read like the others. Take it out if it is not meant to be passed on."
}
