import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A support plan that ended, or was to end, before the case came in.
public enum PlanBeforeCaseRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.plan-before-case",
        title: "A support plan ends before the case came in",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "One of the two dates is wrong, and every duration that is made of them.",
        passing: .init(
            "cas_IncomingReferralDate,spl_PlannedEndDate,spl_ActualEndDate\n2019-05-03,2019-12-31,2020-01-15\n"),
        failing: .init(
            "cas_IncomingReferralDate,spl_PlannedEndDate,spl_ActualEndDate\n2019-05-03,2019-12-31,2019-01-15\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_IncomingReferralDate") { return skipped }
        guard let incoming = fields.all("cas_IncomingReferralDate").first else { return .notApplicable }
        let ends = fields.all("spl_PlannedEndDate") + fields.all("spl_ActualEndDate")
        if ends.isEmpty { return .skipped("no column for spl_PlannedEndDate, spl_ActualEndDate") }
        return .run(
            RecordCheck(at: ends) { cells, batch, found in
                let came = batch.values(incoming, of: cells)
                for end in ends {
                    let ended = batch.values(end, of: cells)
                    forEachPlace(cells.recordCount) { record in
                        ended[record].isDayBefore(came[record])
                    } _: { record in
                        found(fields.fault(record, end))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a support plan cannot end before the case came in. Correct the end of the plan, or the "
            + "date of the incoming referral."
    }
}
