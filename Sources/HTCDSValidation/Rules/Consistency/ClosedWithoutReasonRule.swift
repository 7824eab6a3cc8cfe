import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A closed case that does not say why it was closed.
public enum ClosedWithoutReasonRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.closed-without-reason",
        title: "A closed case gives no reason",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Without a reason nobody can tell cases that ended well from those that were lost.",
        passing: .init("cas_Status,cas_ReasonForCaseClosure\nClosed,All support ended\n"),
        failing: .init("cas_Status,cas_ReasonForCaseClosure\nClosed,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("cas_Status", "cas_ReasonForCaseClosure") { return skipped }
        let pairs = fields.pairs("cas_Status", "cas_ReasonForCaseClosure")
        let closed = fields.codes("Closed", "ClosedReferred", of: "cas_Status")
        return .run(
            RecordCheck(at: pairs.map(\.second)) { cells, batch, found in
                for (status, reason) in pairs {
                    let (statuses, reasons) = (batch.values(status, of: cells), batch.values(reason, of: cells))
                    forEachPlace(cells.recordCount) { record in
                        closed.mayMeet(statuses[record]) & ~reasons[record].stated
                    } _: { record in
                        if closed.meets(statuses[record], batch) { found(fields.fault(record, reason)) }
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a closed case says why it was closed. Give the reason in cas_ReasonForCaseClosure."
    }
}
