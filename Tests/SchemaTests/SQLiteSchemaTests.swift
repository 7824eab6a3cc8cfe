import Foundation
import Testing

/// `htcds-2.0.sqlite.sql`, as the SQLite of Python takes it.
@Suite(.enabled(if: Tool.sqlite, Tool.whyNot("sqlite3"))) struct SQLiteSchemaTests {
    /// Lays the tables, puts the good rows in, and ends with 1 where the last row is refused.
    private static let program = """
        import json, sqlite3, sys
        base = sqlite3.connect(":memory:", isolation_level=None)
        base.executescript(open(sys.argv[1], encoding="utf-8").read())
        rows = json.loads(sys.argv[2])
        for row in rows[:-1]:
            base.execute(row)
        if base.execute("PRAGMA foreign_key_check").fetchall() or base.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            sys.exit(2)
        try:
            base.execute(rows[-1])
        except sqlite3.IntegrityError as error:
            print(error)
            sys.exit(1)
        """

    private func run(_ rows: [String]) throws -> (status: Int32, text: String) {
        let json = String(decoding: try JSONSerialization.data(withJSONObject: rows), as: UTF8.self)
        return try Tool.python(Self.program, Tool.schema("htcds-2.0.sqlite.sql"), json)
    }

    @Test func goodRowsAreTaken() throws {
        let result = try run(Rows.good)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test(arguments: Rows.bad) func aBadRowIsRefused(row: String) throws {
        let result = try run(Rows.good + [row])
        #expect(result.status == 1, "\(result.text)")
    }

    @Test func aCaseTakesWithItWhatHangsOnIt() throws {
        let empty = #"INSERT INTO "cases" ("id") SELECT NULL WHERE EXISTS (SELECT 1 FROM "prs_Citizenship")"#
        let result = try run(Rows.good + [#"DELETE FROM "cases""#, empty])
        #expect(result.status == 0, "\(result.text)")
    }
}
