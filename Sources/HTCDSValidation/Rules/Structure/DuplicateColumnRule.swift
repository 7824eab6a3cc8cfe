import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A second column for a field that takes its values from one. The first is used.
public enum DuplicateColumnRule: ColumnRule {
    public static let description = RuleDescription(
        id: "structure.duplicate-column",
        title: "Two columns stand for the same field",
        severity: .error,
        source: "Field standard 2.0, column Field Name: ids are unique",
        rationale: "Nobody can tell which of the two columns holds the truth.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n"),
        failing: .init("prs_Gender,prs_Gender\nFeminine,Masculine\n"))

    public static func check(_ context: RuleContext) -> [ColumnFinding] {
        Set(context.layout.duplicateColumns).sorted().compactMap { number in
            guard number < context.layout.columns.count, let first = first(context.layout.columns[number], context)
            else { return nil }
            let field = first.fields.first.flatMap { context.standard.field(id: $0) }
            return ColumnFinding(column: number, field: field, message: message(first.column.letters, field))
        }
    }

    public static func messages(_ field: FieldSpec) -> [Message] { [message("A", field), message("A", nil)] }

    private static func message(_ letters: String, _ field: FieldSpec?) -> Message {
        let what: Message = field.map { "\($0.id) (\(label: $0.label))" } ?? "the record's id"
        return
            "Column \(letters) already stands for \(what), and this column stands for the same, so it is not read into "
            + "it. Keep one of the two, or give this one another name."
    }

    /// The column that is used: one of the same header, or of a field that the header is a name of. nil where it is
    /// merely kept or dropped, because then nothing is in doubt.
    private static func first(_ fate: ColumnFate, _ context: RuleContext) -> ColumnFate? {
        guard let name = fate.column.name else { return nil }
        let key = ByteKeyTable.folded(name)
        let mapped = context.layout.columns.filter { $0.fate == .mapped && $0.column.number != fate.column.number }
        if let same = mapped.first(where: { $0.column.name.map { ByteKeyTable.folded($0) == key } ?? false }) {
            return same
        }
        return mapped.first { other in
            other.fields.compactMap { context.standard.field(id: $0) }.contains { field in
                names(of: field).contains { ByteKeyTable.folded($0) == key }
            }
        }
    }

    private static func names(of field: FieldSpec) -> [String] {
        [field.id, field.label] + field.misspeltIDs + field.labelAliases + field.formerIDs.map(\.id)
    }
}
