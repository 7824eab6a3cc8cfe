public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value of a closed list that is none of its codes, labels or known spellings.
public enum NotInCodeListRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-in-code-list",
        title: "The value is not in the field's list",
        severity: .error,
        source: "Field standard 2.0, columns Value Names and Value Labels",
        rationale: "Whoever receives the data can only count values that the standard lists.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nWoman of the house,Active\n"))

    public static let fault = ValueFault.notInCodeList

    /// Countries and languages have rules of their own.
    public static func severity(for field: FieldSpec) -> Severity? {
        guard let list = field.codeList, HTCDSStandard.v2_0.codeList(list) != nil, !field.isOpenList else { return nil }
        return description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        CodeListWords.message(
            field, suggestion: suggestion,
            problem: "The value is not in the list of "
                + "\(label: field.label).")
    }
}
