import HTCDSDocuments

/// The profiles that ship with the tool, generated from `Schemas/profiles/` into the program itself.
public enum ProfileCatalogue {
    /// Names, sorted.
    public static var names: [String] { ShippedProfiles.all.map(\.name) }

    /// The text of a shipped profile, nil if there is none of that name.
    public static func yaml(_ name: String) -> String? { ShippedProfiles.all.first { $0.name == name }?.yaml }

    /// Reads a shipped profile.
    /// - Throws: `DocumentError`; never for an unchanged tool, a test reads them all.
    public static func profile(_ name: String) throws -> Profile? {
        guard let yaml = yaml(name) else { return nil }
        return try ProfileReader.read(yaml: yaml, name: name, isShipped: true)
    }
}
