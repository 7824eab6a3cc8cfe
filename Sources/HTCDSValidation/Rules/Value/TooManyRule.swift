public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// Several values of the list in a field that takes one. All are kept: the field becomes an array.
public enum TooManyRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.too-many",
        title: "Several values stand in a field for one",
        severity: .warning,
        source: "Field standard 2.0, column Field Type: Picklist, and Text with a list",
        rationale: "Systems that follow the standard have room for one value and may refuse the record.",
        passing: .init("vic_ForcedLabourIndustry,cas_Status\nConstruction,Active\n"),
        failing: .init("vic_ForcedLabourIndustry,cas_Status\nConstruction;Education,Active\n"))

    public static let fault = ValueFault.tooMany

    public static func severity(for field: FieldSpec) -> Severity? {
        field.codeList != nil && field.kind != .multiselect ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "\(label: field.label) takes one value, and several stand here; all of them are kept. Choose the one that fits "
            + "best, if one does."
    }
}
