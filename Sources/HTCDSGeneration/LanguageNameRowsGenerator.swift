/// Languages in other languages than English, as one text.
enum LanguageNameRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/LanguageNameRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "LanguageNameRows", source: NamesDocument.path, columns: "639-2/T, names",
            rows: sources.names.languages.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}
