/// One thing that does not conform, at one place, in words that hold no value of a person.
public struct Finding: Sendable, Hashable, Codable {
    public var rule: RuleID
    public var severity: Severity
    /// Official id of the field, nil where the finding has none.
    public var field: String?
    public var location: SourceLocation
    /// What is wrong and what to do, in one or two sentences, in the language of the report.
    public var message: String
    /// What stands in the places of the message's template; nil where it has none. Never what stands in a cell.
    public var parameters: [String]?
    /// What the value looks like ("10 characters, looks like dd/mm/yyyy"), nil where there is no value.
    public var shape: String?
    /// A code of a public list that was probably meant.
    public var suggestion: String?
    /// The value itself, only if the user asked for values in so many words.
    public var value: String?

    public init(
        rule: RuleID, severity: Severity, field: String? = nil, location: SourceLocation, message: String,
        shape: String? = nil, suggestion: String? = nil, value: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.field = field
        self.location = location
        self.message = message
        self.shape = shape
        self.suggestion = suggestion
        self.value = value
    }

    /// Says `message` in English, and keeps its parameters so that it can be told in another language.
    public init(
        rule: RuleID, severity: Severity, field: String? = nil, location: SourceLocation, message: Message,
        shape: String? = nil, suggestion: String? = nil, value: String? = nil
    ) {
        self.init(
            rule: rule, severity: severity, field: field, location: location, message: message.text, shape: shape,
            suggestion: suggestion, value: value)
        parameters = message.parameters.isEmpty || message.isOwn ? nil : message.parameters
    }

    /// The order of a report: source, record, column, rule. Findings about a whole file come before its records.
    public static func inReportOrder(_ a: Finding, _ b: Finding) -> Bool {
        let left = (a.location.source, a.location.record ?? 0, a.location.columnNumber ?? -1)
        let right = (b.location.source, b.location.record ?? 0, b.location.columnNumber ?? -1)
        if left != right { return left < right }
        if a.rule != b.rule { return a.rule < b.rule }
        return (a.field ?? "") < (b.field ?? "")
    }
}
