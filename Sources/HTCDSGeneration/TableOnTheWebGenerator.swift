/// CSV on the Web metadata for the flat CSV of `htcds convert --to csv`, under the name `cases.csv` beside it.
enum TableOnTheWebGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.csvw.json"

    static func text(from sources: PackageSources) throws -> String {
        let shape = RecordShape(sources: sources)
        let id = JSONTree.object([
            ("name", .string("id")), ("titles", .string("id")), ("datatype", .string("string")),
            ("required", .bool(true)),
        ])
        let columns = shape.flatFields.map { field in
            JSONTree.object(
                [
                    ("name", .string(field.id)), ("titles", .string(field.id)), ("dc:title", .string(field.label)),
                    ("dc:description", .string(RecordShape.description(field))),
                ] + type(of: field, shape))
        }
        return JSONTree.object([
            ("@context", .string("http://www.w3.org/ns/csvw")), ("rdfs:comment", .string(RecordShape.header)),
            ("url", .string("cases.csv")),
            ("dialect", .object([("encoding", .string("utf-8")), ("header", .bool(true))])),
            ("tableSchema", .object([("columns", .array([id] + columns))])),
        ]).text
    }

    private static func type(of field: StandardDocument.Field, _ shape: RecordShape) -> [(String, JSONTree)] {
        func datatype(_ base: String, _ format: String) -> [(String, JSONTree)] {
            [("datatype", .object([("base", .string(base)), ("format", .string(format))]))]
        }
        switch RecordShape.flatValue(of: field) {
        case .text, .lookup: return [("datatype", .string("string"))]
        case .date: return datatype("string", RecordShape.datePattern)
        case .number: return [("datatype", .string("decimal"))]
        case .flag: return datatype("boolean", "true|false")
        case .code(let list, let several, let isOpen):
            let codes = shape.codes(of: list).map(\.name).joined(separator: "|")
            let type = isOpen ? [("datatype", .string("string"))] : datatype("string", "^(\(codes))$")
            return several ? [("separator", .string(";"))] + type : type
        }
    }
}
