public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value beside those of an open list, such as a website that the standard does not name. It is welcome.
public enum NotInOpenListRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-in-open-list",
        title: "The value is not in the field's open list",
        severity: .info,
        source: "Field standard 2.0, rows 45 and 53, column Notes: platforms may be added (rule G5)",
        rationale: "An own value is allowed, but others can count it only once they know what it means.",
        passing: .init("vic_RecruitmentWebsitesAndApps,cas_Status\nFacebook,Active\n"),
        failing: .init("vic_RecruitmentWebsitesAndApps,cas_Status\nZorblChat,Active\n"))

    public static let fault = ValueFault.notInOpenList

    public static func severity(for field: FieldSpec) -> Severity? { field.isOpenList ? description.severity : nil }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        CodeListWords.message(
            field, suggestion: suggestion,
            problem:
                "The list of \(label: field.label) does not hold this value, which is allowed; it is kept beside the "
                + "record.")
    }
}
