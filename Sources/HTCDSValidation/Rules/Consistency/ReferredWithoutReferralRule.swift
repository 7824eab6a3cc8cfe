import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A case that was closed because it was referred, with nothing said about the referral.
public enum ReferredWithoutReferralRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.referred-without-referral",
        title: "A case that was closed by referral tells of no referral",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "The receiving organisation cannot be asked if nobody recorded which it was.",
        passing: .init("cas_Status,cas_ReferredOrganisation,cas_OutgoingReferralDate\nClosedReferred,Harbour House,\n"),
        failing: .init("cas_Status,cas_ReferredOrganisation,cas_OutgoingReferralDate\nClosedReferred,,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_Status") { return skipped }
        guard let status = fields.all("cas_Status").first else { return .notApplicable }
        let referral = fields.slots(Self.referral, of: context.layout.slots[status].entity)
        if referral.isEmpty { return .skipped("no column for an outgoing referral") }
        let referred = fields.codes("ClosedReferred", of: "cas_Status")
        return .run(
            RecordCheck(at: [status]) { cells, batch, found in
                let statuses = batch.values(status, of: cells)
                forEachPlace(cells.recordCount) { record in
                    referred.mayMeet(statuses[record])
                } _: { record in
                    guard referred.meets(statuses[record], batch) else { return }
                    if !referral.contains(where: { batch.isStated($0, record) }) { found(fields.fault(record, status)) }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a case that was closed by referral names the organisation or the day of the referral. "
            + "Add them, or correct the status."
    }

    private static let referral = [
        "cas_ReferredOrganisation", "cas_OutgoingReferralDate", "cas_ReasonForOutgoingReferral",
        "cas_OutgoingReferralDetails", "cas_ReferredPrimaryCaseWorker",
    ]
}
