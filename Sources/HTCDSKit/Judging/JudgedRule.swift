public import HTCDSFindings
import HTCDSValidation

/// A rule as a profile weighs it.
public struct JudgedRule: Sendable {
    public let description: RuleDescription
    /// `error`, `warning`, `info` or `off`.
    public let weight: String
    /// Fields for which it weighs something else, by official id.
    public let fields: [(field: String, weight: String)]
    /// The rule itself where it is one of the profile's own.
    let local: LocalRule?

    /// Every rule of the catalogue and of the profile, sorted by id.
    public static func all(by loaded: LoadedProfile) -> [JudgedRule] {
        let profile = loaded.profile
        let rules =
            RuleCatalogue.descriptions.map { ($0, nil) } + profile.localRules.map { ($0.description, Optional($0)) }
        return rules.sorted { $0.0.id < $1.0.id }.map { rule, local in
            let own = profile.weights[rule.id]
            let isAsked = local != nil || profile.looks(for: rule.id)
            return JudgedRule(
                description: rule, weight: isAsked ? own?.everywhere?.text ?? rule.severity.rawValue : "off",
                fields: (own?.fields ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) },
                local: local)
        }
    }

    /// What `htcds rules check` says of a profile in which nothing is wrong.
    public static func summary(of loaded: LoadedProfile) -> String {
        let profile = loaded.profile
        func number(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
        let examples = profile.localRules.reduce(0) { $0 + $1.passing.count + $1.failing.count }
        return """
            The profile \(profile.name) is sound.
            \(number(profile.severityChanges.count, "weight")) otherwise than in the catalogue, \
            \(number(profile.required.count, "required field"))
            \(number(profile.localRules.count, "rule")) of its own, \(number(examples, "example")) tried
            \(number(profile.localCodes.count, "code")) of its own

            """
    }
}
