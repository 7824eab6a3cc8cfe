/// The fields of the standard, one array for each table.
enum FieldTableGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/FieldTable2_0.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = Array(sources.standard.fields.enumerated())
        var tables: [String] = []
        for row in rows where !tables.contains(row.element.table) { tables.append(row.element.table) }

        var text = SwiftText.header(source: StandardDocument.path) + "\nenum FieldTable2_0 {\n"
        text += "    static let all: [FieldSpec] =\n        "
        text += tables.map(property).joined(separator: "\n        + ") + "\n"
        for table in tables {
            text += "\n    private static let \(property(table)): [FieldSpec] = [\n"
            for row in rows where row.element.table == table {
                text += entry(row.element, number: row.offset)
            }
            text += "    ]\n"
        }
        return text + "}\n"
    }

    /// `person` gives `personFields`; the bare name would be a keyword for `case`.
    private static func property(_ table: String) -> String {
        "\(table)Fields"
    }

    private static func entry(_ field: StandardDocument.Field, number: Int) -> String {
        var arguments = [
            "number: \(number)",
            "id: \(SwiftText.literal(field.id))",
            "label: \(SwiftText.literal(field.label))",
            "table: .\(field.table)",
            "kind: .\(field.kind)",
            "status: .\(field.status)",
            "isCore: \(field.core)",
        ]
        if let list = field.codeList {
            arguments.append("codeList: CodeListID(rawValue: \(SwiftText.literal(list)))")
        }
        if field.openList == true { arguments.append("isOpenList: true") }
        if let target = field.lookupTarget { arguments.append("lookupTarget: \(SwiftText.literal(target))") }
        if let pattern = field.pattern { arguments.append("pattern: \(SwiftText.literal(pattern))") }
        arguments.append("definition: \(SwiftText.literal(field.definition))")
        if let aliases = field.aliases {
            arguments.append("misspeltIDs: \(SwiftText.literal(aliases.filter { $0.kind == "misspelt" }.map(\.id)))")
        }
        if let aliases = field.labelAliases {
            arguments.append("labelAliases: \(SwiftText.literal(aliases.map(\.label)))")
        }
        if let former = field.formerIds {
            let entries = former.map { former in
                "FormerID(id: \(SwiftText.literal(former.id)), version: \(SwiftText.literal(former.version)), "
                    + "grade: \(SwiftText.literal(former.grade)))"
            }
            arguments.append("formerIDs: [\(entries.joined(separator: ", "))]")
        }
        arguments.append("sheetRow: \(field.row)")
        if let values = field.supersededWithoutTarget {
            arguments.append("supersededWithoutTarget: \(SupersededText.array(values, indent: 12))")
        }
        return "        FieldSpec(\n            " + arguments.joined(separator: ",\n            ") + "),\n"
    }
}
