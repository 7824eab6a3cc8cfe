import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

struct MessageTests {
    /// Every message that a rule can say of any field of the standard.
    static var all: [(rule: RuleDescription, message: String)] {
        let fields = HTCDSStandard.v2_0.fields
        let value = RuleCatalogue.valueRules.flatMap { rule in
            fields.flatMap { field in
                [nil, "VN"].map { (rule.description, rule.message(field, suggestion: $0).text) }
                    + rule.furtherFaults.map {
                        (rule.description, rule.message(field, fault: $0, suggestion: nil).text)
                    }
            }
        }
        let batch = RuleCatalogue.batchRules.flatMap { rule in
            (0..<4).map { (rule.description, rule.message(nil, variant: $0).text) }
        }
        return value + batch + RuleCatalogue.fileRules.map { ($0.description, $0.message.text) }
    }

    @Test func messagesAreWholeSentences() {
        #expect(Self.all.count > 1000)
        for (rule, message) in Self.all { Self.expectSentence(message, rule.id) }
    }

    /// What only the tool finds implausible; a mere piece of news needs no such words.
    @Test func opinionsAreCalledOpinions() {
        let opinions = Self.all.filter {
            $0.rule.source == RuleDescription.toolsOpinion && $0.rule.severity >= .warning
        }
        #expect(Set(opinions.map(\.rule.id)).count == 22)
        for (rule, message) in opinions {
            #expect(message.contains("this tool's own opinion"), "\(rule.id)")
        }
    }

    @Test func suggestionsAreNamed() {
        let field = HTCDSStandard.v2_0.fields[0]
        for rule in [SupersededValueRule.self, LabelInsteadOfCodeRule.self] as [any ValueRule.Type] {
            #expect(rule.message(field, suggestion: "FollowUp").text.contains("FollowUp"))
        }
    }

    /// A value that is in every cell and in a header of its own must not come back in any message.
    @Test(arguments: [
        "Zorblax", "Zorblax Quimby", "Zorblax;Zorblax", "04/05/1999", "31/31/1999", "2999-01-01", "4711", "-4711.5",
        "zorblax@quimby", "+00", "2562-05-03", "1402-05-03", "ZorblaxÃ©", "Zorblax\u{FFFD}", "Female;Zorblax",
        "FollowUp;Zorblax",
    ])
    func messagesHoldNoValue(_ canary: String) throws {
        let ids = HTCDSStandard.v2_0.fields.map(\.id) + ["Zorblax 4711", "prs_First_Name", "prs_Gender"]
        let row = Array(repeating: canary, count: ids.count + 1).joined(separator: ",")
        let csv = "\(ids.joined(separator: ","))\n\(row)\n\(canary),\(canary)\n"
        for mapping in [Chain.standardMapping, Chain.standardMapping.replacing("keep: all", with: "")] {
            let outcome = try Chain.check(csv, mapping: mapping, samples: 0)
            #expect(outcome.messages.count > 20)
            for message in outcome.messages {
                for part in canary.split(separator: ";") where part != "FollowUp" && part != "Female" {
                    #expect(!message.contains(part), "\(message)")
                }
                #expect(!message.contains("Zorblax"))
                Self.expectSentence(message, "value.any")
            }
        }
    }

    static func expectSentence(_ message: String, _ rule: RuleID) {
        #expect(message.hasSuffix(".") || message.hasSuffix("?"), "\(rule): \(message)")
        #expect(message.count > 20 && message.first?.isUppercase == true, "\(rule): \(message)")
        #expect(!message.contains("  ") && !message.contains("\n"), "\(rule): \(message)")
        // What is wrong, and what to do.
        #expect(message.matches(of: /[.?](\s|$)/).count <= 2, "\(rule): \(message)")
    }
}
