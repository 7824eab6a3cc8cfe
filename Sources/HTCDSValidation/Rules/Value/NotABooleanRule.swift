public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// Text in a checkbox field that says neither yes nor no.
public enum NotABooleanRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-boolean",
        title: "The value says neither yes nor no",
        severity: .error,
        source: "Field standard 2.0, column Field Type: Checkbox",
        rationale: "A checkbox has two states; anything else would have to be guessed.",
        passing: .init("prs_Deceased,cas_Status\nno,Active\n"),
        failing: .init("prs_Deceased,cas_Status\nperhaps,Active\n"))

    public static let fault = ValueFault.notABoolean

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .checkbox ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "This says neither yes nor no. Write true or false (yes or no, 1 or 0), and leave the cell empty if nobody "
            + "knows."
    }
}
