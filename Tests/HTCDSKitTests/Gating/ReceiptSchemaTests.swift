import Foundation
import HTCDSKit
import Testing

/// `Schemas/receipt.schema.json` against what is written, with a validator that is not ours.
@Suite(
    "The schema of receipts",
    .enabled(if: Shell.hasCheckJSONSchema, "check-jsonschema is not installed: `make test` brings it"))
struct ReceiptSchemaTests {
    private static let schema = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Schemas/receipt.schema.json").path

    private static func check(_ files: [String]) throws -> [String] {
        let result = try Shell.run(
            [Shell.python, "-m", "check_jsonschema", "--output-format", "json", "--schemafile", schema] + files)
        let start = try #require(result.output.firstIndex(of: "{"), "\(result.output)")
        let report = try JSONSerialization.jsonObject(with: Data(result.output[start...].utf8)) as? [String: Any]
        let unreadable = report?["parse_errors"] as? [Any] ?? []
        #expect(unreadable.isEmpty, "\(result.output)")
        return (report?["errors"] as? [[String: Any]] ?? []).compactMap { $0["filename"] as? String }
    }

    @Test("it is a schema")
    func meta() throws {
        let result = try Shell.run(Shell.python, "-m", "check_jsonschema", "--check-metaschema", Self.schema)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("receipts follow it, signed or not; others do not")
    func receipts() throws {
        let scratch = try Scratch()
        try ReceiptTests.write(scratch.path("plain"))
        let key = try SigningKey(path: try scratch.file("key", String(repeating: "4f", count: 32)))
        try ReceiptTests.write(scratch.path("signed"), key: key)
        let good = ["plain", "signed"].map { scratch.path("\($0)/receipt.json") }
        #expect(try Self.check(good) == [])
        let faults = [
            ("\"receipt\": 1", "\"receipt\": 2"), ("\"verdict\": \"pass\"", "\"verdict\": \"yes\""),
            ("\"verdict\": \"pass\"", "\"verdict\": \"fail\""), ("\"name\": \"synthesis.csv\"", "\"name\": \"../a\""),
            ("\"name\": \"synthesis.csv\"", "\"name\": \"report.json\""), ("\"read\": 4", "\"read\": -4"),
            ("\"read\": 4", "\"read\": \"4\""), ("\"asOf\": \"2026-01-31\"", "\"asOf\": \"today\""),
            ("\"because\": ", "\"reason\": "), ("0f0f", "0F0F"), ("consent.missing", "Consent"),
            ("\"Ed25519\"", "\"RSA\""), ("\"publicKey\": \"", "\"publicKey\": \"="), ("\"rows\": 2", "\"rows\": 2.5"),
            ("\"receipt\": 1", "\"receipt\": 1, \"more\": 1"),
        ]
        let text = try scratch.text("signed/receipt.json")
        let bad = try faults.enumerated().map { number, fault in
            let changed = text.replacingOccurrences(of: fault.0, with: fault.1)
            #expect(changed != text, "\(fault)")
            return try scratch.file("bad\(number).json", changed)
        }
        #expect(Set(try Self.check(bad)) == Set(bad))
    }
}
