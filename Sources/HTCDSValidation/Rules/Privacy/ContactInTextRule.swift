import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// An e-mail address, a phone number or the number of a document in a field that is for other things.
public enum ContactInTextRule: BatchRule {
    public static let description = RuleDescription(
        id: "privacy.contact-in-text",
        title: "A text seems to hold an e-mail address, a phone number or the number of a document",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Who takes the columns with names and numbers out before sharing does not look into texts.",
        passing: .init("cas_Status,cas_IncomingReferralDetails\nActive,Called on 2019-05-03 at 10:30\n"),
        failing: .init("cas_Status,cas_IncomingReferralDetails\nActive,Call +44 20 7946 0000\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        let slots = FreeTextSlots.all(context.layout)
        if slots.isEmpty { return .skipped("no column for free text") }
        return .run(
            RecordCheck(at: slots) { cells, batch, found in
                let texts = BatchTexts(cells, batch)
                for slot in slots {
                    let values = batch.values(slot, of: cells)
                    // Without a digit or an @ there is no contact.
                    guard values.mayHold(.digitOrAt) else { continue }
                    for record in values.indices where !values[record].marks.isDisjoint(with: .digitOrAt) {
                        guard let shape = ContactShape.find(in: texts.text(values[record])) else { continue }
                        found(fields.fault(record, slot, variant: shape.rawValue))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        let what: Message =
            switch ContactShape(rawValue: variant) {
            case .email: "an e-mail address"
            case .phone: "a phone number"
            case .number, nil: "the number of a document or an account"
            }
        return
            "In this tool's own opinion this text holds \(what), which can tell who a person is. Put it into its own field, "
            + "or take it out before you share the record."
    }
}
