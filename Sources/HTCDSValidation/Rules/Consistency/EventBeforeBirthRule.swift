import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// An event of the case before anybody in it was born.
public enum EventBeforeBirthRule: BatchRule {
    public static let description = RuleDescription(
        id: "consistency.event-before-birth",
        title: "The event lies before the birth of the person",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "One of the two dates is wrong, and every age that is made of them.",
        passing: .init("prs_Birthdate,hte_Date\n1999-03-01,2018-05\n"),
        failing: .init("prs_Birthdate,hte_Date\n2019-03-01,2018-05\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        BeforeBirth.compile(["hte_Date"], FieldSlots(context))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion an event cannot lie before the birth of everybody in the record. Correct the date of the event, or the "
            + "birthdate."
    }
}
