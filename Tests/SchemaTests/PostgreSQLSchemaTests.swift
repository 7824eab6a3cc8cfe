import Foundation
import Testing

/// `htcds-2.0.postgres.sql`, as a PostgreSQL takes it that is started for the test and speaks through a socket only.
@Suite(.enabled(if: PostgreSQL.isThere, PostgreSQL.whyNot)) struct PostgreSQLSchemaTests {
    @Test func tablesAreLaidGoodRowsTakenAndBadOnesRefused() throws {
        let server = try PostgreSQL()
        let schema = try String(contentsOfFile: Tool.schema("htcds-2.0.postgres.sql"), encoding: .utf8)
        let laid = try server.execute(schema + Rows.good.map { $0 + ";\n" }.joined())
        #expect(laid.status == 0, "\(laid.text)")
        for row in Rows.bad {
            let result = try server.execute(row + ";")
            // 3: the script ended with an error, and not the connection.
            #expect(result.status == 3 && result.text.contains("ERROR:"), "\(row) \(result.text)")
        }
        let emptied = try server.execute(
            #"DELETE FROM "cases"; SELECT 1 / (CASE WHEN EXISTS (SELECT 1 FROM "prs_Citizenship") THEN 0 ELSE 1 END);"#)
        #expect(emptied.status == 0, "\(emptied.text)")
    }
}

/// A PostgreSQL with a folder of its own, stopped when it is let go.
private final class PostgreSQL {
    static let whyNot: Comment = "the server of PostgreSQL is not installed: `make test` brings it"

    /// The folder of `initdb` and `pg_ctl`, the newest where there are several.
    private static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
            .sorted()
        let folders =
            versions.reversed().map { "\(root)/\($0)/bin" } + ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        return folders.first { folder in
            ["initdb", "pg_ctl", "psql"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
            }
        }
    }()

    static let isThere: Bool = {
        if programs == nil { print("skipped: \(whyNot)") }
        return programs != nil && Tool.sqlite
    }()

    private let folder: URL

    init() throws {
        // Short, because the path of a socket may have 107 bytes only.
        folder = URL(filePath: "/tmp/htcds-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        if getuid() == 0 { #expect(try Tool.run(["chown", "postgres", folder.path]).status == 0) }
        let made = try call("initdb", "-D \(folder.path)/data -U htcds -A trust -E UTF8 --locale=C --no-sync")
        #expect(made.status == 0, "\(made.text)")
        let started = try call(
            "pg_ctl",
            "-D \(folder.path)/data -w -l \(folder.path)/log -o \"-c listen_addresses='' -k \(folder.path) -c fsync=off\" start"
        )
        #expect(started.status == 0, "\(started.text)")
    }

    deinit {
        _ = try? call("pg_ctl", "-D \(folder.path)/data -m immediate stop")
        try? FileManager.default.removeItem(at: folder)
    }

    /// The server refuses to run as root. Python stands between, because it hands down no open files: Foundation waits
    /// until the last process has closed one of its own, which the server would hold for as long as it runs.
    private func call(_ program: String, _ arguments: String) throws -> (status: Int32, text: String) {
        let command = "\(Self.programs ?? "")/\(program) \(arguments)"
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        let between = [Tool.python, "-c", "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode)"]
        return try Tool.run(between + user + ["sh", "-c", command], in: folder)
    }

    func execute(_ script: String) throws -> (status: Int32, text: String) {
        try Tool.run(
            [
                "\(Self.programs ?? "")/psql", "-X", "-q", "-h", folder.path, "-U", "htcds", "-d", "postgres", "-v",
                "ON_ERROR_STOP=1", "-f", "-",
            ], input: script)
    }
}
