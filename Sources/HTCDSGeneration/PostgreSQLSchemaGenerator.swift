/// Tables for PostgreSQL 12 and later.
enum PostgreSQLSchemaGenerator: FileGenerator {
    static let output = "Schemas/generated/htcds-2.0.postgres.sql"

    static func text(from sources: PackageSources) throws -> String {
        let dialect = DatabaseSchema.Dialect(
            opening: """

                -- \(RecordShape.dateWords)
                CREATE DOMAIN "partial_date" AS TEXT CHECK (
                    CASE
                        WHEN VALUE !~ '\(RecordShape.datePattern)' THEN FALSE
                        WHEN length(VALUE) = 10 THEN to_char(to_date(VALUE, 'YYYY-MM-DD'), 'YYYY-MM-DD') = VALUE
                        ELSE TRUE
                    END
                );

                """,
            date: { "\"\($0)\" \"partial_date\"" },
            flag: { "\"\($0)\" BOOLEAN" },
            number: { "\"\($0)\" NUMERIC" },
            text: { "\"\($0)\" TEXT CHECK (\"\($0)\" <> '')" })
        return DatabaseSchema(shape: RecordShape(sources: sources), dialect: dialect).text
    }
}
