/// The languages as one text: a line a language, columns split by tabs, lists within a column by `|`.
enum LanguageRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/LanguageRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.languages.languages.sorted { $0.alpha3T < $1.alpha3T }.map { language in
            [
                language.alpha3T, language.alpha3B ?? "", language.alpha2 ?? "", language.name,
                RowText.distinct(language.otherNames ?? [], besides: language.name).joined(separator: "|"),
            ]
        }
        return try RowText.file(
            name: "LanguageRows", source: LanguagesDocument.path,
            columns: "639-2/T, 639-2/B, 639-1, name, other names", rows: rows)
    }
}
