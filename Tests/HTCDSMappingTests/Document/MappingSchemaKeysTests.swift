import Foundation
import HTCDSDocuments
import HTCDSMapping
import HTCDSSpec
import Testing

/// `Schemas/mapping.schema.json` and the reader know the same keys in the same places.
@Suite("The schema of mapping documents, beside the reader")
struct MappingSchemaKeysTests {
    /// A place in a document: its name in the schema, and what stands around its keys.
    struct Site: Sendable, CustomTestStringConvertible {
        let definition: String
        let before: String
        let after: String
        var testDescription: String { definition }

        init(_ definition: String, _ before: String, _ after: String) {
            self.definition = definition
            self.before = before
            self.after = after
        }
    }

    static let sites =
        [
            Site("", "", ""), Site("source", "source: {", "}"), Site("recognise", "source: {recognise: {", "}}"),
            Site("form", "source: {form: {", "}}"), Site("columnPlace", "id: {", "}"),
            Site("reviewed", "reviewed: {", "}"), Site("person", "person: {", "}"),
            Site("roleColumns", "person: {roles: {", "}}"), Site("fieldSource", "fields: {prs_Gender: {", "}}"),
            Site("targetDetails", "fields: {prs_Gender: {from: A, values: {B: {", "}}}}"),
            Site("kept", "keep: {A: {", "}}"), Site("table", "tables: {t: {", "}}"),
            Site("pivot", "tables: {t: {key: A, sheet: B, pivot: {", "}}}"),
        ]
        + ["persons", "organizations", "comments", "events", "supportPlans"].map {
            Site("\($0)Part", "\($0): [{", "}]")
        }

    private static func schema() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(Checkout.bytes("Schemas/mapping.schema.json")))
        return try #require(object as? [String: Any])
    }

    private static func keys(_ definition: String, _ schema: [String: Any]) throws -> Set<String> {
        let definitions = try #require(schema["$defs"] as? [String: Any])
        let place = definition.isEmpty ? schema : try #require(definitions[definition] as? [String: Any])
        #expect(place["additionalProperties"] as? Bool == false, "\(definition)")
        return Set(try #require(place["properties"] as? [String: Any]).keys)
    }

    /// What the reader's own source asks for, wherever it does.
    private static func keysOfReader() throws -> Set<String> {
        let folder = Checkout.root.appending(path: "Sources/HTCDSMapping/Document")
        var keys: Set<String> = ["persons", "organizations", "comments", "events", "supportPlans"]
        let asks = /\.(?:take|text|texts|textNodes|bool|integer|required)\("([A-Za-z]+)"|day\(scope, "([a-z]+)"/
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix("MappingReader") {
            let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in source.matches(of: asks) { keys.insert(String(match.1 ?? match.2 ?? "")) }
        }
        return keys
    }

    @Test("every key is known to both or to neither", arguments: sites)
    func inStep(_ site: Site) throws {
        let schema = try Self.schema()
        let known = try Self.keys(site.definition, schema)
        let all = try Self.sites.reduce(into: try Self.keysOfReader()) { keys, other in
            keys.formUnion(try Self.keys(other.definition, schema))
        }
        for key in all.sorted() {
            let found = Chain.complaints("\(site.before)\(key): x\(site.after)\n").map(\.message)
            let isUnknown = found.contains { $0.contains("has no key \(key).") || $0.contains("roles knows victim, p") }
            #expect(isUnknown == !known.contains(key), "\(key): \(found)")
        }
    }

    @Test("no key of the reader is missing in the whole of the schema")
    func complete() throws {
        let schema = try Self.schema()
        let known = try Self.sites.reduce(into: Set<String>()) { $0.formUnion(try Self.keys($1.definition, schema)) }
        #expect(try Self.keysOfReader().subtracting(known) == [])
        #expect(known.count > 70)
    }

    @Test("fields, codes, relations, roles and transforms are those of the standard and the reader")
    func words() throws {
        let schema = try Self.schema()
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let fields = Set(HTCDSStandard.v2_0.fields.map(\.id))
        #expect(Set(try #require(properties["fields"]?["properties"] as? [String: Any]).keys) == fields)
        #expect(Set(definitions["fieldID"]?["enum"] as? [String] ?? []) == fields)
        #expect(definitions["relation"]?["enum"] as? [String] == Relation.allCases.map(\.rawValue))
        #expect(definitions["role"]?["enum"] as? [String] == PersonRole.allCases.map(\.rawValue))
        let transforms = (definitions["fieldSource"]?["properties"] as? [String: [String: Any]])?["as"]?["enum"]
        // The reader lists them where it does not know one.
        let told = Chain.complaints(Chain.head + "fields: {prs_Gender: {from: A, as: sorcery}}").first?.message ?? ""
        let named = told.components(separatedBy: "There are ").last?.dropLast().components(separatedBy: ", ")
        #expect(transforms as? [String] == named)
        for list in HTCDSStandard.v2_0.codeLists {
            #expect(
                definitions[list.id.rawValue]?["enum"] as? [String] == list.codes.map(\.name), "\(list.id.rawValue)")
        }
    }

    @Test("each part has the fields of its tables")
    func tables() throws {
        let definitions = try #require(try Self.schema()["$defs"] as? [String: [String: Any]])
        let tables: [String: Set<HTCDSTable>] = [
            "persons": [.person, .victimContext, .perpetratorContext, .consent], "organizations": [.organization],
            "comments": [.caseComment], "events": [.event], "supportPlans": [.supportPlan], "case": [.case],
        ]
        for (part, tables) in tables {
            let fields = HTCDSStandard.v2_0.fields.filter { tables.contains($0.table) }.map(\.id)
            let properties = definitions["\(part)Fields"]?["properties"] as? [String: Any] ?? [:]
            #expect(Set(properties.keys) == Set(fields), "\(part)")
        }
    }
}
