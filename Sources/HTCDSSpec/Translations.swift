/// What fields and codes are called in English, French, Spanish, Portuguese, Arabic and Russian, besides the standard's
/// own labels. This project's own words, not the publisher's.
public enum Translations {
    public struct Entry: Sendable {
        /// `ar`, `en`, `es`, `fr`, `pt` or `ru`.
        public let language: String
        /// Id of the field, or of the code list.
        public let id: String
        /// Name of the code, nil for a field.
        public let code: String?
        /// The first is the translation, the others are met instead. English has other words only.
        public let names: [String]
    }

    /// Split from a text on first use.
    public static let all: [Entry] = TranslationRows.text.rows().map { cells in
        Entry(language: cells[0], id: cells[1], code: cells[2].isEmpty ? nil : cells[2], names: cells[3].list())
    }
}

/// Names of countries and languages in French, Spanish, Portuguese, Arabic and Russian, from the Unicode CLDR. None of
/// them stands for two.
public enum TranslatedNames {
    /// Names by alpha-2 code.
    public static let countries = table(CountryNameRows.text)
    /// Names by the terminological code of ISO 639-2.
    public static let languages = table(LanguageNameRows.text)

    private static func table(_ text: String) -> [String: [String]] {
        Dictionary(text.rows().map { ($0[0], $0[1].list()) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Words that tell what a column is about, besides the names of fields: from `Schemas/standard/words.json`.
public enum Words {
    /// The words of a list, none for a list that is not there.
    public static func list(_ name: String) -> [String] { lists[name] ?? [] }

    private static let lists = Dictionary(
        WordRows.text.rows().map { ($0[0], $0[1].list()) }, uniquingKeysWith: { first, _ in first })
}
