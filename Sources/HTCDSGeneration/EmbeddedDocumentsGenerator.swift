/// The mapping documents that ship, embedded because an installed `htcds` has no folder beside it.
enum EmbeddedDocumentsGenerator: FileGenerator {
    static let output = "Sources/HTCDSMapping/Generated/ShippedMappings.swift"

    static func text(from sources: PackageSources) throws -> String {
        text(of: sources.mappings, from: "Mappings/*.yaml", named: "ShippedMappings")
    }

    /// An enum that holds documents.
    static func text(of documents: [(name: String, yaml: String)], from source: String, named type: String) -> String {
        var text = SwiftText.header(source: source) + "\nenum \(type) {\n"
        text += "    /// File name without `.yaml`, and text; sorted by name.\n"
        if documents.isEmpty {
            return text + "    static let all: [(name: String, yaml: String)] = []\n}\n"
        }
        text += "    static let all: [(name: String, yaml: String)] = [\n"
        for (number, document) in documents.enumerated() {
            text += "        (name: \(SwiftText.literal(document.name)), yaml: document\(number)),\n"
        }
        text += "    ]\n"
        for (number, document) in documents.enumerated() {
            text += "\n    private static let document\(number): String = \(SwiftText.rawLiteral(document.yaml))\n"
        }
        return text + "}\n"
    }
}
