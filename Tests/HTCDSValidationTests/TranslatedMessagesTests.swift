import HTCDSFindings
import HTCDSValidation
import Testing

/// Every sentence that a rule can say, and every title and reason, is there in every language.
@Suite struct TranslatedMessagesTests {
    struct Sentence: Hashable {
        var section: String
        var template: String
    }

    static var said: Set<Sentence> {
        var said = Set(
            RuleCatalogue.messages.map { Sentence(section: $0.rule.rawValue, template: $0.message.template) })
        for rule in RuleCatalogue.descriptions {
            said.insert(Sentence(section: rule.id.rawValue, template: rule.title))
            said.insert(Sentence(section: rule.id.rawValue, template: rule.rationale))
        }
        return said
    }

    @Test(arguments: ReportLanguage.translated)
    func everySentenceIsTranslated(_ language: ReportLanguage) {
        let rules = Set(RuleCatalogue.descriptions.map(\.id.rawValue))
        let there = Set(
            MessageCatalogue.entries(language).filter { rules.contains($0.section) }
                .map { Sentence(section: $0.section, template: $0.template) })
        let missing = Self.said.subtracting(there).sorted { ($0.section, $0.template) < ($1.section, $1.template) }
        #expect(missing.isEmpty, "\(missing.map { "MISSING\t\($0.section)\t\($0.template)" }.joined(separator: "\n"))")
    }
}
