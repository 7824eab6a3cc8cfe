public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// Text in a number field that is no decimal number.
public enum NotANumberRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-number",
        title: "The value is not a number",
        severity: .error,
        source: "Field standard 2.0, column Field Type: Number and Geolocation",
        rationale: "Only numbers can be added up and compared.",
        passing: .init("prs_NumberOfChildren,cas_Status\n2,Active\n"),
        failing: .init("prs_NumberOfChildren,cas_Status\nseveral,Active\n"))

    public static let fault = ValueFault.notANumber

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .number || field.kind == .geolocation ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "This is not a number. Write digits only, with a dot before decimals (12 or 12.5) and no unit; leave the "
            + "cell empty if the number is not known."
    }
}
