import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A column of free text, told where something stands in it, for profiles of data that leaves the organisation for good.
public enum FreeTextPresentRule: ColumnRule {
    public static let description = RuleDescription(
        id: "privacy.free-text-present",
        title: "The column holds free text",
        severity: .warning,
        source: "Guidance, chapter 3, line 18 (rule G8); which fields are meant is this tool's own list",
        rationale: "Anybody's name may stand in a text, and no program finds all of them.",
        passing: .init("prs_Gender\nFeminine\n", profile: "rules: {privacy.free-text-present: warning}"),
        failing: .init(
            "prs_Gender,cco_CaseComment\nFeminine,Arrived by bus\n",
            profile: "rules: {privacy.free-text-present: warning}"))

    public static let isOnlyWhereAsked = true

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        context.layout.columns.flatMap { fate in
            fate.fields.compactMap { context.standard.field(id: $0) }.filter(\.mayNameAnybody)
                .map { ColumnFinding(column: fate.column.number, field: $0, message: message) }
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message] }

    private static let message: Message =
        "What people write in this column may name anybody, and it can become no category of synthetic data. Take the column "
        + "out before the data goes on."
}
