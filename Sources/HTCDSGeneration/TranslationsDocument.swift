/// The shape of `Schemas/standard/translations/*.json`: what fields and codes are called in a language.
struct TranslationsDocument: Decodable {
    static let folder = "Schemas/standard/translations"

    /// The languages into which every field and code is translated. English has other words only.
    static let translated = ["ar", "es", "fr", "pt", "ru"]
    static let all = ["ar", "en", "es", "fr", "pt", "ru"]

    static func path(language: String) -> String { "\(folder)/\(language).json" }

    let language: String
    /// Names by field; the first one is the translation.
    let fields: [String: [String]]
    /// Names by code list and code; the first one is the translation.
    let codes: [String: [String: [String]]]

    /// - Throws: `GenerationError` naming every field and code that is unknown, nameless or not translated.
    func check(against standard: StandardDocument) throws(GenerationError) {
        let path = Self.path(language: language)
        let isWhole = Self.translated.contains(language)
        var wrong: [String] = []
        let known = Set(standard.fields.map(\.id))
        wrong += fields.keys.filter { !known.contains($0) }.map { "\($0) is no field" }
        let lists = Dictionary(
            standard.codeLists.map { ($0.id, Set($0.codes.map(\.name))) }, uniquingKeysWith: { first, _ in first })
        for (list, names) in codes {
            wrong += names.keys.filter { lists[list]?.contains($0) != true }.map { "\(list).\($0) is no code" }
        }
        let empty = { (names: [String]?) in names?.contains { $0.isEmpty } ?? isWhole || names?.isEmpty == true }
        wrong += standard.fields.map(\.id).filter { empty(fields[$0]) }.map { "\($0) has no name" }
        for list in standard.codeLists {
            wrong += list.codes.filter { empty(codes[list.id]?[$0.name]) }.map { "\(list.id).\($0.name) has no name" }
        }
        if !wrong.isEmpty { throw GenerationError(message: "\(path): \(wrong.sorted().joined(separator: ", "))") }
    }
}

/// The shape of `Schemas/standard/cldr-names.json`: countries and languages in other languages than English.
struct NamesDocument: Decodable {
    static let path = "Schemas/standard/cldr-names.json"
    /// Names by alpha-2 code; none of them is that of another country in any of the languages.
    let countries: [String: [String]]
    /// Names by the terminological code of ISO 639-2, likewise.
    let languages: [String: [String]]
}

/// The shape of `Schemas/standard/words.json`: lists of words by what they tell.
struct WordsDocument: Decodable {
    static let path = "Schemas/standard/words.json"
    let lists: [String: [String]]

    init(from decoder: any Decoder) throws {
        let all = try decoder.singleValueContainer().decode([String: Entry].self)
        lists = all.compactMapValues { entry in
            if case .words(let words) = entry { words } else { nil }
        }
    }

    private enum Entry: Decodable {
        case note
        case words([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if (try? container.decode(String.self)) != nil {
                self = .note
            } else {
                self = .words(try container.decode([String].self))
            }
        }
    }
}
