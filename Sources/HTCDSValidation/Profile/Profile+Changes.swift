public import HTCDSFindings
import HTCDSSpec

extension Profile {
    /// Where the profile weighs a rule otherwise than the catalogue, by rule and field.
    public var severityChanges: [Report.SeverityChange] {
        weights.sorted { $0.key < $1.key }.flatMap { rule, weight in
            let description =
                RuleCatalogue.descriptions.first { $0.id == rule }
                ?? localRules.first { $0.id == rule }?.description
            guard let description else { return [Report.SeverityChange]() }
            let everywhere = weight.everywhere.map { (field: String?.none, to: $0) }
            let own = weight.fields.sorted { $0.key < $1.key }.map { (field: String?.some($0.key), to: $0.value) }
            return ([everywhere].compactMap { $0 } + own).compactMap { field, to in
                let from = Self.usual(description, field).rawValue
                return to.text == from
                    ? nil : Report.SeverityChange(rule: rule, field: field, from: from, to: to.text)
            }
        }
    }

    /// What a finding of a rule weighs at a field by itself.
    private static func usual(_ rule: RuleDescription, _ field: String?) -> Severity {
        guard let spec = field.flatMap({ HTCDSStandard.v2_0.field(id: $0) }),
            let type = RuleCatalogue.valueRules.first(where: { $0.description.id == rule.id })
        else { return rule.severity }
        return type.severity(for: spec) ?? min(rule.severity, .warning)
    }
}
