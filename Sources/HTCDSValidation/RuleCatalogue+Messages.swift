internal import HTCDSCells
public import HTCDSFindings
internal import HTCDSSpec

extension RuleCatalogue {
    /// Every sentence that a rule can say: for each field, fault and variant, with a suggestion and without. What a
    /// catalogue of translations must hold.
    public static var messages: [(rule: RuleID, message: Message)] {
        var found: [(rule: RuleID, message: Message)] = []
        var seen: Set<String> = []
        func add(_ rule: any Rule.Type, _ message: Message) {
            guard seen.insert("\(rule.description.id)\t\(message.template)").inserted else { return }
            found.append((rule.description.id, message))
        }
        let fields = HTCDSStandard.v2_0.fields
        for rule in valueRules {
            for field in fields {
                for fault in [rule.fault] + rule.furtherFaults {
                    for suggestion in [nil, "Other"] {
                        add(rule, rule.message(field, fault: fault, suggestion: suggestion))
                    }
                }
            }
        }
        for rule in batchRules {
            for field in fields.map(Optional.some) + [nil] {
                for variant in 0..<4 { add(rule, rule.message(field, variant: variant)) }
            }
        }
        for rule in columnRules {
            for field in fields {
                for message in rule.messages(field) { add(rule, message) }
            }
        }
        for rule in remarkRules { add(rule, rule.message) }
        for rule in fileRules { add(rule, rule.message) }
        add(UnreadableRecordRule.self, UnreadableRecordRule.message(cause: ""))
        add(
            SuppressionExpiredRule.self,
            SuppressionExpiredRule.message("value.not-a-date", scope: "everywhere", line: 1, until: "2026-01-31"))
        add(
            SuppressionUnusedRule.self,
            SuppressionUnusedRule.message("value.not-a-date", scope: "everywhere", line: 1))
        return found
    }
}
