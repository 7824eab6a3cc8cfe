import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// An industry of a victim none of whose types of exploitation is one of work.
///
/// Child labour, servitude and forced begging may have an industry as forced labour has; of another type nobody knows.
public enum IndustryWithoutTypeRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.industry-without-type",
        title: "An industry is given, and no type of exploitation that has one",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "Whoever counts by type of exploitation does not find the work that this victim was made to do.",
        passing: .init("vic_TypeOfExploitation,vic_ForcedLabourIndustry\nForcedLabour,F_Construction\n"),
        failing: .init("vic_TypeOfExploitation,vic_ForcedLabourIndustry\nForcedMarriage,F_Construction\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        let fields = FieldSlots(context)
        let types = fields.codes(
            "ForcedLabour", "ChildLabour", "Servitude", "ForcedBegging", "Other", of: "vic_TypeOfExploitation")
        return ExploitationDetail.compile("vic_ForcedLabourIndustry", types, fields)
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion an industry belongs to forced labour, child labour, servitude or forced begging, and this "
            + "record has none of them. Add the type, or take the industry out."
    }
}
