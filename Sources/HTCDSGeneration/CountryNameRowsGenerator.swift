/// Countries in other languages than English, as one text.
enum CountryNameRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/CountryNameRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        try RowText.file(
            name: "CountryNameRows", source: NamesDocument.path, columns: "alpha-2, names",
            rows: sources.names.countries.sorted { $0.key < $1.key }.map { [$0.key, $0.value.joined(separator: "|")] })
    }
}
