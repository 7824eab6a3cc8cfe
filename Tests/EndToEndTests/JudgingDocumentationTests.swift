import Foundation
import Testing

/// Every example on the pages about profiles and suppressions is a document, or a part of one, that the program takes.
@Suite("Examples in Documentation/profiles.md and suppressions.md")
struct JudgingDocumentationTests {
    private static func examples(_ page: String) throws -> [String] {
        let text = try String(
            contentsOf: Place.package.appendingPathComponent("Documentation/\(page)"), encoding: .utf8)
        return text.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    private static func profile(_ example: String) -> String {
        example.hasPrefix("profile:") ? example : "profile: example\n" + example
    }

    @Test("Each profile is sound")
    func profiles() throws {
        let examples = try Self.examples("profiles.md")
        #expect(examples.count >= 4)
        let folder = try Scratch()
        for example in examples {
            try folder.file("own.yaml", Self.profile(example))
            let run = try CommandLine.htcds("rules", "check", "own.yaml", in: folder)
            #expect(run.status == 0, "\(example)\n\(run.errors)")
        }
    }

    @Test("Each suppression document is taken")
    func suppressions() throws {
        let examples = try Self.examples("suppressions.md")
        #expect(!examples.isEmpty)
        let folder = try Scratch()
        try folder.file("cases.csv", "prs_Gender,cas_Status\nFeminine,Active\n")
        for example in examples {
            try folder.file("s.yaml", example)
            let run = try CommandLine.htcds("validate", "cases.csv", "--suppress", "s.yaml", in: folder)
            #expect(run.status == 0, "\(example)\n\(run.errors)")
        }
    }

    @Test("The JSON Schemas take all of them, and every key that they know is in an example")
    func schemas() throws {
        for (page, name) in [("profiles.md", "profile"), ("suppressions.md", "suppressions")] {
            let file = Place.package.appendingPathComponent("Schemas/\(name).schema.json")
            let examples = try Self.examples(page)
            let schema = try JSON(contentsOf: file)
            let definitions = schema["$defs"]
            let messages = ["ar", "es", "pt", "ru"]
            var keys = Set(schema["properties"].keys)
            for definition in definitions.keys { keys.formUnion(definitions[definition]["properties"].keys) }
            for form in definitions["test"]["oneOf"].items { keys.formUnion(form["properties"].keys) }
            #expect(keys.count >= 9)
            let all = examples.joined(separator: "\n")
            for key in keys.subtracting(messages).sorted() {
                #expect(
                    all.firstMatch(of: try Regex("(^|[\\s{,-])\(key):")) != nil, "\(key) is in no example of \(page)")
            }
            guard Python.hasSchemaChecker else {
                print("skipped: check-jsonschema is not installed; `make test` brings it")
                continue
            }
            let folder = try Scratch()
            let paths = try examples.enumerated().map {
                try folder.file("\($0.offset).yaml", name == "profile" ? Self.profile($0.element) : $0.element)
            }
            let result = try Python.run(["-m", "check_jsonschema", "--schemafile", file.path] + paths)
            #expect(result.status == 0, "\(result.text)")
        }
    }
}
