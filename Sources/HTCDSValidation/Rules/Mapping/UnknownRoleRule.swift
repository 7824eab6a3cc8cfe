import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A column that says who somebody is, in a word that the mapping does not know: the person has no role then.
public enum UnknownRoleRule: BatchRule {
    public static let description = RuleDescription(
        id: "mapping.unknown-role",
        title: "The mapping does not know the word for a role",
        severity: .error,
        source: "Guidance/README.md: one person may be victim, perpetrator or otherwise connected (rule G10)",
        rationale: "A victim whose role is not read is missing in every count of victims, and nobody notices.",
        passing: .init("cas_Status,prs_Gender,ext:person/roles\nActive,Feminine,victim\n"),
        failing: .init("cas_Status,prs_Gender,ext:person/roles\nActive,Feminine,witness\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        var marks: [RoleMark] = []
        for entity in context.layout.entities {
            if let mark = entity.victimMark ?? entity.perpetratorMark, mark.words != nil { marks.append(mark) }
        }
        return marks.isEmpty ? .skipped("no column names roles") : .run(Check(marks: marks))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "No role is known by the word that stands here, so the person has none. Say in the mapping what the word means, under "
            + "roles: values."
    }

    private struct Check: BatchCheck {
        let marks: [RoleMark]

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            for mark in marks where mark.column < cells.columnCount {
                guard let words = mark.words else { continue }
                for record in 0..<cells.recordCount {
                    let cell = cells.cell(record: record, column: mark.column)
                    if cell.isEmpty || words.read(cells.bytes(cell)).isKnown { continue }
                    found(BatchFault(record: record, column: mark.column, isAboutCell: true))
                }
            }
        }
    }
}
