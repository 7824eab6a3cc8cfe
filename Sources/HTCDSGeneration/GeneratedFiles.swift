/// The one table of generated files, and what `htcds-generate` does with it.
public enum GeneratedFiles {
    /// Every generator, sorted by the name of its type.
    public static let generators: [any FileGenerator.Type] = [
        CodeListTableGenerator.self,
        CodeListsGenerator.self,
        CountryNameRowsGenerator.self,
        CountryRowsGenerator.self,
        EarlierCodeRowsGenerator.self,
        EarlierFieldRowsGenerator.self,
        EmbeddedDocumentsGenerator.self,
        FieldPagesGenerator.self,
        FieldTableGenerator.self,
        IndustryRowsGenerator.self,
        LanguageNameRowsGenerator.self,
        LanguageRowsGenerator.self,
        MessageRowsGenerator.self,
        PostgreSQLSchemaGenerator.self,
        RecordJSONSchemaGenerator.self,
        RegionRowsGenerator.self,
        SQLiteSchemaGenerator.self,
        ShippedPoliciesGenerator.self,
        ShippedProfilesGenerator.self,
        ShippedSchemasGenerator.self,
        TableOnTheWebGenerator.self,
        TableSchemaGenerator.self,
        TranslationRowsGenerator.self,
        UpgradeRowsGenerator.self,
        WordRowsGenerator.self,
        XMLSchemaGenerator.self,
    ]

    /// Generates all files in memory.
    ///
    /// - Parameter root: Path of the package's root folder.
    /// - Returns: Path relative to the root and text of each file, sorted by path.
    /// - Throws: `GenerationError` where a source is missing or wrong.
    public static func all(root: String) throws -> [(path: String, text: String)] {
        let sources = try PackageSources(root: root)
        return
            try generators
            .map { (path: $0.output, text: try $0.text(from: sources)) }
            .sorted { $0.path < $1.path }
    }

    /// Writes the files that differ from what is on disk; each appears whole or not at all.
    ///
    /// - Returns: Paths of the files that were written, sorted.
    /// - Throws: `GenerationError` where a source is wrong or a file cannot be written.
    public static func write(root: String) throws -> [String] {
        let folder = PackageFolder(root: root)
        var written: [String] = []
        for file in try all(root: root) where folder.text(at: file.path) != file.text {
            try folder.write(file.text, to: file.path)
            written.append(file.path)
        }
        return written
    }

    /// Compares in memory with what is on disk, writing nothing.
    ///
    /// - Returns: Paths of the files that are missing or differ, sorted; empty when all are in step.
    /// - Throws: `GenerationError` where a source is missing or wrong.
    public static func outOfStep(root: String) throws -> [String] {
        let folder = PackageFolder(root: root)
        return try all(root: root).filter { folder.text(at: $0.path) != $0.text }.map(\.path)
    }
}
