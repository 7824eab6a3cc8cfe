import Foundation

/// The shape of `Schemas/messages/*.yaml`: what the sentences of reports are in a language, by the English template,
/// grouped by the rule or the part of the report that says them.
///
/// YAML of the plainest kind, so that it is read without a library: a section a line, and below it each template and its
/// translation on a line of their own, in double quotes with the escapes of JSON; all sorted.
struct MessagesDocument {
    static let folder = "Schemas/messages"
    static let languages = ["es", "fr"]
    static func path(language: String) -> String { "\(folder)/\(language).yaml" }

    struct Entry {
        var section: String
        var template: String
        var translation: String
    }

    let language: String
    private(set) var entries: [Entry] = []

    /// - Throws: `GenerationError` naming the line that is not as it should be.
    init(_ text: String, language: String) throws(GenerationError) {
        self.language = language
        let path = Self.path(language: language)
        var section: String?
        var template: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            func wrong(_ what: String) -> GenerationError {
                GenerationError(message: "\(path), line \(index + 1): \(what)")
            }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("    ") {
                guard let section, let known = template, let translation = Self.quoted(line.dropFirst(4)) else {
                    throw wrong("a translation in quotes belongs below its template")
                }
                guard Self.places(known) == Self.places(translation) else {
                    throw wrong("the translation must have the same places {0}, {1} … as its template")
                }
                entries.append(Entry(section: section, template: known, translation: translation))
                template = nil
            } else if line.hasPrefix("  "), line.hasSuffix(":") {
                guard template == nil, section != nil, let next = Self.quoted(line.dropFirst(2).dropLast()) else {
                    throw wrong("a template in quotes belongs below its section")
                }
                if let last = entries.last, last.section == section, last.template >= next {
                    throw wrong("templates must be sorted, each there once")
                }
                template = next
            } else if line.hasSuffix(":"), line.first?.isLetter == true, template == nil {
                let next = String(line.dropLast())
                if let section, section >= next { throw wrong("sections must be sorted, each there once") }
                section = next
            } else {
                throw wrong("this is no section, template or translation")
            }
        }
        if template != nil { throw GenerationError(message: "\(path): the last template has no translation") }
    }

    private static func quoted(_ text: Substring) -> String? {
        guard text.hasPrefix("\""), text.hasSuffix("\"") else { return nil }
        return try? JSONDecoder().decode(String.self, from: Data(text.utf8))
    }

    /// The places of a sentence, sorted.
    static func places(_ text: String) -> [String] {
        text.matches(of: /\{[0-9]+(?::[a-z]+)?\}/).map { String($0.0) }.sorted()
    }
}
