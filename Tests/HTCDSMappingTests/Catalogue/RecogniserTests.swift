import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import Testing

@Suite("Recognising exports")
struct RecogniserTests {
    private func shipped() throws -> [MappingDocument] {
        try MappingCatalogue.names.compactMap { try MappingCatalogue.document($0) }
    }

    @Test("each example of a table is known by its header", arguments: Example.all.filter { $0.path.hasSuffix(".csv") })
    func examples(_ example: Example) throws {
        let document = try #require(try MappingCatalogue.document(example.mapping))
        let names = try example.reader(document).columns.map { $0.name ?? "" }
        let head = ExportHead(format: "csv", rows: [(row: document.source.headerRow ?? 1, names: names)])
        let match = try #require(try Recogniser.best(head, among: shipped()))
        #expect(match.mapping == example.mapping)
        #expect(match.share > 0.25 && match.share <= 1)
        #expect(match.why.contains(" of \(names.count { !$0.isEmpty }) "))
    }

    @Test("a file nobody knows has three nearest mappings and no match")
    func unknown() throws {
        let head = ExportHead(format: "csv", rows: [(row: 1, names: ["ref", "colour", "Gender"])])
        #expect(try Recogniser.best(head, among: shipped()) == nil)
        let nearest = try Recogniser.nearest(head, among: shipped())
        #expect(nearest.count == 3)
        #expect(Set(nearest).count == 3)
    }

    @Test("the mapping that demands more is taken, whatever the order")
    func demands() throws {
        let less = try Chain.document("keep: all\nsource: {recognise: {columns: [A]}}\n")
        var more = try Chain.document("keep: all\nsource: {recognise: {columns: [A, B]}}\n")
        more.name = "more"
        let head = ExportHead(format: "csv", rows: [(row: 1, names: ["b", " A", "C"])])
        #expect(Recogniser.best(head, among: [less, more])?.mapping == "more")
        #expect(Recogniser.best(head, among: [more, less])?.mapping == "more")
        let other = ExportHead(format: "csv", rows: [(row: 1, names: ["A", "C"])])
        #expect(Recogniser.best(other, among: [more, less])?.mapping == "test")
    }

    @Test("texts above the header tell layouts apart that share one header")
    func above() throws {
        let wanting = try Chain.document("keep: all\nsource: {recognise: {above: [form 7b], columns: [A]}}\n")
        var other = try Chain.document("keep: all\nsource: {recognise: {columns: [A]}}\n")
        other.name = "other"
        let seven = ExportHead(format: "csv", rows: [(row: 1, names: ["", "Form 7b "]), (row: 2, names: ["A"])])
        #expect(Recogniser.best(seven, among: [other, wanting])?.mapping == "test")
        let below = ExportHead(format: "csv", rows: [(row: 1, names: ["A"]), (row: 2, names: ["", "form 7b"])])
        #expect(Recogniser.best(below, among: [other, wanting])?.mapping == "other")
    }

    @Test("a tree is known by its root and attributes")
    func tree() throws {
        let documents = try shipped()
        let known = ExportHead(
            format: "xml", root: "data", attributes: [("id", "htcds_xlsform")], paths: ["prs_Gender"])
        #expect(Recogniser.best(known, among: documents)?.mapping == "htcds-xform")
        let other = ExportHead(format: "xml", root: "data", attributes: [("id", "another")], paths: ["prs_Gender"])
        #expect(Recogniser.best(other, among: documents) == nil)
    }
}
