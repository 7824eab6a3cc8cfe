public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value in the e-mail field that cannot be an address. It is kept as it stands.
public enum NotAnEmailRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-an-email",
        title: "The value is not an e-mail address",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Other things in this field, such as a phone number, are missed when people look for them.",
        passing: .init("prs_Email,cas_Status\nzorbl@example.org,Active\n"),
        failing: .init("prs_Email,cas_Status\nzorbl at example,Active\n"))

    public static let fault = ValueFault.notAnEmail

    /// The only e-mail of the standard (row 29), plain text in it.
    public static func severity(for field: FieldSpec) -> Severity? {
        field.id == "prs_Email" ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "In this tool's own opinion this is not an e-mail address. Write one address, such as name@example.org, and "
            + "nothing else."
    }
}
