import HTCDSMapping

/// The shipped mappings as a run applies them, each read when a file may be one of its own.
final class ShippedMappings {
    private let decided: (LoadedMapping) -> LoadedMapping
    private var read: [String: LoadedMapping] = [:]

    /// - Parameter decided: what the acceptance and the profile of the run make of a mapping.
    init(decided: @escaping (LoadedMapping) -> LoadedMapping) { self.decided = decided }

    /// All of them.
    /// - Throws: `ToolError`; never for an unchanged tool.
    func all() throws -> [LoadedMapping] { try MappingCatalogue.entries.map { try load($0) } }

    /// Those that a file with this head may have been made for.
    func candidates(_ head: ExportHead) throws -> [LoadedMapping] {
        try MappingCatalogue.entries.filter { Recogniser.mayMatch($0.source, head) }.map { try load($0) }
    }

    /// Those that have tables whose rows belong to those of others.
    func withTables() throws -> [LoadedMapping] {
        try MappingCatalogue.entries.filter(\.hasTables).map { try load($0) }
    }

    /// The mapping that a file with this head was made for, nil where nobody knows it.
    func best(_ head: ExportHead) throws -> (match: Recogniser.Match, mapping: LoadedMapping)? {
        let candidates = try candidates(head)
        guard let match = Recogniser.best(head, among: candidates.map(\.document)),
            let mapping = candidates.first(where: { $0.document.name == match.mapping })
        else { return nil }
        return (match, mapping)
    }

    private func load(_ entry: CatalogueEntry) throws -> LoadedMapping {
        if let known = read[entry.name] { return known }
        let made: LoadedMapping
        do { made = decided(LoadedMapping(document: try entry.document(), yaml: entry.yaml)) } catch {
            throw ToolError.wrapping(error)
        }
        read[entry.name] = made
        return made
    }
}
