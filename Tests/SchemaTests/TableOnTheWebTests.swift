import Foundation
import Testing

/// `htcds-2.0.csvw.json`, as the package csvw reads it.
@Suite(.enabled(if: Tool.csvw, Tool.whyNot("csvw"))) struct TableOnTheWebTests {
    /// Looks at the folders that it is given, and says of each whether the table in it follows the metadata. Warnings
    /// of the package are its way to tell what does not.
    private static let program = """
        import sys, warnings
        from csvw import CSVW
        warnings.simplefilter("error")
        def fault(folder):
            try:
                tables = CSVW(folder + "/cases.csvw.json", validate=True)
                if not tables.is_valid:
                    return "; ".join(str(warning.message) for warning in tables.warnings)
                names = [column.name for column in tables.tables[0].tableSchema.columns]
                rows = list(tables.tables[0].iterdicts(log=None, strict=True))
                return None if rows and all(list(row) == names for row in rows) else "other columns"
            except Exception as error:
                return "%s: %s" % (type(error).__name__, error)
        for folder in sys.argv[1:]:
            print(folder, fault(folder) or "valid")
        """

    /// - Returns: a line for each table: its number, and `valid` or what is wrong.
    private func validate(_ tables: [String]) throws -> [String] {
        let folder = try Folder()
        let metadata = try String(contentsOfFile: Tool.schema("htcds-2.0.csvw.json"), encoding: .utf8)
        for (number, table) in tables.enumerated() {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: "\(number)"), withIntermediateDirectories: false)
            _ = try folder.file("\(number)/cases.csv", table)
            _ = try folder.file("\(number)/cases.csvw.json", metadata)
        }
        let command = [Tool.python, "-c", Self.program] + tables.indices.map { "\($0)" }
        let result = try Tool.run(command, in: folder.url)
        #expect(result.status == 0, "\(result.text)")
        return result.text.split(separator: "\n").map(String.init)
    }

    @Test func aGoodTableIsTaken() throws {
        #expect(try validate([FlatTable.good()]) == ["0 valid"])
    }

    @Test func faultsAreSeen() throws {
        let lines = try validate(FlatTable.faults.map { try $0.put(into: FlatTable.good()) })
        #expect(lines.count >= FlatTable.faults.count)
        for line in lines { #expect(!line.hasSuffix(" valid"), "\(line)") }
    }

    @Test(.enabled(if: Tool.htcds != nil, "HTCDS_BINARY names no htcds"))
    func whatConvertWritesIsTaken() throws {
        #expect(try validate([FlatTable.converted(in: Folder())]) == ["0 valid"])
    }
}
