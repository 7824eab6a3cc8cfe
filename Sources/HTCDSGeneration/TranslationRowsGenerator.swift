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
