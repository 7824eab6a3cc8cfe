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

    /// What a rule of a profile says of itself.
    public struct Local: Sendable {
        /// Name of the profile that it comes from.
        public var profile: String
        /// What it tells, in the language asked for where the profile has it.
        public var message: String
        /// Official id of the field at which it is told.
        public var field: String
        /// Where it applies and what must hold there, as the document has it; nil: everywhere.
        public var when: String?
        public var demand: String

        public init(profile: String, message: String, field: String, when: String?, demand: String) {
            self.profile = profile
            self.message = message
            self.field = field
            self.when = when
            self.demand = demand
        }
    }

    /// Everything about one rule.
    /// - Parameters:
    ///   - weight: what it weighs by the profile: `error`, `warning`, `info` or `off`.
    ///   - fields: fields for which it weighs something else.
    ///   - profile: name of the profile that weighs it.
    ///   - local: nil for a rule of the catalogue.
    public static func page(
        _ rule: RuleDescription, weight: String, fields: [(field: String, weight: String)], profile: String,
        local: Local?, in language: ReportLanguage
    ) -> String {
        let words = ReportWords(language: language)
        let told = rule.told(in: language)
        let width = words.width(.severityColumn, .source, .since, .fieldColumn, .whenColumn, .demandColumn)
        func line(_ label: Phrase, _ text: String) -> String { TextPage.padded(words(label), to: width) + text + "\n" }
        var severity = self.told(rule.severity.rawValue, words)
        if weight != rule.severity.rawValue {
            severity += ", " + words(.weightByProfile, self.told(weight, words), profile)
        }
        for field in fields { severity += "; \(field.field): \(self.told(field.weight, words))" }
        var text =
            "\(rule.id): \(told.title)\n\(local?.message ?? told.rationale)\n\n" + line(.severityColumn, severity)
        if let local {
            text += line(.source, words(.theProfile, local.profile)) + line(.fieldColumn, local.field)
            if let when = local.when { text += line(.whenColumn, when) }
            return text + line(.demandColumn, local.demand)
        }
        return text + line(.source, told.source) + line(.since, rule.since)
    }

    /// The severity as JSON has it where the language is that of JSON.
    private static func told(_ weight: String, _ words: ReportWords) -> String {
        guard words.language != .english else { return weight }
        return Severity(rawValue: weight).map { words.severity($0) } ?? words(.off)
    }
}
