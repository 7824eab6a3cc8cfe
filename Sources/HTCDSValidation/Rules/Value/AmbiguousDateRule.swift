public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A date in which nobody can tell the day from the month. It is never guessed.
public enum AmbiguousDateRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.ambiguous-date",
        title: "The date can be read in two ways",
        severity: .warning,
        source: "Field standard 2.0, column Field Type: Date; it demands no way of writing one",
        rationale: "A guess would move the date by months and nobody would ever notice.",
        passing: .init("cas_IncomingReferralDate,cas_Status\n31/12/2019,Active\n"),
        failing: .init("cas_IncomingReferralDate,cas_Status\n04/05/2019,Active\n"))

    public static let fault = ValueFault.ambiguousDate

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .date ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "In this date nobody can tell the day from the month, or which century is meant. Write it as 2018-05-03, or "
            + "name the order in the mapping (dates: dd/MM/yyyy)."
    }
}
