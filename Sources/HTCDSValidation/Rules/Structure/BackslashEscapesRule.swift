public import HTCDSFindings

/// A CSV whose quotation marks are escaped by backslashes. It was read so.
public enum BackslashEscapesRule: FileRule {
    public static let description = RuleDescription(
        id: "structure.backslash-escapes",
        title: "Quotation marks are escaped by backslashes",
        severity: .info,
        source: "RFC 4180, section 2, rule 7: a quotation mark inside quotes is doubled",
        rationale: "MySQL, Spark and others write so, and most programs cut such a file in the wrong places.",
        passing: .init("cas_Status,Note\nActive,\"said \"\"no\"\"\"\n"),
        failing: .init("cas_Status,Note\nActive,\"said \\\"no\\\"\"\n"))

    public static let message: Message =
        "Quotation marks inside quotes are escaped by backslashes in this file, and it was read so. Double them instead "
        + "if another program is to read it."
}
