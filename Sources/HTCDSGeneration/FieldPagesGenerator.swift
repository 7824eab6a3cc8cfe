/// The reference of all fields and code lists, to read.
enum FieldPagesGenerator: FileGenerator {
    static let output = "Documentation/fields.md"

    static func text(from sources: PackageSources) throws -> String {
        let standard = sources.standard
        let shape = RecordShape(sources: sources)
        var text = """
            <!-- \(RecordShape.header) -->

            # Fields of HTCDS \(standard.version)

            \(standard.fields.count) fields, of which \(standard.fields.count { $0.core }) are core and \
            \(standard.fields.count { $0.status == "deprecated" }) deprecated. Ids, labels and codes are those of the field \
            standard that the International Organization for Migration publishes under CC BY 4.0; definitions and other \
            names are this project's own.

            """
        for table in standard.tables {
            text +=
                "\n## \(table.title)\n\n| id | label | kind | core | definition |\n| --- | --- | --- | --- | --- |\n"
            let fields = shape.fields(of: table.id)
            for field in fields {
                let marks = [field.core ? "core" : nil, field.status == "deprecated" ? "deprecated" : nil].compactMap(
                    \.self
                )
                .joined(separator: ", ")
                text +=
                    "| `\(field.id)` | \(cell(field.label)) | \(kind(field)) | \(cell(marks)) | "
                    + "\(cell(field.definition))\(cell(otherNames(field))) |\n"
            }
        }
        text += "\n# Code lists\n"
        for list in standard.codeLists {
            let users = list.fields.map { "`\($0)`" }.joined(separator: ", ")
            let isOpen = standard.fields.contains { $0.codeList == list.id && $0.openList == true }
            text += "\n## \(list.id)\n\nOf \(users).\(isOpen ? " Open: other values may stand beside these." : "")\n\n"
            text += "| code | label | definition | also met as |\n| --- | --- | --- | --- |\n"
            for code in list.codes {
                let others = (code.aliases ?? []) + (code.superseded ?? []).map { "\($0.text) (until \($0.version))" }
                text +=
                    "| `\(code.name)` | \(cell(code.label)) | \(cell(code.definition)) | "
                    + "\(cell(others.joined(separator: "; "))) |\n"
            }
        }
        text += """

            ## iso3166-1

            Of \(users(of: "iso3166-1", standard)). The \(sources.countries.countries.count) alpha-2 codes of ISO 3166-1; \
            `htcds spec values prs_Citizenship` lists them.

            ## iso639-2

            Of \(users(of: "iso639-2", standard)). The \(sources.languages.languages.count) terminological codes of ISO \
            639-2; `htcds spec values prs_PrimaryLanguage` lists them.

            """
        return text
    }

    private static func users(of list: String, _ standard: StandardDocument) -> String {
        standard.fields.filter { $0.codeList == list }.map { "`\($0.id)`" }.joined(separator: ", ")
    }

    private static func kind(_ field: StandardDocument.Field) -> String {
        if let list = field.codeList { return "\(field.kind) of [\(list)](#\(list.lowercased()))" }
        return field.lookupTarget.map { "\(field.kind) of \($0)" } ?? field.kind
    }

    private static func otherNames(_ field: StandardDocument.Field) -> String {
        let names =
            (field.labelAliases ?? []).map(\.label) + (field.aliases ?? []).map { "`\($0.id)`" }
            + (field.formerIds ?? []).map { "`\($0.id)` (until \($0.version))" }
        return names.isEmpty ? "" : " Also met as \(names.joined(separator: ", "))."
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
