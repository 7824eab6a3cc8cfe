/// The tables in which records are kept in a database; what databases say differently is asked of `Dialect`.
struct DatabaseSchema {
    /// What one database calls things.
    struct Dialect {
        /// What stands before the first table.
        let opening: String
        let date: (_ column: String) -> String
        let flag: (_ column: String) -> String
        let number: (_ column: String) -> String
        let text: (_ column: String) -> String
    }

    private struct Table {
        let name: String
        let about: String
        /// Columns and constraints of the table itself; its fields follow.
        let keys: [String]
        let standardTables: [String]
        let primaryKey: [String]
        let parent: String?
    }

    let shape: RecordShape
    let dialect: Dialect

    private static let tables: [Table] = [
        Table(
            name: "cases", about: "One row a record.", keys: ["id"], standardTables: ["case"], primaryKey: ["id"],
            parent: nil),
        Table(
            name: "persons", about: "Everybody a case tells of, each with a consent of their own.",
            keys: ["case_id", "id"], standardTables: ["person", "consent"], primaryKey: ["case_id", "id"],
            parent: "cases"),
        Table(
            name: "victims", about: "Persons in the role of a victim.", keys: ["case_id", "person_id"],
            standardTables: ["victimContext"], primaryKey: ["case_id", "person_id"], parent: "persons"),
        Table(
            name: "perpetrators", about: "Persons in the role of a perpetrator.",
            keys: ["case_id", "person_id", "is_group"], standardTables: ["perpetratorContext"],
            primaryKey: ["case_id", "person_id"], parent: "persons"),
        Table(
            name: "organizations", about: "Organisations that lookups refer to.", keys: ["case_id", "id"],
            standardTables: ["organization"], primaryKey: ["case_id", "id"], parent: "cases"),
        Table(
            name: "comments", about: "Comments on a case, in their order.", keys: ["case_id", "position"],
            standardTables: ["caseComment"], primaryKey: ["case_id", "position"], parent: "cases"),
        Table(
            name: "events", about: "Events in the history of the trafficking, in their order.",
            keys: ["case_id", "position"], standardTables: ["event"], primaryKey: ["case_id", "position"],
            parent: "cases"),
        Table(
            name: "support_plans", about: "Support plans, in their order.", keys: ["case_id", "position"],
            standardTables: ["supportPlan"], primaryKey: ["case_id", "position"], parent: "cases"),
    ]

    var text: String {
        var text = "-- \(RecordShape.header)\n"
        text +=
            "-- HTCDS \(shape.standard.version). Columns bear the official ids; a field that takes several codes is a table of its own.\n"
        text += dialect.opening
        for list in shape.lists where StandardDocument.externalLists.contains(list.id) { text += lookup(list.id) }
        text += codes()
        for table in Self.tables {
            text += create(table)
            for field in shape.standard.fields where table.standardTables.contains(field.table) {
                if case .code(let list, true, let isOpen) = RecordShape.flatValue(of: field) {
                    text += several(field, of: table, list: list, isOpen: isOpen)
                }
            }
        }
        return text + Self.closing
    }

    private static let closing = """

        -- The partner's own columns under their own names. "place" is where in the record they stood, as a JSON Pointer.
        CREATE TABLE "extensions" (
            "case_id" TEXT NOT NULL REFERENCES "cases" ("id") ON DELETE CASCADE,
            "place" TEXT NOT NULL,
            "name" TEXT NOT NULL,
            "value" TEXT NOT NULL,
            PRIMARY KEY ("case_id", "place", "name")
        );

        -- Where a record came from.
        CREATE TABLE "provenance" (
            "case_id" TEXT PRIMARY KEY REFERENCES "cases" ("id") ON DELETE CASCADE,
            "source" TEXT,
            "sheet" TEXT,
            "record" INTEGER,
            "mapping" TEXT
        );

        """

    private func create(_ table: Table) -> String {
        var lines = table.keys.map { key in
            switch key {
            case "position": "\"position\" INTEGER NOT NULL CHECK (\"position\" > 0)"
            case "is_group": dialect.flag("is_group")
            default: "\"\(key)\" TEXT NOT NULL CHECK (\"\(key)\" <> '')"
            }
        }
        for field in shape.standard.fields where table.standardTables.contains(field.table) {
            if let column = column(field) { lines.append(column) }
        }
        lines.append("PRIMARY KEY (\(Self.quoted(table.primaryKey)))")
        if table.parent == "cases" { lines.append(Self.toCases) }
        if table.parent == "persons" {
            lines.append(
                "FOREIGN KEY (\"case_id\", \"person_id\") REFERENCES \"persons\" (\"case_id\", \"id\") ON DELETE CASCADE"
            )
        }
        return Self.create(table.name, about: table.about, lines)
    }

    private static let toCases = "FOREIGN KEY (\"case_id\") REFERENCES \"cases\" (\"id\") ON DELETE CASCADE"

    private static func create(_ name: String, about: String, _ lines: [String]) -> String {
        "\n-- \(about)\nCREATE TABLE \"\(name)\" (\n    " + lines.joined(separator: ",\n    ") + "\n);\n"
    }

    /// nil for a field that has a table of its own.
    private func column(_ field: StandardDocument.Field) -> String? {
        switch RecordShape.flatValue(of: field) {
        case .text, .lookup: return dialect.text(field.id)
        case .date: return dialect.date(field.id)
        case .flag: return dialect.flag(field.id)
        case .number: return dialect.number(field.id)
        case .code(_, true, _): return nil
        case .code(let list, false, _): return "\"\(field.id)\" TEXT" + limit(field.id, list)
        }
    }

    /// What keeps a column to the codes of a list.
    private func limit(_ column: String, _ list: String) -> String {
        if StandardDocument.externalLists.contains(list) {
            return " REFERENCES \"\(Self.lookupName(list))\" (\"code\")"
        }
        let codes = shape.codes(of: list).map { "'\($0.name)'" }
        return "\n        CHECK (\"\(column)\" IN (" + codes.joined(separator: ", ") + "))"
    }

    private func several(_ field: StandardDocument.Field, of table: Table, list: String, isOpen: Bool) -> String {
        let parent = Self.quoted(table.primaryKey)
        let keys = table.primaryKey.map { "\"\($0 == "id" ? "person_id" : $0)\"" }
        let value =
            "\"\(field.id)\" TEXT NOT NULL"
            + (isOpen ? " CHECK (\"\(field.id)\" <> '')" : limit(field.id, list))
        return Self.create(
            field.id, about: "\(field.label): one row a code.",
            keys.map { "\($0) TEXT NOT NULL" } + [
                value, "PRIMARY KEY (\(keys.joined(separator: ", ")), \"\(field.id)\")",
                "FOREIGN KEY (\(keys.joined(separator: ", "))) REFERENCES \"\(table.name)\" (\(parent)) ON DELETE CASCADE",
            ])
    }

    private func lookup(_ list: String) -> String {
        let name = Self.lookupName(list)
        let about = list == "iso3166-1" ? "ISO 3166-1, alpha-2 codes." : "ISO 639-2, terminological codes."
        return Self.create(name, about: about, ["\"code\" TEXT PRIMARY KEY", "\"name\" TEXT NOT NULL"])
            + Self.insert(into: name, shape.codes(of: list).map { [$0.name, $0.label] })
    }

    /// What people read for a code, for reports.
    private func codes() -> String {
        let rows = shape.lists.filter { !StandardDocument.externalLists.contains($0.id) }.flatMap { list in
            list.codes.map { [list.id, $0.name, $0.label] }
        }
        return Self.create(
            "code_labels", about: "What people read for a code.",
            [
                "\"list\" TEXT NOT NULL", "\"code\" TEXT NOT NULL", "\"label\" TEXT NOT NULL",
                "PRIMARY KEY (\"list\", \"code\")",
            ]) + Self.insert(into: "code_labels", rows)
    }

    private static func insert(into name: String, _ rows: [[String]]) -> String {
        let lines = rows.map { row in
            "    (" + row.map { "'" + $0.replacing("'", with: "''") + "'" }.joined(separator: ", ") + ")"
        }
        return "\nINSERT INTO \"\(name)\" VALUES\n" + lines.joined(separator: ",\n") + ";\n"
    }

    private static func lookupName(_ list: String) -> String { list == "iso3166-1" ? "countries" : "languages" }

    private static func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
