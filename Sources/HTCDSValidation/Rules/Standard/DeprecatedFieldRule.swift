import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A column for a field that the standard has deprecated. Its content is read, and nothing is converted.
public enum DeprecatedFieldRule: ColumnRule {
    public static let description = RuleDescription(
        id: "standard.deprecated-field",
        title: "The field is deprecated",
        severity: .warning,
        source: "Field standard 2.0, rows 40, 54 and 55 (rules G12 and G14)",
        rationale: "A later version of the standard may drop the field, and other systems may not have it any more.",
        passing: .init("prs_Gender,con_Consent\nFeminine,true\n"),
        failing: .init("prs_Gender,vic_AgreementToManagePersonalData\nFeminine,true\n"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.layout.columns.flatMap { fate in
            fate.fields.compactMap { context.standard.field(id: $0) }.filter { $0.status == .deprecated }
                .map { ColumnFinding(column: fate.column.number, field: $0, message: message($0)) }
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message(field)] }

    private static func message(_ field: FieldSpec) -> Message {
        let problem: Message = "The standard has deprecated \(field.id) (\(label: field.label))."
        // Row 40 names Consent as what takes its place; an agreement once given is not a consent of today.
        if field.id == "vic_AgreementToManagePersonalData" {
            return "\(problem) Record consent in con_Consent, and ask the person anew instead of copying the old "
                + "answer."
        }
        return "\(problem) It names no field that takes its place; plan to record this outside the fields of the "
            + "standard."
    }
}
