public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A partner's value that the mapping knows, and that no single value of the standard can stand for.
public enum LossyRule: ValueRule {
    public static let description = RuleDescription(
        id: "mapping.lossy",
        title: "The value is kept beside the record",
        severity: .info,
        source: "Guidance 2: adoption by a mapping of fields and values (rule G6)",
        rationale: "Choosing one of the values that may be meant would invent what nobody recorded.",
        passing: .init("gender,isForcedLabour\nFemale,1\n", mapping: "ctdc-victim-perpetrator-2022"),
        failing: .init("gender,IP_Relation\nFemale,FamilyIntimatePartner\n", mapping: "ctdc-victim-perpetrator-2022"))

    public static let fault = ValueFault.lossy
    public static let furtherFaults: [ValueFault] = [.otherSource, .localCode]

    public static func message(_ field: FieldSpec, fault: ValueFault, suggestion: String?) -> Message {
        if fault == .localCode {
            return
                "This is a code of your own: the wider official one was set in \(field.id) (\(label: field.label)), and yours is kept "
                + "beside the record. Nothing needs repair."
        }
        guard fault == .otherSource else { return message(field, suggestion: suggestion) }
        return
            "The mapping takes \(field.id) (\(label: field.label)) from the first filled one of several columns, and this one "
            + "says something else; it is kept beside the record. Look which of them is right."
    }

    public static func severity(for field: FieldSpec) -> Severity? {
        field.codeList == nil ? nil : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "By the mapping, no single value of \(field.id) (\(label: field.label)) says the same as the partner's: it is wider, merges "
            + "what HTCDS tells apart, or has no counterpart; it is kept beside the record. Nothing needs repair; if "
            + "the case file says more, record it there."
    }
}
