public import HTCDSFindings

/// A table whose first row is data already.
public enum NoHeaderRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.no-header",
        title: "The file has no header",
        severity: .error,
        source: "Toolkit, Excel: the first row names the fields (rule G28)",
        rationale: "Without names nobody can tell what a column holds.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("Feminine,Active\nMasculine,Active\n"))

    public static let message: Message =
        "The file has no header: its first row does not name the columns. Add a row of names above the data, or say "
        + "where it is with --header-row."
}
