/// What fields and codes are called in other languages, as one text.
enum TranslationRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/TranslationRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        var rows: [[String]] = []
        for document in sources.translations {
            for field in sources.standard.fields {
                guard let names = document.fields[field.id] else { continue }
                rows.append([document.language, field.id, "", names.joined(separator: "|")])
            }
            for list in sources.standard.codeLists {
                for code in list.codes {
                    guard let names = document.codes[list.id]?[code.name] else { continue }
                    rows.append([document.language, list.id, code.name, names.joined(separator: "|")])
                }
            }
        }
        return try RowText.file(
            name: "TranslationRows", source: TranslationsDocument.folder,
            columns: "language, field or code list, code, names", rows: rows)
    }
}

/// Countries in other languages than English, as one text.
enum CountryNameRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/CountryNameRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "CountryNameRows", source: NamesDocument.path, columns: "alpha-2, names",
            rows: sources.names.countries.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}

/// Languages in other languages than English, as one text.
enum LanguageNameRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/LanguageNameRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "LanguageNameRows", source: NamesDocument.path, columns: "639-2/T, names",
            rows: sources.names.languages.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}

/// The words that a draft of a mapping knows, as one text.
enum WordRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/WordRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "WordRows", source: WordsDocument.path, columns: "what they tell, words",
            rows: sources.words.lists.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}
