/// A shipped mapping of which no more was read than by what its files are known.
///
/// Reading all shipped documents would take half of the time in which a small file is checked, and nearly all of them
/// say in their `source` section that the file is not theirs.
public struct CatalogueEntry: Sendable {
    public let name: String
    public let yaml: String
    /// The document's `source` section.
    public let source: SourceSection
    /// Whether the document has tables whose rows belong to those of others.
    public let hasTables: Bool

    /// Nil for a text whose `source` section does not stand as the shipped documents write it.
    init?(name: String, yaml: String) {
        guard let section = Self.section("source", of: yaml),
            let source = MappingDocumentReader.source(yaml: section, name: name)
        else { return nil }
        self.name = name
        self.yaml = yaml
        self.source = source
        hasTables = Self.section("tables", of: yaml) != nil
    }

    /// The document, read whole.
    /// - Throws: `DocumentError`; never for an unchanged tool, a test reads them all.
    public func document() throws -> MappingDocument { try MappingDocumentReader.read(yaml: yaml, name: name) }

    /// Lines from a key at the margin up to the next one. Shipped documents are written in blocks, not in braces.
    private static func section(_ key: String, of yaml: String) -> String? {
        let start = Array("\(key):".utf8)
        var section: [UInt8] = []
        for line in yaml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let isIndented = line.first == nil || line.first == 0x20
            if section.isEmpty {
                guard line.starts(with: start) else { continue }
            } else if !isIndented && line.first != 0x23 {
                break
            }
            section += line
            section.append(0x0A)
        }
        return section.isEmpty ? nil : String(decoding: section, as: UTF8.self)
    }
}
