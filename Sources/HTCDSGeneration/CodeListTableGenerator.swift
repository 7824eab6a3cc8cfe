/// The code lists of the standard with their names, labels, definitions and aliases.
enum CodeListTableGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/CodeListTable2_0.swift"

    static func text(from sources: PackageSources) throws -> String {
        let lists = sources.standard.codeLists
        var text = SwiftText.header(source: StandardDocument.path) + "\nenum CodeListTable2_0 {\n"
        text += "    static let all: [CodeList] = [\n"
        for list in lists { text += "        \(property(list)),\n" }
        text += "    ]\n"
        for list in lists {
            text += "\n    private static let \(property(list)): CodeList = CodeList(\n"
            text += "        id: CodeListID(rawValue: \(SwiftText.literal(list.id))),\n        codes: [\n"
            for (number, code) in list.codes.enumerated() { text += entry(code, number: number) }
            text += "        ])\n"
        }
        return text + "}\n"
    }

    /// `prs_Gender` gives `prsGender`.
    private static func property(_ list: StandardDocument.CodeList) -> String {
        list.id.replacing("_", with: "")
    }

    private static func entry(_ code: StandardDocument.Code, number: Int) -> String {
        var arguments = [
            "number: \(number)",
            "name: \(SwiftText.literal(code.name))",
            "label: \(SwiftText.literal(code.label))",
            "definition: \(SwiftText.literal(code.definition))",
        ]
        if let aliases = code.aliases { arguments.append("aliases: \(SwiftText.literal(aliases))") }
        if let values = code.superseded { arguments.append("superseded: \(SupersededText.array(values, indent: 16))") }
        return "            CodeSpec(\n                " + arguments.joined(separator: ",\n                ") + "),\n"
    }
}
