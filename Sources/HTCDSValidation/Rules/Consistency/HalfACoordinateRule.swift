import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A longitude without a latitude, or the other way round.
public enum HalfACoordinateRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.half-a-coordinate",
        title: "One of the two numbers of a place is missing",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "One number alone is a line around the earth and no place.",
        passing: .init("hte_Longitude,hte_Latitude\n2.35,48.85\n"),
        failing: .init("hte_Longitude,hte_Latitude\n2.35,\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        let pairs = ["prs_Mailing", "org_Shipping", "hte_"].flatMap {
            fields.pairs("\($0)Longitude", "\($0)Latitude")
        }
        if pairs.isEmpty { return .skipped("no columns for a longitude and a latitude") }
        return .run(
            RecordCheck(at: pairs.flatMap { [$0.first, $0.second] }) { cells, batch, found in
                for (longitude, latitude) in pairs {
                    let (across, along) = (batch.values(longitude, of: cells), batch.values(latitude, of: cells))
                    forEachPlace(cells.recordCount) { record in
                        across[record].stated ^ along[record].stated
                    } _: { record in
                        // At the cell that is empty.
                        found(fields.fault(record, across[record].tag == .absent ? longitude : latitude))
                    }
                }
            })
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion a place has both a longitude and a latitude, and here one is missing. Add it, or take the "
            + "other one out."
    }
}
