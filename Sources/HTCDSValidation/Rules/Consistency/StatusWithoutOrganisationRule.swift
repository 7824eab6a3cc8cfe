import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A trafficking status without the type of organisation that decided on it.
///
/// Helplines often cannot verify: of a possible victim it is only worth knowing (rule G17).
public enum StatusWithoutOrganisationRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.status-without-organisation",
        title: "Nobody says which type of organisation decided on the trafficking status",
        severity: .warning,
        source: "Field Definitions.md, line 27: it should also be captured (rule G16)",
        rationale: "How much an identification weighs depends on who made it.",
        passing: .init(
            "vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg\nActualVictimOfTrafficking,Police\n"),
        failing: .init("vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg\nActualVictimOfTrafficking,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg") {
            return skipped
        }
        let pairs = fields.pairs("vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg")
        let possible = fields.codes("PossibleVictimOfTrafficking", of: "vic_TraffickingStatus")
        return .run(
            RecordCheck(at: pairs.map(\.second)) { cells, batch, found in
                for (status, organisation) in pairs {
                    let statuses = batch.values(status, of: cells)
                    let organisations = batch.values(organisation, of: cells)
                    forEachPlace(cells.recordCount) { record in
                        one(statuses[record].tag == .code) & ~organisations[record].stated
                    } _: { record in
                        let isPossible = possible.holds(statuses[record].a)
                        found(fields.fault(record, organisation, variant: isPossible ? 1 : 0))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "The record gives a trafficking status and not the type of organisation that decided on it. Record the type, such as "
            + "Police or NGO."
    }

    public static func severity(variant: Int) -> Severity { variant == 1 ? .info : .warning }
}
