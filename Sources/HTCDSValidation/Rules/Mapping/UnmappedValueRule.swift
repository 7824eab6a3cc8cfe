public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A partner's value that the mapping's own table of values does not speak of.
///
/// Takes the place of the list's own rule: a value is never reported by both.
public enum UnmappedValueRule: ValueRule {
    public static let description = RuleDescription(
        id: "mapping.unmapped-value",
        title: "The mapping does not know the value",
        severity: .error,
        source: "Guidance 2: a mapping covers the values of lists (rule G6)",
        rationale: "The field is left empty for this record until somebody decides what the value means.",
        passing: .init("gender,isForcedLabour\nFemale,1\n", mapping: "ctdc-victim-perpetrator-2022"),
        failing: .init("gender,isForcedLabour\nZorbl,1\n", mapping: "ctdc-victim-perpetrator-2022"))

    public static let fault = ValueFault.unmappedValue

    /// Where the standard leaves the list open, or asks for plain text (`hte_Country`), a misfit is no error of theirs.
    public static func severity(for field: FieldSpec) -> Severity? {
        if field.codeList == nil { return nil }
        return field.isOpenList || field.id == "hte_Country" ? .warning : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "The mapping does not say what this value means for \(field.id) (\(label: field.label)). Add a row for it to the "
            + "mapping's values, or correct the value in your system."
    }
}
