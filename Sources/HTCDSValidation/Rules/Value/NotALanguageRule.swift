public import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// A value that is neither a code nor a name of a language in ISO 639-2.
public enum NotALanguageRule: ValueRule {
    public static let description = RuleDescription(
        id: "value.not-a-language",
        title: "The value is not a language",
        severity: .error,
        source: "Field standard 2.0, rows 23 and 24: ISO 639-2 (rule G19)",
        rationale: "An interpreter can be found for a language that everybody calls by the same code.",
        passing: .init("prs_PrimaryLanguage,cas_Status\nvie,Active\n"),
        failing: .init("prs_PrimaryLanguage,cas_Status\nthe village tongue,Active\n"))

    public static let fault = ValueFault.notALanguage

    public static func severity(for field: FieldSpec) -> Severity? {
        field.codeList == .iso639 ? description.severity : nil
    }

    public static func message(_ field: FieldSpec, suggestion: String?) -> Message {
        let problem: Message = "This is neither the code nor the name of a language."
        if let suggestion { return "\(problem) Did you mean \(suggestion)?" }
        return "\(problem) Write its three-letter code of ISO 639-2, such as vie."
    }
}
