/// What messages and the words of reports are in other languages: `Schemas/messages/*.yaml`, by the English template.
///
/// Split from texts on first use.
public enum MessageCatalogue {
    /// A template of a section, which is the id of a rule or a part of the report.
    public struct Entry: Sendable, Hashable {
        public let section: String
        public let template: String
        public let translation: String
    }

    /// All entries of a language, sorted by section and template.
    public static func entries(_ language: ReportLanguage) -> [Entry] { all[language] ?? [] }

    /// The translation of a template; nil where there is none, and for English.
    public static func translation(of template: String, in language: ReportLanguage) -> String? {
        // Nobody who reads English waits until the others are split.
        language == .english ? nil : translations[language]?[template]
    }

    /// Retells a sentence of a section in another language.
    /// - Parameters:
    ///   - parameters: those that the sentence was made with, where they are known.
    /// - Returns: the sentence itself where it is none of the section.
    public static func retell(
        _ text: String, parameters: [String] = [], section: String, from: ReportLanguage = .english,
        to: ReportLanguage
    ) -> String {
        guard from != to else { return text }
        if parameters.isEmpty {
            guard let found = match(text, section: section, in: from) else { return text }
            return Message(template: found.template, parameters: found.parameters).text(in: to)
        }
        for template in templates[section] ?? [] where MessageTemplate(template).count == parameters.count {
            let message = Message(template: template, parameters: parameters)
            if message.text(in: from) == text { return message.text(in: to) }
        }
        return text
    }

    /// The template of a section that a text was made of, and what stands in its places; nil where there is none.
    static func match(
        _ text: String, section: String, in language: ReportLanguage
    ) -> (template: String, parameters: [String])? {
        for template in templates[section] ?? [] {
            let told = translation(of: template, in: language) ?? template
            if let found = MessageTemplate(told).parameters(in: text) { return (template, found) }
        }
        return nil
    }

    /// Retells a shape of ``ValueShape``, part by part: "5 letters, not Latin".
    public static func retellShape(_ text: String, to language: ReportLanguage) -> String {
        guard language != .english else { return text }
        // A comma may stand at the end of a part: "several values separated by ,, not Latin".
        return text.split(separator: ", ", omittingEmptySubsequences: false).map {
            retell(String($0), section: "findings.shape", to: language)
        }.joined(separator: ", ")
    }

    /// Retells where a suppression applies, part by part: "column Gender, sheet Cases".
    public static func retellScope(_ text: String, to language: ReportLanguage) -> String {
        text.split(separator: ", ", omittingEmptySubsequences: false).map {
            retell(String($0), section: "suppressed.scope", to: language)
        }.joined(separator: ", ")
    }

    private static let all: [ReportLanguage: [Entry]] = {
        var all: [ReportLanguage: [Entry]] = [:]
        for line in MessageRows.text.utf8.split(separator: UInt8(ascii: "\n")) {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard cells.count == 4, let language = ReportLanguage(rawValue: cells[0]) else { continue }
            all[language, default: []].append(Entry(section: cells[1], template: cells[2], translation: cells[3]))
        }
        return all
    }()

    private static let translations = all.mapValues { entries in
        Dictionary(entries.map { ($0.template, $0.translation) }, uniquingKeysWith: { first, _ in first })
    }

    /// Templates by section, those that say most in their own words first: a shorter one may fit a longer sentence.
    private static let templates: [String: [String]] = {
        var templates: [String: [String]] = [:]
        for entry in entries(.french) { templates[entry.section, default: []].append(entry.template) }
        return templates.mapValues { section in
            section.map { ($0, MessageTemplate($0).filled { _, _ in "" }.utf8.count) }
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
        }
    }()
}
