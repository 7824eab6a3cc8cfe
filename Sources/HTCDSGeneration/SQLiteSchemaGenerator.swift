/// Tables for SQLite 3.24 and later. Whoever opens the database later has to switch foreign keys on again.
enum SQLiteSchemaGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.sqlite.sql"

    static func text(from sources: PackageSources) throws -> String {
        let dialect = DatabaseSchema.Dialect(
            opening: "\nPRAGMA foreign_keys = ON;\n",
            // A modifier, though of nothing, makes SQLite count 31 February as 3 March; without one it lets it stand.
            date: { column in
                """
                "\(column)" TEXT
                        CHECK (CASE length("\(column)")
                            WHEN 4 THEN "\(column)" GLOB '[0-9][0-9][0-9][0-9]'
                            WHEN 7 THEN date("\(column)" || '-01') IS "\(column)" || '-01'
                            WHEN 10 THEN date("\(column)", '+0 days') IS "\(column)"
                            ELSE "\(column)" IS NULL END)
                """
            },
            flag: { "\"\($0)\" INTEGER CHECK (\"\($0)\" IN (0, 1))" },
            number: { "\"\($0)\" NUMERIC CHECK (typeof(\"\($0)\") IN ('integer', 'real', 'null'))" },
            text: { "\"\($0)\" TEXT CHECK (\"\($0)\" <> '')" })
        return DatabaseSchema(shape: RecordShape(sources: sources), dialect: dialect).text
    }
}
