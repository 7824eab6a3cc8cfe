public import HTCDSFindings

/// What `htcds rules` prints of rules, in the language asked for.
public enum RuleText {
    /// A rule a line: id, severity, title.
    /// - Parameter rules: with what each weighs: `error`, `warning`, `info` or `off`.
    public static func list(_ rules: [(RuleDescription, weight: String)], in language: ReportLanguage) -> String {
        let words = ReportWords(language: language)
        let longest = rules.map { told($0.weight, words).count }.max() ?? 0
        return rules.map { rule, weight in
            TextPage.padded(rule.id.rawValue, to: 34) + " "
                + TextPage.padded(told(weight, words), to: max(8, longest)) + " \(rule.told(in: language).title)\n"
        }.joined()
    }

    /// Everything about one rule.
    /// - Parameters:
    ///   - weight: what it weighs by the profile: `error`, `warning`, `info` or `off`.
    ///   - fields: fields for which it weighs something else.
    public static func page(
        _ rule: RuleDescription, weight: String, fields: [(field: String, weight: String)], profile: String,
        isLocal: Bool, in language: ReportLanguage
    ) -> String {
        let words = ReportWords(language: language)
        let told = rule.told(in: language)
        let width = words.width(.severityColumn, .source, .since)
        func line(_ label: Phrase, _ text: String) -> String { TextPage.padded(words(label), to: width) + text + "\n" }
        var severity = self.told(rule.severity.rawValue, words)
        if weight != rule.severity.rawValue {
            severity += ", " + words(.weightByProfile, self.told(weight, words), profile)
        }
        for field in fields { severity += "; \(field.field): \(self.told(field.weight, words))" }
        return "\(rule.id): \(told.title)\n\(told.rationale)\n\n" + line(.severityColumn, severity)
            + line(.source, told.source) + (isLocal ? "" : line(.since, rule.since))
    }

    /// The severity as JSON has it where the language is that of JSON.
    private static func told(_ weight: String, _ words: ReportWords) -> String {
        guard words.language != .english, let severity = Severity(rawValue: weight) else { return weight }
        return words.severity(severity)
    }
}
