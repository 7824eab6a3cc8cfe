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
                    for record in 0..<cells.recordCount {
                        let goes = batch.value(slot: to, record: record)
                        guard goes.tag == .text || goes.tag == .ownText || goes.tag == .reference else { continue }
                        let came = batch.value(slot: from, record: record)
                        guard came.tag == goes.tag, came.b == goes.b, let left = batch.text(goes, cells),
                            let right = batch.text(came, cells), left.equalsIgnoringASCIICase(right)
                        else { continue }
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
