import HTCDSDocuments

/// The policies that ship with the tool, generated from `Schemas/policies/` into the program itself.
public enum PolicyCatalogue {
    /// Names, sorted.
    public static var names: [String] { ShippedPolicies.all.map(\.name) }

    /// The text of a shipped policy, nil if there is none of that name.
    public static func yaml(_ name: String) -> String? { ShippedPolicies.all.first { $0.name == name }?.yaml }

    /// Reads a shipped policy.
    /// - Throws: `DocumentError`; never for an unchanged tool, a test reads them all.
    public static func policy(_ name: String) throws -> Policy? {
        guard let yaml = yaml(name) else { return nil }
        return try PolicyReader.read(yaml: yaml, name: name, isShipped: true)
    }
}
