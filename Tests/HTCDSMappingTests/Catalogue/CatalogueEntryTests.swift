import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import Testing

@Suite("Shipped mappings, read as far as it takes to know their files")
struct CatalogueEntryTests {
    @Test("every shipped mapping has an entry")
    func all() { #expect(MappingCatalogue.entries.map(\.name) == MappingCatalogue.names) }

    @Test("what an entry says is what the whole document says", arguments: MappingCatalogue.names)
    func same(_ name: String) throws {
        let entry = try #require(MappingCatalogue.entries.first { $0.name == name })
        let document = try #require(try MappingCatalogue.document(name))
        #expect(entry.source.formats == document.source.formats)
        #expect(entry.source.numbering?.kind == document.source.numbering?.kind)
        #expect(described(entry.source) == described(document.source))
        #expect(entry.hasTables == !document.tables.isEmpty)
        #expect(try entry.document().name == name)
    }

    @Test(
        "an example is never passed over before its document is read",
        arguments: Example.all.filter { $0.path.hasSuffix(".csv") })
    func examples(_ example: Example) throws {
        let entry = try #require(MappingCatalogue.entries.first { $0.name == example.mapping })
        let document = try entry.document()
        let names = try example.reader(document).columns.map { $0.name ?? "" }
        let head = ExportHead(format: "csv", rows: [(row: document.source.headerRow ?? 1, names: names)])
        #expect(Recogniser.mayMatch(entry.source, head))
        let candidates = MappingCatalogue.entries.filter { Recogniser.mayMatch($0.source, head) }
        #expect(candidates.count < MappingCatalogue.entries.count / 2)
    }

    /// All but a set, which has no order, and a place in the document.
    private func described(_ source: SourceSection) -> String {
        var source = source
        source.formats = []
        source.numbering = nil
        return String(describing: source)
    }
}
