public import HTCDSFindings

/// A table in which nothing is that the mapping speaks of: the wrong file, the wrong mapping, or the wrong header row.
public enum NothingFoundRule: FileRule {
    public static let description = RuleDescription(
        id: "mapping.nothing-found",
        title: "The mapping finds none of its columns",
        severity: .error,
        source: "No text of the standard; a check that looked at nothing cannot pass",
        rationale: "Every row would be kept as it is and count as accepted, though no field of it was looked at.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let message: Message =
        "None of the columns that the mapping takes fields from is in this table, so nothing in it was checked. Check that it "
        + "is the right file, the right mapping, and the right header row."
}
