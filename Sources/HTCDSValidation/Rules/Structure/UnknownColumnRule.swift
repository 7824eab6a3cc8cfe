import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A named column of which neither the standard nor the mapping speaks, and which is therefore left out.
public enum UnknownColumnRule: ColumnRule {
    public static let description = RuleDescription(
        id: "structure.unknown-column",
        title: "Nothing uses the column",
        severity: .info,
        source: "Guidance 1 and 5: fields of one's own are expected (rule G3)",
        rationale: "A column of one's own is welcome; that it is left out should be somebody's decision.",
        passing: .init("gender,yearRegister\nFemale,2019\n", mapping: "ctdc-victim-perpetrator-2022"),
        failing: .init("gender,Local ref\nFemale,A-12\n", mapping: "ctdc-victim-perpetrator-2022"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.layout.columns.filter { $0.fate == .unused && $0.column.name != nil }
            .map { ColumnFinding(column: $0.column.number, message: message) }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message] }

    private static let message: Message =
        "The column is no field of the standard and the mapping does not speak of it, so it is left out. Name it under keep "
        + "or drop in the mapping, or map it to a field."
}
