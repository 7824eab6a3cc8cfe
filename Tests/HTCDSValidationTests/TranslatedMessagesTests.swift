import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

/// Every sentence that a rule can say, and every title, reason and cause of not running, is there in every language.
struct TranslatedMessagesTests {
    struct Sentence: Hashable, Comparable, CustomStringConvertible {
        var section: String
        var template: String
        var description: String { "\(section): \(template)" }
        static func < (one: Self, other: Self) -> Bool { one.description < other.description }
    }

    /// For each rule, field, fault, variant, with and without a suggestion.
    static let said: Set<Sentence> = {
        var said = Set(
            RuleCatalogue.messages.map { Sentence(section: $0.rule.rawValue, template: $0.message.template) })
        for rule in RuleCatalogue.descriptions {
            said.insert(Sentence(section: rule.id.rawValue, template: rule.title))
            said.insert(Sentence(section: rule.id.rawValue, template: rule.rationale))
        }
        return said
    }()

    static func there(_ language: ReportLanguage) -> Set<Sentence> {
        let rules = Set(RuleCatalogue.descriptions.map(\.id.rawValue))
        return Set(
            MessageCatalogue.entries(language).filter { rules.contains($0.section) }
                .map { Sentence(section: $0.section, template: $0.template) })
    }

    @Test(arguments: ReportLanguage.translated)
    func everySentenceIsTranslated(_ language: ReportLanguage) {
        #expect(Self.said.count > 200)
        let missing = Self.said.subtracting(Self.there(language)).sorted()
        #expect(missing.isEmpty, "missing in Schemas/messages/\(language.rawValue).yaml: \(missing)")
    }

    @Test(arguments: ReportLanguage.translated)
    func noTranslationIsLeftOver(_ language: ReportLanguage) {
        let left = Self.there(language).subtracting(Self.said).sorted()
        #expect(left.isEmpty, "no rule says this any more: \(left)")
    }

    /// One or two sentences, as in English: renderers cut a message into what is wrong and what to do.
    @Test(arguments: ReportLanguage.translated)
    func translationsAreSentences(_ language: ReportLanguage) {
        for (rule, message) in RuleCatalogue.messages where !message.template.hasPrefix("{0:sentence}") {
            let text = message.text(in: language)
            #expect(text != message.text, "\(rule)")
            #expect(text.hasSuffix(".") || text.hasSuffix("?"), "\(rule): \(text)")
            #expect(text.first?.isUppercase == true || "«¿".contains(text.first ?? " "), "\(rule): \(text)")
            let opinion = language == .french ? "avis propre à cet outil" : "criterio propio de esta herramienta"
            #expect(message.text.contains("this tool's own opinion") == text.contains(opinion), "\(rule)")
        }
    }

    /// Why rules do not run on a table that has no column, and on one that has a single one.
    @Test(arguments: ReportLanguage.translated)
    func causesOfNotRunningAreTold(_ language: ReportLanguage) {
        var causes: Set<String> = []
        for fields in [[], ["prs_FirstName"], ["cas_Status"], ["vic_TraffickingStatus"], ["prs_Birthdate"]] {
            let layout = RecordLayout(
                slots: fields.enumerated().compactMap { number, id in
                    HTCDSStandard.v2_0.field(id: id).map { SlotInfo(field: $0, entity: 0, columns: [number]) }
                }, entities: [EntityInfo(kind: .person, number: 1)], columns: [])
            for format in ["csv", "xml", "json"] {
                let validator = Validator(
                    RuleContext(standard: .v2_0, layout: layout, format: format, columnCount: fields.count))
                causes.formUnion(validator.skipped.map(\.why))
            }
        }
        #expect(causes.count > 12)
        for cause in causes.sorted() {
            let told = MessageCatalogue.retell(cause, section: "checks.skipped", to: language)
            #expect(told != cause, "\(cause)")
            #expect(MessageCatalogue.retell(told, section: "checks.skipped", from: language, to: .english) == cause)
        }
    }

    /// A report in a language is read again and told in another one.
    @Test func messagesAreRetold() {
        for (rule, message) in RuleCatalogue.messages {
            for language in ReportLanguage.translated {
                for other in ReportLanguage.allCases {
                    let parameters = message.parameters
                    let retold = MessageCatalogue.retell(
                        message.text(in: language), parameters: parameters, section: rule.rawValue, from: language,
                        to: other)
                    #expect(retold == message.text(in: other), "\(rule), from \(language) to \(other)")
                }
            }
        }
    }
}
