public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// The same value of a list twice in one cell. It counts once.
public enum DuplicateChoiceRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.duplicate-choice",
        title: "The same choice stands in a cell twice",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Another choice may have been meant, and whoever counts choices counts too many.",
        passing: .init("vic_MethodsOfControl,cas_Status\nDebtBondage;FalsePromises,Active\n"),
        failing: .init("vic_MethodsOfControl,cas_Status\nDebtBondage;DebtBondage,Active\n"))

    public static let fault = ValueFault.duplicateChoice

    public static func severity(for field: FieldSpec) -> Severity? {
        field.codeList == nil ? nil : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "The same choice stands here more than once, which in this tool's own opinion is a slip; it counts once. "
            + "Take the repetition out, or put in the choice that was meant."
    }
}
