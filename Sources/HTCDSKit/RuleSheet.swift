public import HTCDSFindings
import HTCDSReports
import HTCDSValidation

/// The rules as `htcds rules` prints them.
public enum RuleSheet {
    /// A rule a line: id, severity, title.
    public static func list(_ rules: [JudgedRule], in language: ReportLanguage) -> String {
        RuleText.list(rules.map { ($0.description, $0.weight) }, in: language)
    }

    /// Everything about one rule.
    /// - Parameter loaded: the profile that weighs it.
    public static func page(_ rule: JudgedRule, by loaded: LoadedProfile, in language: ReportLanguage) -> String {
        RuleText.page(
            rule.description, weight: rule.weight, fields: rule.fields, profile: loaded.profile.name,
            local: rule.local.map { local in
                RuleText.Local(
                    profile: local.profile, message: local.messages[language.rawValue] ?? local.message,
                    field: local.field, when: local.when?.text, demand: local.demand.text)
            }, in: language)
    }
}
