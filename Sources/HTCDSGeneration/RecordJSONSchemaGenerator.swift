/// JSON Schema 2020-12 for one record: a line of NDJSON, or an element of a JSON array.
///
/// It takes every record that `htcds convert` writes. What the tool only warns of (two codes where one is asked for, a
/// telephone number in another form) is no fault here.
enum RecordJSONSchemaGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.record.schema.json"

    static func text(from sources: PackageSources) throws -> String {
        let shape = RecordShape(sources: sources)
        var definitions: [(String, JSONTree)] = [
            ("text", .object([("type", .string("string")), ("minLength", .number(1))])),
            (
                "date",
                .object([
                    ("description", .string(RecordShape.dateWords)), ("type", .string("string")),
                    ("pattern", .string(RecordShape.datePattern)),
                ])
            ),
            (
                "lookup",
                .object([
                    ("description", .string("A name as given, or the id of what was found under it.")),
                    (
                        "oneOf",
                        .array([
                            reference("text"),
                            object([("ref", reference("text"))], required: ["ref"], isExtensible: false),
                        ])
                    ),
                ])
            ),
            (
                "extensions",
                .object([
                    ("description", .string("The partner's own columns under their own names.")),
                    ("type", .string("object")), ("minProperties", .number(1)),
                    ("additionalProperties", reference("text")),
                ])
            ),
        ]
        for (name, table) in [
            ("case", "case"), ("organization", "organization"), ("comment", "caseComment"), ("event", "event"),
            ("supportPlan", "supportPlan"), ("consent", "consent"),
        ] {
            let id: [(String, JSONTree)] = name == "organization" ? [("id", reference("text"))] : []
            definitions.append((name, object(id + properties(shape, table), isEmpty: false)))
        }
        definitions.append(("victim", object(properties(shape, "victimContext"))))
        let group: (String, JSONTree) = (
            "group",
            .object([("description", .string("Several people described together.")), ("type", .string("boolean"))])
        )
        definitions.append(("perpetrator", object(properties(shape, "perpetratorContext") + [group])))
        let roles = ["consent", "victim", "perpetrator"].map { ($0, reference($0)) }
        definitions.append(
            ("person", object([("id", reference("text"))] + properties(shape, "person") + roles, isEmpty: false)))
        definitions.append(
            (
                "provenance",
                object(
                    [
                        ("source", reference("text")), ("sheet", reference("text")),
                        ("record", .object([("type", .string("integer")), ("minimum", .number(1))])),
                        ("mapping", reference("text")),
                    ], isEmpty: false)
            ))
        for list in shape.lists {
            let codes = JSONTree.object([("enum", .strings(list.codes.map(\.name)))])
            definitions.append(
                (
                    shape.typeName(of: list.id),
                    list.isOpen ? .object([("anyOf", .array([codes, reference("text")]))]) : codes
                ))
        }
        let record = object(
            [
                ("htcds", .object([("const", .string(sources.standard.version))])), ("id", reference("text")),
                ("case", reference("case")), ("persons", list(of: "person")),
                ("organizations", list(of: "organization")),
                ("comments", list(of: "comment")), ("events", list(of: "event")),
                ("supportPlans", list(of: "supportPlan")),
            ], required: ["htcds", "id"], last: [("provenance", reference("provenance"))])
        guard case .object(let members) = record else { return "" }
        let head: [(String, JSONTree)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .string("urn:htcds:\(sources.standard.version):record")),
            ("$comment", .string(RecordShape.header)),
            ("title", .string("A record of HTCDS \(sources.standard.version)")),
        ]
        return JSONTree.object(head + members + [("$defs", .object(definitions))]).text
    }

    private static func reference(_ name: String) -> JSONTree { .object([("$ref", .string("#/$defs/\(name)"))]) }

    private static func list(of name: String) -> JSONTree {
        .object([("type", .string("array")), ("minItems", .number(1)), ("items", reference(name))])
    }

    private static func object(
        _ properties: [(String, JSONTree)], required: [String] = [], isEmpty: Bool = true, isExtensible: Bool = true,
        last: [(String, JSONTree)] = []
    ) -> JSONTree {
        let extensions: [(String, JSONTree)] = isExtensible ? [("extensions", reference("extensions"))] : []
        var members: [(String, JSONTree)] = [("type", .string("object"))]
        if !required.isEmpty { members.append(("required", .strings(required))) }
        if !isEmpty { members.append(("minProperties", .number(1))) }
        members.append(("properties", .object(properties + extensions + last)))
        members.append(("additionalProperties", .bool(false)))
        return .object(members)
    }

    private static func properties(_ shape: RecordShape, _ table: String) -> [(String, JSONTree)] {
        shape.fields(of: table).map { field in
            guard case .object(let members) = value(of: field, shape) else { return (field.id, .bool(true)) }
            return (field.id, .object([("description", .string(RecordShape.description(field)))] + members))
        }
    }

    private static func value(of field: StandardDocument.Field, _ shape: RecordShape) -> JSONTree {
        switch RecordShape.value(of: field) {
        case .text: return reference("text")
        case .date: return reference("date")
        case .flag: return .object([("type", .string("boolean"))])
        case .number: return .object([("type", .string("number"))])
        case .lookup: return reference("lookup")
        case .code(let list, let several, _):
            let code = reference(shape.typeName(of: list))
            let codes: [(String, JSONTree)] = [
                ("type", .string("array")), ("minItems", .number(several ? 1 : 2)), ("uniqueItems", .bool(true)),
                ("items", code),
            ]
            // More codes than the field takes are kept rather than lost.
            return several ? .object(codes) : .object([("anyOf", .array([code, .object(codes)]))])
        }
    }
}
