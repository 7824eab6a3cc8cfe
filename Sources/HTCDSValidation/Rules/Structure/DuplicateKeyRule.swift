public import HTCDSCells
public import HTCDSFindings

/// A JSON object that has one key twice. Both values are read; the second is kept beside the record.
public enum DuplicateKeyRule: RemarkRule {
    public static let description = RuleDescription(
        id: "structure.duplicate-key",
        title: "A key stands twice in an object",
        severity: .warning,
        source: "RFC 8259, section 4: the names within an object should be unique",
        rationale: "Programs take the first value or the last one, and nobody learns which.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let remark = Remark.Kind.duplicateKey
    public static let formats: Set<String> = ["json", "ndjson"]
    public static let message: Message =
        "An object in this record has the same key twice, so the first value counts and the others are kept beside it. "
        + "Export the record again with one value a key, or with a list."
}
