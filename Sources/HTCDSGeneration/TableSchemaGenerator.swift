/// Frictionless Table Schema for the flat CSV of `htcds convert --to csv`, without the `ext:` columns of a partner.
enum TableSchemaGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.table-schema.json"

    static func text(from sources: PackageSources) throws -> String {
        let shape = RecordShape(sources: sources)
        let id = JSONTree.object([
            ("name", .string("id")), ("title", .string("Record")),
            ("description", .string("Id of the case at the partner, or the number of the record.")),
            ("type", .string("string")), ("constraints", .object([("required", .bool(true))])),
        ])
        let fields = shape.flatFields.map { field in
            JSONTree.object(
                [
                    ("name", .string(field.id)), ("title", .string(field.label)),
                    ("description", .string(RecordShape.description(field))),
                ] + type(of: field, shape))
        }
        return JSONTree.object([
            ("$comment", .string(RecordShape.header)), ("fields", .array([id] + fields)),
            ("missingValues", .strings([""])),
        ]).text
    }

    private static func type(of field: StandardDocument.Field, _ shape: RecordShape) -> [(String, JSONTree)] {
        func string(_ constraints: [(String, JSONTree)]) -> [(String, JSONTree)] {
            [("type", .string("string"))] + (constraints.isEmpty ? [] : [("constraints", .object(constraints))])
        }
        switch RecordShape.flatValue(of: field) {
        case .text, .lookup: return string([])
        case .date: return string([("pattern", .string(RecordShape.datePattern))])
        case .number: return [("type", .string("number"))]
        case .flag:
            return [
                ("type", .string("boolean")), ("trueValues", .strings(["true"])), ("falseValues", .strings(["false"])),
            ]
        case .code(let list, let several, let isOpen):
            let codes = shape.codes(of: list).map(\.name)
            if !several { return string([("enum", .strings(codes))]) }
            let one = isOpen ? "[^;]+" : "(" + codes.joined(separator: "|") + ")"
            return string([("pattern", .string("^\(one)(;\(one))*$"))])
        }
    }
}
