public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A label under a column headed by an official id, where the standard wants the value's name.
///
/// Under a label as header people write labels, and nothing is said.
public enum LabelInsteadOfCodeRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.label-instead-of-code",
        title: "A label stands where the value's name belongs",
        severity: .info,
        source: "HTCDS Field Column Reference, Value Names and Value Labels (rule G23)",
        rationale: "Names stay the same in every language; labels are for people and may be translated.",
        passing: .init("cas_Status,prs_Gender\nFollowUp,Feminine\n"),
        failing: .init("cas_Status,prs_Gender\nFollow Up,Feminine\n"))

    public static let fault = ValueFault.labelInsteadOfCode

    /// A country given by its name is no finding.
    public static func severity(for field: FieldSpec) -> Severity? {
        field.codeList == nil || field.codeList == .iso3166 ? nil : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        let name: Message = suggestion.map { "Write \($0)." } ?? "The names: htcds spec values \(field.id)."
        return "The value was understood, but under an official id its name belongs here, not a label. \(name)"
    }
}
