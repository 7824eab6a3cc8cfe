public import HTCDSFindings
public import HTCDSSpec

/// A core field that no column feeds. The guidance asks for the field, not for a value in every record.
public enum MissingCoreColumnRule: ColumnRule {
    public static let description = RuleDescription(
        id: "structure.missing-core-column",
        title: "A core field has no column",
        severity: .warning,
        source: "Guidance, README: core fields are normally the minimum (rule G1)",
        rationale: "Core fields are what makes cases of different organisations comparable.",
        passing: .init(
            HTCDSStandard.v2_0.coreFields.filter { $0.status == .draft }.map(\.id).joined(separator: ",") + "\n"
                + String(repeating: ",", count: 36) + "Active,\n"),
        failing: .init("prs_Gender,cas_Status\nFeminine,Active\n"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.missingFields.filter { $0.isCore }.map { ColumnFinding(field: $0, message: message($0)) }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message(field)] }

    private static func message(_ field: FieldSpec) -> Message {
        "No column was found for the core field \(field.id) (\(label: field.label)). Add it, or map it if it has another "
            + "name in your system."
    }
}
