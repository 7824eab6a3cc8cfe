import HTCDSDocuments

/// The mappings that ship with the tool, generated from `Mappings/` into the program itself.
public enum MappingCatalogue {
    /// Names, sorted.
    public static var names: [String] { ShippedMappings.all.map(\.name).sorted() }

    /// The text of a shipped mapping, nil if there is none of that name.
    public static func yaml(_ name: String) -> String? { ShippedMappings.all.first { $0.name == name }?.yaml }

    /// All of them, by name, each read as far as it takes to know its files.
    public static let entries: [CatalogueEntry] = ShippedMappings.all.sorted { $0.name < $1.name }.compactMap {
        CatalogueEntry(name: $0.name, yaml: $0.yaml)
    }

    /// Reads a shipped mapping.
    /// - Throws: `DocumentError`; never for an unchanged tool, a test reads them all.
    public static func document(_ name: String) throws -> MappingDocument? {
        guard let yaml = yaml(name) else { return nil }
        return try MappingDocumentReader.read(yaml: yaml, name: name)
    }
}
