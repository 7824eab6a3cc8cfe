public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A phone number that is not of the form of E.164, blanks, hyphens, dots and brackets aside. It is kept as it stands.
public enum NotAPhoneNumberRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-phone-number",
        title: "The phone number is not in the international form",
        severity: .warning,
        source: "Field standard 2.0, rows 11, 30 and 31; References: ITU-T E.164 (rule G20)",
        rationale: "Without its country code a number cannot be called from elsewhere.",
        passing: .init("prs_MobilePhone,cas_Status\n+1 202 555 0143,Active\n"),
        failing: .init("prs_MobilePhone,cas_Status\nask at the desk,Active\n"))

    public static let fault = ValueFault.notAPhoneNumber

    public static func severity(for field: FieldSpec) -> Severity? {
        field.pattern == nil ? nil : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "This is not a phone number in the international form (E.164). Write a plus sign, the country code and the "
            + "number without its leading zero, 15 digits at most."
    }
}
