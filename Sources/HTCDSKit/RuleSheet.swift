public import HTCDSFindings
import HTCDSReports

/// The rules as `htcds rules` prints them.
public enum RuleSheet {
    /// A rule a line: id, severity, title.
    public static func list(_ rules: [JudgedRule], in language: ReportLanguage) -> String {
        RuleText.list(rules.map { ($0.description, $0.weight) }, in: language)
    }

    /// Everything about one rule.
    /// - Parameter profile: name of the profile that weighs it.
    public static func page(_ rule: JudgedRule, by profile: String, in language: ReportLanguage) -> String {
        RuleText.page(
            rule.description, weight: rule.weight, fields: rule.fields, profile: profile,
            isLocal: rule.isLocal, in: language)
    }
}
