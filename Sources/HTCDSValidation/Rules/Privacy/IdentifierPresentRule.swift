import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A column that says who a person is, told where something stands in it.
///
/// An information: a case file needs names. Only what is shared must not have them, and the guidance says that they *can*
/// be taken out.
public enum IdentifierPresentRule: ColumnRule {
    public static let description = RuleDescription(
        id: "privacy.identifier-present",
        title: "The column tells who a person is",
        severity: .info,
        source: "Guidance, chapter 3, line 18 (rule G8); which fields are meant is this tool's own list",
        rationale: "Names, numbers and addresses let anybody who gets the file find the person.",
        passing: .init("id,prs_Gender\nA-12,Feminine\n"),
        failing: .init("id,prs_Gender,prs_SecondName\nA-12,Feminine,Zorblé\n"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.layout.columns.flatMap { fate in
            fate.fields.compactMap { context.standard.field(id: $0) }.filter(\.isDirectIdentifier)
                .map { ColumnFinding(column: fate.column.number, field: $0, message: message) }
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message] }

    private static let message: Message =
        "What stands in this column can tell who a person is. Before you share the file, take it out and use an id of your "
        + "own, and keep the list of ids and names apart from it."
}
