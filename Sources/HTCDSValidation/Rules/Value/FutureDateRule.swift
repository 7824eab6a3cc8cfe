public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A date later than the day after the day of the check, whose next day is allowed because of time zones.
///
/// Only a planned end may lie ahead.
public enum FutureDateRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.future-date",
        title: "The date lies in the future",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "What is recorded has happened, so a date ahead is most often a slip in the year.",
        passing: .init("prs_Birthdate,cas_Status\n1999-12-31,Active\n"),
        failing: .init("prs_Birthdate,cas_Status\n2999-12-31,Active\n"))

    public static let fault = ValueFault.futureDate

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .date && field.id != "spl_PlannedEndDate" ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "In this tool's own opinion this date cannot be right: it is later than the day after the day of this check. "
            + "Correct it, or give the day of the check with --as-of."
    }
}
