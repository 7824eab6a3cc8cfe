import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A closed case with a support plan that has not ended.
public enum ClosedWithOpenPlanRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.closed-with-open-plan",
        title: "A closed case has a support plan that has not ended",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Somebody may still be waiting for what the plan promises.",
        passing: .init("cas_Status,spl_Type,spl_ActualEndDate\nClosed,Legal,2019-05-03\n"),
        failing: .init("cas_Status,spl_Type,spl_ActualEndDate\nClosed,Legal,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_Status", "spl_ActualEndDate") { return skipped }
        guard let status = fields.all("cas_Status").first else { return .notApplicable }
        let closed = fields.codes("Closed", "ClosedReferred", of: "cas_Status")
        let plans = fields.all("spl_ActualEndDate").map { end in
            (end: end, others: fields.all(of: context.layout.slots[end].entity).filter { $0 != end })
        }
        return .run(
            RecordCheck(at: plans.map(\.end)) { cells, batch, found in
                let statuses = batch.values(status, of: cells)
                forEachPlace(cells.recordCount) { record in
                    closed.mayMeet(statuses[record])
                } _: { record in
                    guard closed.meets(statuses[record], batch) else { return }
                    for plan in plans where !batch.isStated(plan.end, record) {
                        if plan.others.contains(where: { batch.isStated($0, record) }) {
                            found(fields.fault(record, plan.end))
                        }
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a closed case has no support plan that goes on. Give the day on which the plan ended, or "
            + "correct the status of the case."
    }
}
