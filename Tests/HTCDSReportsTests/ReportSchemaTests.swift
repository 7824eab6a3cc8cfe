import Foundation
import HTCDSFindings
import HTCDSReports
import TestSupport
import Testing

/// `Schemas/report.schema.json` against what the renderers write, with a validator that is not ours.
struct ReportSchemaTests {
    private static let schema = Repository.path("Schemas/report.schema.json")

    @Test(.enabled(if: CheckJSONSchema.isThere, CheckJSONSchema.whyNot), arguments: [0, 1, 2, 3])
    func reportsFollowTheSchema(sample: Int) throws {
        var report = Report.sample
        if sample == 1 { report.findings = [] }
        if sample == 2 {
            report.verdict = .pass
            report.sources = []
            report.fields = []
            report.findings[0].value = ""
        }
        if sample == 3 { report.gate = .sample }
        let (status, text) = try CheckJSONSchema.check(try rendered(report, as: "json"), against: Self.schema)
        #expect(status == 0, "\(text)")
    }

    /// The schema must be able to say no.
    @Test(
        .enabled(if: CheckJSONSchema.isThere, CheckJSONSchema.whyNot),
        arguments: [
            ("\"asOfFrom\": \"option\"", "\"asOfFrom\": \"guess\""), ("\"bytes\": 18579", "\"bytes\": \"18579\""),
            ("\"line\": null,", ""), ("\"verdict\": \"fail\"", "\"verdict\": \"maybe\""),
            ("\"report\": 1", "\"report\": 2"), ("\"error\": 8", "\"errors\": 8"),
            ("\"value\": null", "\"value\": null, \"columnNumber\": 7"), ("\"cell\": \"H19\"", "\"cell\": \"19H\""),
            ("value.not-in-code-list", "Value.NotInCodeList"),
        ])
    func otherDocumentsDoNot(text: String, replacement: String) throws {
        let report = try rendered(.sample, as: "json")
        let changed = report.replacingOccurrences(of: text, with: replacement)
        #expect(changed != report)
        #expect(try CheckJSONSchema.check(changed, against: Self.schema).status == 1)
    }

    /// Keys that are left out where there is nothing to say: reports were written before they came.
    private static let optional: Set<String> = ["lang", "parameters", "gate"]

    /// Needs no other program: each object of the report has the very keys that the schema names, all others of them
    /// required.
    @Test func keysAreThoseOfTheSchema() throws {
        let schema = try #require(try Self.object(Data(contentsOf: URL(filePath: Self.schema))) as? [String: Any])
        let definitions = try #require(schema["$defs"] as? [String: Any])
        var sample = Report.sample.told(in: .french)
        sample.findings[0].parameters = ["Gender"]
        sample.gate = .sample
        let report = try Self.object(Data(try rendered(sample, as: "json").utf8))
        var objects = 0
        func walk(_ value: Any, _ form: [String: Any]) throws {
            var form = form
            if let choices = form["anyOf"] as? [[String: Any]], let named = choices.first(where: { $0["$ref"] != nil })
            {
                form = named
            }
            if let name = (form["$ref"] as? String)?.split(separator: "/").last {
                form = try #require(definitions[String(name)] as? [String: Any])
            }
            if let list = value as? [Any] {
                let items = try #require(form["items"] as? [String: Any])
                for element in list { try walk(element, items) }
            } else if let object = value as? [String: Any] {
                let properties = try #require(form["properties"] as? [String: [String: Any]])
                #expect(Set(object.keys).union(Self.optional.intersection(properties.keys)) == Set(properties.keys))
                #expect(Set(form["required"] as? [String] ?? []) == Set(properties.keys).subtracting(Self.optional))
                #expect(form["additionalProperties"] as? Bool == false)
                for (key, member) in object { try walk(member, properties[key] ?? [:]) }
                objects += 1
            }
        }
        try walk(report, schema)
        #expect(objects > 50)
    }

    private static func object(_ data: Data) throws -> Any { try JSONSerialization.jsonObject(with: data) }
}

/// The command `check-jsonschema`, a validator of JSON Schema that is not ours.
private enum CheckJSONSchema {
    static let whyNot: Comment = "check-jsonschema is not installed: `make test` brings it"

    /// The Python that has it: `HTCDS_TEST_PYTHON`, else `python3`.
    private static let python = ProcessInfo.processInfo.environment["HTCDS_TEST_PYTHON"] ?? "python3"

    static let isThere: Bool = {
        let result = try? run([python, "-m", "check_jsonschema", "--version"])
        if result?.status != 0 { print("skipped: \(whyNot)") }
        return result?.status == 0
    }()

    /// - Returns: 0 where `document` follows the schema, 1 where it does not.
    static func check(_ document: String, against schema: String) throws -> (status: Int32, text: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(document.utf8).write(to: file)
        return try run([python, "-m", "check_jsonschema", "--schemafile", schema, file.path])
    }

    private static func run(_ command: [String]) throws -> (status: Int32, text: String) {
        let result = try Spawn.capture(command)
        return (result.status, String(decoding: result.output + result.errors, as: UTF8.self))
    }
}
