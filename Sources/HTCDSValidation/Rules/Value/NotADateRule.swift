public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// Text in a date field that is no date of the calendar, or is written in a way that nobody announced.
public enum NotADateRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-date",
        title: "The value is not a date",
        severity: .error,
        source: "Field standard 2.0, column Field Type: Date",
        rationale: "A date that cannot be read is lost to whoever receives the data.",
        passing: .init("cas_IncomingReferralDate,cas_Status\n2019-03-04,Active\n"),
        failing: .init("cas_IncomingReferralDate,cas_Status\n2019-02-30,Active\n"))

    public static let fault = ValueFault.notADate
    public static let furtherFaults = [ValueFault.buddhistDate, .islamicDate]

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .date ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        "This cannot be read as a date, or the calendar has no such day. Write year, month and day (2018-05-03), or "
            + "as much of it as is known (2018-05 or 2018)."
    }

    public static func message(_ field: FieldSpec, fault: ValueFault, suggestion: String?) -> Message {
        switch fault {
        case .buddhistDate:
            "The year looks Buddhist: 543 years ahead of the common calendar. Write the date in the common calendar, "
                + "because no calendar is converted on a guess."
        case .islamicDate:
            "The year looks Islamic: about 580 years behind the common calendar if it is lunar, 621 if it is the solar "
                + "one of Iran. Write the date in the common calendar, because no calendar is converted on a guess."
        default: message(field, suggestion: suggestion)
        }
    }
}
