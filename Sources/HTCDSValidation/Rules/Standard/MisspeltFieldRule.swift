import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A column recognised by an id that official files misspell, or that an earlier version had. It is read all the same.
///
/// Another spelling of a label is no finding: labels are for people.
public enum MisspeltFieldRule: ColumnRule {
    public static let description = RuleDescription(
        id: "standard.misspelt-field",
        title: "The header is not the field's id of today",
        severity: .warning,
        source: "HTCDS Field Column Reference, Field Name (rule G24)",
        rationale: "Other programs find a field only by its exact id.",
        passing: .init("prs_FirstName,cas_Status\nZorbl,Active\n"),
        failing: .init("prs_First_Name,cas_Status\nZorbl,Active\n"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.layout.columns.compactMap { fate in
            guard fate.fate == .mapped, let id = fate.fields.first, let field = context.standard.field(id: id),
                let problem = problem(fate.matchedBy)
            else { return nil }
            return ColumnFinding(
                column: fate.column.number, field: field, message: message(problem, field), suggestion: field.id)
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] {
        [.misspeltID, .formerID(version: "1.0")].compactMap { problem($0).map { message($0, field) } }
    }

    private static func message(_ problem: Message, _ field: FieldSpec) -> Message {
        "\(problem) The column was read as \(field.id) (\(label: field.label)): give it that name."
    }

    private static func problem(_ matchedBy: ColumnFate.MatchedBy) -> Message? {
        switch matchedBy {
        case .misspeltID: "The header is a known misspelling of a field's id."
        case .formerID(let version): "The header is the id that the field had up to HTCDS \(version)."
        case .mapping, .id, .label, .labelAlias: nil
        }
    }
}
