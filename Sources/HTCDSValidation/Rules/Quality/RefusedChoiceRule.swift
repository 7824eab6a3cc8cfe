import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A citizenship besides which the multi-select template cannot hold a certain other one.
///
/// The template's macro takes a new choice for one that was made already where its label is a part of what stands in the
/// cell: Niger is refused after Nigeria, in silence. Nobody can tell from the file; so it is an information.
public enum RefusedChoiceRule: BatchRule {
    public static let description = RuleDescription(
        id: "quality.refused-choice",
        title: "The template may have refused a second choice",
        severity: .info,
        source: RuleDescription.toolsOpinion,
        rationale: "A citizenship that somebody chose and the template dropped is missing without a trace.",
        passing: .init("Number,Gender,Citizenship\n1,Feminine,Viet Nam\n", mapping: "htcds-excel-2.0"),
        failing: .init("Number,Gender,Citizenship\n1,Feminine,Nigeria\n", mapping: "htcds-excel-2.0"))

    /// By what was chosen first: what is refused after it, because its label is within the other's.
    private static let refused = [
        "TW": "CN", "CD": "CG", "DO": "DM", "GS": "GE", "GQ": "GN", "GW": "GN", "PG": "GN", "IO": "IN", "GB": "IE",
        "NG": "NE", "AS": "WS", "SS": "SD",
    ]

    public static func compile(_ context: RuleContext) -> Compilation {
        guard context.mapping.hasPrefix("htcds-excel-") else { return .notApplicable }
        let fields = FieldSlots(context)
        if let skipped = fields.whySkipped("prs_Citizenship") { return skipped }
        let slots = fields.all("prs_Citizenship")
        let numbers = Dictionary(
            Countries.all.enumerated().map { ($0.element.alpha2, UInt32($0.offset)) },
            uniquingKeysWith: { first, _ in first })
        var lost = [UInt32?](repeating: nil, count: Countries.all.count)
        for (chosen, other) in refused {
            if let chosen = numbers[chosen], let other = numbers[other] { lost[Int(chosen)] = other }
        }
        let refusedAfter = lost
        return .run(
            RecordCheck(at: slots) { cells, batch, found in
                for slot in slots {
                    for record in 0..<cells.recordCount {
                        let value = batch.value(slot: slot, record: record)
                        guard value.tag == .code || value.tag == .codes else { continue }
                        let isAtRisk =
                            value.tag == .code
                            ? Self.isAtRisk(CollectionOfOne(UInt16(truncatingIfNeeded: value.a)), refusedAfter)
                            : Self.isAtRisk(batch.codes[Int(value.a)..<Int(value.a) + Int(value.b)], refusedAfter)
                        if isAtRisk { found(fields.fault(record, slot)) }
                    }
                }
            })
    }

    /// Whether a country is among the codes without the one that cannot be chosen after it.
    private static func isAtRisk(_ codes: some Collection<UInt16>, _ refusedAfter: [UInt32?]) -> Bool {
        codes.contains { code in
            guard Int(code) < refusedAfter.count, let other = refusedAfter[Int(code)] else { return false }
            return !codes.contains { UInt32($0) == other }
        }
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion it is worth asking whether this person has a second citizenship: the multi-select template "
            + "silently refuses a country whose name is part of one that was chosen before, as Niger is of Nigeria."
    }
}
