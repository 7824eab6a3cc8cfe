import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A person of whom nobody recorded whether they consented. Not stated is not refused.
///
/// Asked only of persons who are in the record: a row without a second victim says nothing about one.
public enum ConsentMissingRule: BatchRule {
    public static let description = RuleDescription(
        id: "consent.missing",
        title: "Consent is not stated",
        severity: .warning,
        source: "Field standard 2.0, row 95; empty is not the same as no (rule G11)",
        rationale: "Data may be passed on only for a person who consented; nobody can tell from an empty cell.",
        passing: .init("prs_Gender,con_Consent\nFeminine,true\n"),
        failing: .init("prs_Gender,con_Consent\nFeminine,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let layout = context.layout
        let persons = layout.slots.indices.filter { layout.slots[$0].field.id == "con_Consent" }
            .map { Check.Consent(slot: $0, layout: layout) }
        return persons.isEmpty ? .skipped("no column for con_Consent") : .run(Check(persons: persons))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "Consent is not stated for this person. Ask, and record Yes or No; an empty cell does not mean No."
    }

    private struct Check: BatchCheck {
        let persons: [Consent]

        /// The consent of one person of the record.
        struct Consent {
            let slot: Int
            let column: Int
            /// Whether the person is there though nothing is stated of them.
            let alwaysStands: Bool
            /// How a record says that the person is a perpetrator, and a victim.
            let info: EntityInfo
            /// What else may be stated of the person.
            let others: [Int]

            init(slot: Int, layout: RecordLayout) {
                let entity = layout.slots[slot].entity
                let info = layout.entities[entity]
                self.info = info
                self.slot = slot
                column = layout.slots[slot].columns.first ?? -1
                alwaysStands = info.number == 1 && (info.isVictim || info.isPerpetrator)
                others = layout.slots.indices.filter {
                    $0 != slot && layout.slots[$0].entity == entity && !layout.slots[$0].columns.isEmpty
                }
            }

            func isPerpetratorOnly(_ cells: CellBatch, _ record: Int) -> Bool {
                let isVictim = info.isVictim || info.victimMark?.names(\.isVictim, cells, record) == true
                return !isVictim
                    && (info.isPerpetrator || info.perpetratorMark?.names(\.isPerpetrator, cells, record) == true)
            }
        }

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            for person in persons {
                let values = fields.values(person.slot, of: cells)
                forEachPlace(cells.recordCount) { record in
                    one(values[record].tag == .absent)
                } _: { record in
                    guard
                        person.alwaysStands
                            || person.others.contains(where: { fields.value(slot: $0, record: record).tag != .absent })
                    else { return }
                    // Nobody asks a trafficker for consent.
                    if person.isPerpetratorOnly(cells, record) { return }
                    found(BatchFault(record: record, column: person.column, slot: person.slot))
                }
            }
        }
    }
}

extension RoleMark {
    /// Whether the column names the role in a record, or is there where it is a mark.
    fileprivate func names(_ role: KeyPath<RoleWords.Roles, Bool>, _ cells: CellBatch, _ record: Int) -> Bool {
        guard column < cells.columnCount else { return false }
        let cell = cells.cell(record: record, column: column)
        guard cell.isPresent else { return false }
        guard let words else { return true }
        return words.read(cells.bytes(cell)).roles[keyPath: role]
    }
}
