/// The schemas, embedded because an installed `htcds` has no folder beside it.
enum ShippedSchemasGenerator: FileGenerator {
    static let output = "Sources/HTCDSKit/Generated/ShippedSchemas.swift"

    /// What `htcds spec export --as` calls each of them; sorted.
    private static let schemas: [(name: String, generator: any FileGenerator.Type)] = [
        ("csvw", TableOnTheWebGenerator.self),
        ("json-schema", RecordJSONSchemaGenerator.self),
        ("postgres", PostgreSQLSchemaGenerator.self),
        ("sqlite", SQLiteSchemaGenerator.self),
        ("table-schema", TableSchemaGenerator.self),
        ("xsd", XMLSchemaGenerator.self),
    ]

    static func text(from sources: PackageSources) throws -> String {
        var text = SwiftText.header(source: RecordShape.source) + "\nenum ShippedSchemas {\n"
        text += "    /// Sorted by name.\n    static let all: [(name: String, text: String)] = [\n"
        for (number, schema) in schemas.enumerated() {
            text += "        (name: \(SwiftText.literal(schema.name)), text: schema\(number)),\n"
        }
        text += "    ]\n"
        for (number, schema) in schemas.enumerated() {
            let body = try schema.generator.text(from: sources)
            text += "\n    private static let schema\(number): String = \(SwiftText.rawLiteral(body))\n"
        }
        return text + "}\n"
    }
}
