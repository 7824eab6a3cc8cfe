import Foundation
import Testing

/// Every example of Documentation/mapping.md is a document, or a part of one, that `htcds mapping check` takes.
@Suite("Examples in Documentation/mapping.md")
struct MappingDocumentationTests {
    struct Example: Sendable, CustomTestStringConvertible {
        /// Line of the page, from 1.
        let line: Int
        let yaml: String
        /// Where a part belongs, as `<!-- in: fields.prs_Gender -->` before it says.
        let place: [String]
        var testDescription: String { "line \(line)" }

        private var keys: [String] {
            yaml.split(separator: "\n").filter { $0.first != " " && $0.first != "#" }.compactMap {
                $0.split(separator: ":").first.map(String.init)
            }
        }

        /// The example within the smallest whole around it.
        var document: String {
            if keys.contains("mapping") { return yaml }
            let isField = keys.allSatisfy { $0.wholeMatch(of: /[a-z]{3}_[A-Za-z]+/) != nil }
            let place = !place.isEmpty ? place : isField ? ["fields"] : keys == ["recognise"] ? ["source"] : []
            var text = "mapping: example\ntitle: An example\nstandard: \"2.0\"\n"
            for (depth, key) in place.enumerated() { text += String(repeating: "  ", count: depth) + "\(key):\n" }
            let indent = String(repeating: "  ", count: place.count)
            if place.count > 1 { text += indent + "from: Column\n" }
            text += yaml.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }
                .joined(separator: "\n")
            // What only says how to read a file, or who is who, maps nothing yet.
            let maps: Set = ["fields", "standardFields", "persons", "events", "supportPlans", "upgrade", "records"]
            guard maps.isDisjoint(with: keys + place) else { return text }
            return text + (keys.contains("keep") ? "\nfields: {prs_Title: Job}\n" : "\nkeep: all\n")
        }
    }

    static let examples: [Example] = {
        let page = Place.package.appendingPathComponent("Documentation/mapping.md")
        let lines = ((try? String(contentsOf: page, encoding: .utf8)) ?? "").components(separatedBy: "\n")
        var examples: [Example] = []
        for (number, line) in lines.enumerated() where line == "```yaml" {
            let content = lines[(number + 1)...].prefix { $0 != "```" }
            let hint = number > 0 ? lines[number - 1].firstMatch(of: /<!-- in: ([A-Za-z_.]+) -->/) : nil
            let place = hint.map { $0.1.split(separator: ".").map(String.init) } ?? []
            examples.append(
                Example(line: number + 2, yaml: content.joined(separator: "\n") + "\n", place: place))
        }
        return examples
    }()

    @Test("the page has examples, and no YAML in another dress")
    func found() throws {
        let page = try String(
            contentsOf: Place.package.appendingPathComponent("Documentation/mapping.md"), encoding: .utf8)
        #expect(Self.examples.count >= 30)
        #expect(page.components(separatedBy: "```").count - 1 == 2 * Self.examples.count)
    }

    @Test("mapping check takes it", arguments: examples)
    func checked(_ example: Example) throws {
        let result = try CommandLine.htcds("mapping", "check", "-", input: Data(example.document.utf8))
        #expect(result.status == 0, "\(example.document)\n\(result.errors)")
    }

    @Test("the JSON Schema takes all of them")
    func schema() throws {
        guard Python.hasSchemaChecker else {
            print("skipped: check-jsonschema is not installed; `make test` brings it")
            return
        }
        let folder = try Scratch()
        let paths = try Self.examples.map { try folder.file("line-\($0.line).yaml", $0.document) }
        let schema = Place.package.appendingPathComponent("Schemas/mapping.schema.json").path
        let result = try Python.run(["-m", "check_jsonschema", "--schemafile", schema] + paths)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test("every key that the schema knows is in an example")
    func complete() throws {
        let schema = try JSON(contentsOf: Place.package.appendingPathComponent("Schemas/mapping.schema.json"))
        let definitions = schema["$defs"]
        let sites = [
            "source", "recognise", "form", "columnPlace", "reviewed", "person", "roleColumns", "fieldSource",
            "targetDetails", "kept", "table", "pivot", "personsPart",
        ]
        let keys = Set(schema["properties"].keys + sites.flatMap { definitions[$0]["properties"].keys })
        #expect(keys.count > 60)
        let all = Self.examples.map(\.yaml).joined(separator: "\n")
        for key in keys.sorted() {
            #expect(all.firstMatch(of: try Regex("(^|[\\s{,-])\(key):")) != nil, "\(key) is in no example")
        }
    }
}
