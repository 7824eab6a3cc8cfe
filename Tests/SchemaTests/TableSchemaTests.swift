import Foundation
import Testing

/// `htcds-2.0.table-schema.json`, as frictionless reads it.
@Suite(.enabled(if: Tool.frictionless, Tool.whyNot("frictionless"))) struct TableSchemaTests {
    private static let schema = Tool.schema("htcds-2.0.table-schema.json")

    private func validate(_ table: String, in folder: Folder) throws -> (status: Int32, text: String) {
        _ = try folder.file("cases.csv", table)
        // Frictionless takes no path outside the folder it works in.
        _ = try folder.file("schema.json", String(contentsOfFile: Self.schema, encoding: .utf8))
        return try Tool.run(
            [Tool.python, "-m", "frictionless", "validate", "cases.csv", "--schema", "schema.json"], in: folder.url)
    }

    @Test func theSchemaIsOne() throws {
        let folder = try Folder()
        _ = try folder.file("schema.json", String(contentsOfFile: Self.schema, encoding: .utf8))
        let result = try Tool.run(
            [Tool.python, "-m", "frictionless", "validate", "schema.json", "--type", "schema"], in: folder.url)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func aGoodTableIsTaken() throws {
        let result = try validate(FlatTable.good(), in: Folder())
        #expect(result.status == 0, "\(result.text)")
    }

    /// In one run, because a Python takes its time to start: prints the tables that are valid.
    @Test func faultsAreSeen() throws {
        let folder = try Folder()
        _ = try folder.file("schema.json", String(contentsOfFile: Self.schema, encoding: .utf8))
        _ = try folder.file("good.csv", FlatTable.good())
        for (number, fault) in FlatTable.faults.enumerated() {
            _ = try folder.file("fault-\(number).csv", fault.put(into: FlatTable.good()))
        }
        let program = """
            import glob
            from frictionless import Resource, Schema
            for path in sorted(glob.glob("*.csv")):
                if Resource(path=path, schema=Schema.from_descriptor("schema.json")).validate().valid:
                    print(path)
            """
        let result = try Tool.python(program, in: folder.url)
        #expect(result.status == 0 && result.text == "good.csv\n", "\(result.text)")
    }

    @Test(.enabled(if: Tool.htcds != nil, "HTCDS_BINARY names no htcds"))
    func whatConvertWritesIsTaken() throws {
        let folder = try Folder()
        let result = try validate(FlatTable.converted(in: folder), in: folder)
        #expect(result.status == 0, "\(result.text)")
    }
}
