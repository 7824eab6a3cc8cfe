import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A record that says of itself that it is in another version of the standard.
public enum OtherVersionRule: BatchRule {
    public static let description = RuleDescription(
        id: "standard.other-version",
        title: "The record is in another version of the standard",
        severity: .error,
        source: "The contract of records: htcds holds the version that keys and codes are of",
        rationale: "The same code may mean something else in another version.",
        passing: .init("htcds,prs_Gender\n2.0,Feminine\n"),
        failing: .init("htcds,prs_Gender\n1.0,Feminine\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        guard let column = context.layout.columns.first(where: { $0.column.name == "htcds" })?.column.number else {
            return .skipped("no column says which version the records are in")
        }
        return .run(Check(column: column, version: context.standard.version))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "This record says that it is in another version of the standard than the one it is judged by. Upgrade it first, with "
            + "htcds upgrade."
    }

    private struct Check: BatchCheck {
        let column: Int
        let version: String

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            guard column < cells.columnCount else { return }
            for record in 0..<cells.recordCount {
                let text = cells.bytes(cells.cell(record: record, column: column)).trimmed()
                if !text.isEmpty, !text.buffer.elementsEqual(version.utf8) {
                    found(BatchFault(record: record, column: column))
                }
            }
        }
    }
}
