import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A case that was referred to somebody else before it came in.
public enum ReferralsOutOfOrderRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.referrals-out-of-order",
        title: "The case was passed on before it came in",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "One of the two dates is wrong, and every duration that is made of them.",
        passing: .init("cas_IncomingReferralDate,cas_OutgoingReferralDate\n2019-05-03,2019-06-01\n"),
        failing: .init("cas_IncomingReferralDate,cas_OutgoingReferralDate\n2019-05-03,2019-04-01\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_IncomingReferralDate", "cas_OutgoingReferralDate") { return skipped }
        let pairs = fields.pairs("cas_IncomingReferralDate", "cas_OutgoingReferralDate")
        return .run(
            RecordCheck(at: pairs.map(\.second)) { cells, batch, found in
                for (incoming, outgoing) in pairs {
                    let (left, came) = (batch.values(outgoing, of: cells), batch.values(incoming, of: cells))
                    forEachPlace(cells.recordCount) { record in
                        left[record].isDayBefore(came[record])
                    } _: { record in
                        found(fields.fault(record, outgoing))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a case cannot be referred to others before it was referred to you. Correct one of the two "
            + "dates."
    }
}
