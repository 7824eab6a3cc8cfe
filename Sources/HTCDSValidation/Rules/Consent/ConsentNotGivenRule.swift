import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A person who was asked and did not consent.
public enum ConsentNotGivenRule: BatchRule {
    public static let description = RuleDescription(
        id: "consent.not-given",
        title: "The person did not consent",
        severity: .warning,
        source: "Field standard 2.0, row 95; flagged before sharing (rule G11)",
        rationale: "Data of a person who said no must not leave the organisation.",
        passing: .init("prs_Gender,con_Consent\nFeminine,true\n"),
        failing: .init("prs_Gender,con_Consent\nFeminine,false\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let slots = context.layout.slots.indices.filter { context.layout.slots[$0].field.id == "con_Consent" }
        return slots.isEmpty ? .skipped("no column for con_Consent") : .run(Check(slots: slots, layout: context.layout))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "This person did not consent, so the record must not be passed on. Leave it out of anything that you share."
    }

    private struct Check: BatchCheck {
        let slots: [Int]
        let layout: RecordLayout

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            for slot in slots {
                let column = layout.slots[slot].columns.first ?? -1
                let values = fields.values(slot, of: cells)
                forEachPlace(cells.recordCount) { record in
                    one(values[record].tag == .boolean) & one(values[record].a == 0)
                } _: { record in
                    found(BatchFault(record: record, column: column, slot: slot))
                }
            }
        }
    }
}
