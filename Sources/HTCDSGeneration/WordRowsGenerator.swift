/// The words that a draft of a mapping knows, as one text.
enum WordRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/WordRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "WordRows", source: WordsDocument.path, columns: "what they tell, words",
            rows: sources.words.lists.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}
