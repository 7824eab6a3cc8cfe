public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A coordinate that is nowhere on earth, or a number of years or children that cannot be. It is kept as it stands.
public enum OutOfRangeRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.out-of-range",
        title: "The number is not plausible",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale: "A slip in one number spoils every average that it goes into.",
        passing: .init("vic_AgeWhenTrafficked,cas_Status\n17,Active\n"),
        failing: .init("vic_AgeWhenTrafficked,cas_Status\n1717,Active\n"))

    public static let fault = ValueFault.outOfRange

    public static func severity(for field: FieldSpec) -> Severity? {
        field.kind == .number || field.kind == .geolocation ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        let opinion: Message = "In this tool's own opinion the number is not plausible"
        if field.id.hasSuffix("Longitude") {
            return "\(opinion): a longitude lies between -180 and 180 degrees. Check it, and that it did not change "
                + "places with the latitude."
        }
        if field.id.hasSuffix("Latitude") {
            return "\(opinion): a latitude lies between -90 and 90 degrees. Check it, and that it did not change "
                + "places with the longitude."
        }
        return
            "\(opinion) for \(label: field.label): it is negative, very large, or not a whole number. Check it against "
            + "the case file."
    }
}
