/// The fields of the earlier versions as one text: a line a field, columns split by tabs.
enum EarlierFieldRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/EarlierFieldRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.earlier.flatMap { document in
            document.fields.map { field in
                [
                    document.version, field.id, field.label, field.table, field.kind, field.status,
                    field.core ? "core" : "", field.codeList ?? "", field.openList == true ? "open" : "",
                    field.lookupTarget ?? "", field.pattern ?? "", String(field.row), field.definition ?? "",
                ]
            }
        }
        return try RowText.file(
            name: "EarlierFieldRows", source: "Schemas/standard/htcds-*.json",
            columns: "version, id, label, table, kind, status, core, code list, open, target, pattern, row, definition",
            rows: rows)
    }
}
