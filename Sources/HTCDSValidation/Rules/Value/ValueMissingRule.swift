import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A field that the profile asks for and that a record does not state, whether or not there is a column for it.
public enum ValueMissingRule: BatchRule {
    public static let description = RuleDescription(
        id: "value.missing",
        title: "A field that the profile asks for is empty",
        severity: .warning,
        source: "The profile (required); HTCDS itself asks for fields and never for a value in every record (rule G1)",
        rationale: "Whoever needs the field for what is done next has to leave the record out.",
        passing: .init("prs_Gender,cas_Status\nFeminine,Active\n", profile: "required: [cas_Status]"),
        failing: .init("prs_Gender,cas_Status\nFeminine,\n", profile: "required: [cas_Status]"))

    public static let isOnlyWhereAsked = true

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        var asked: [Check.Asked] = []
        var further: [Int: FieldSpec] = [:]
        for field in context.profile.required.compactMap({ context.standard.field(id: $0) }) {
            let slots = fields.all(field.id)
            for slot in slots {
                asked.append(
                    Check.Asked(
                        slot: slot, column: context.layout.slots[slot].columns.first ?? -1,
                        presence: Presence(context.layout.slots[slot].entity, context.layout)))
            }
            // Without a column the field is missing in every record; of things that there may be none of, in none.
            let kind = EntityInfo.Kind(field.table)
            if slots.isEmpty, kind == .case || kind == .person {
                further[-2 - further.count] = field
            }
        }
        return .run(Check(asked: asked, slots: asked.map(\.slot), fieldsWithoutSlot: further))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "The profile asks for \(label: field?.label ?? "the field") in every record, and it is not stated here. Fill it in, or "
            + "write down that it is unknown where the list has a value for that."
    }

    private struct Check: BatchCheck {
        struct Asked {
            let slot: Int
            let column: Int
            let presence: Presence
        }
        let asked: [Asked]
        let slots: [Int]?
        let fieldsWithoutSlot: [Int: FieldSpec]

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            for field in asked {
                for record in 0..<cells.recordCount
                where !fields.isStated(field.slot, record) && field.presence.stands(fields, record) {
                    found(BatchFault(record: record, column: field.column, slot: field.slot))
                }
            }
            for number in fieldsWithoutSlot.keys.sorted() {
                for record in 0..<cells.recordCount { found(BatchFault(record: record, slot: number)) }
            }
        }
    }
}
