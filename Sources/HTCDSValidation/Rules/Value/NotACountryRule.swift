public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value that is neither a code nor a name of a country in ISO 3166-1.
public enum NotACountryRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-country",
        title: "The value is not a country",
        severity: .error,
        source: "Field standard 2.0, rows 5, 26 and 33: ISO 3166 (rule G18)",
        rationale: "Countries can be compared across organisations only by their ISO code.",
        passing: .init("prs_Citizenship,cas_Status\nVN,Active\n"),
        failing: .init("prs_Citizenship,cas_Status\nthe border region,Active\n"))

    public static let fault = ValueFault.notACountry

    /// `hte_Country` (row 81) is plain text in the standard.
    public static func severity(for field: FieldSpec) -> Severity? {
        guard field.codeList == .iso3166 else { return nil }
        return field.id == "hte_Country" ? .warning : description.severity
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        let problem: Message = "This is neither the code nor the name of a country."
        if let suggestion { return "\(problem) Did you mean \(suggestion)?" }
        return "\(problem) Write its two-letter code of ISO 3166-1, such as VN."
    }
}
