import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A case that an organisation referred to itself.
public enum RefersToItselfRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.refers-to-itself",
        title: "The case goes to the organisation that it came from",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale:
            "One of the two organisations is most often a slip, and the case is then looked for in the wrong place.",
        passing: .init("cas_ReferringOrganisation,cas_ReferredOrganisation\nHarbour House,Lantern Trust\n"),
        failing: .init("cas_ReferringOrganisation,cas_ReferredOrganisation\nHarbour House,harbour house\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_ReferringOrganisation", "cas_ReferredOrganisation") { return skipped }
        let pairs = fields.pairs("cas_ReferringOrganisation", "cas_ReferredOrganisation")
        return .run(
            RecordCheck(at: pairs.map(\.second)) { cells, batch, found in
                for (from, to) in pairs {
                    let (going, coming) = (batch.values(to, of: cells), batch.values(from, of: cells))
                    forEachPlace(cells.recordCount) { record in
                        let (goes, came) = (going[record], coming[record])
                        // Others than texts have no bytes, or are no names.
                        return one(goes.tag == came.tag) & one(goes.b == came.b) & goes.stated
                    } _: { record in
                        guard let left = batch.text(going[record], cells),
                            let right = batch.text(coming[record], cells), left.equalsIgnoringASCIICase(right)
                        else { return }
                        found(fields.fault(record, to))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a case is not referred to the organisation that it came from. Correct one of the two "
            + "organisations."
    }
}
