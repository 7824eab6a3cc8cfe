public import HTCDSCells
public import HTCDSFindings

/// An element or attribute that the schema given by the user does not allow.
public enum SchemaViolationRule: RemarkRule {
    public static let description = RuleDescription(
        id: "structure.schema-violation",
        title: "The record does not fit the schema",
        severity: .error,
        source: "XML Schema 1.0 part 1, by the schema given with --xsd",
        rationale: "Who asks for a schema wants to know of every place that breaks it.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static let remark = Remark.Kind.schemaViolation
    public static let formats: Set<String> = ["xml"]
    public static let message: Message =
        "What stands on this line does not fit the schema that was given with --xsd. Check the order of the elements, and "
        + "the form and the allowed values of this one."

    public static func whySkipped(_ context: RuleContext) -> String? {
        context.hasSchema ? nil : "no schema was given with --xsd"
    }
}
