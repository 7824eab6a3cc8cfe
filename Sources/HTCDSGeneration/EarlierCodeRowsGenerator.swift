/// The code lists of the earlier versions as one text: a line a code, columns split by tabs.
enum EarlierCodeRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/EarlierCodeRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.earlier.flatMap { document in
            document.codeLists.flatMap { list in
                list.codes.map { [document.version, list.id, $0.name, $0.label] }
            }
        }
        return try RowText.file(
            name: "EarlierCodeRows", source: "Schemas/standard/htcds-*.json",
            columns: "version, code list, name, label",
            rows: rows)
    }
}
