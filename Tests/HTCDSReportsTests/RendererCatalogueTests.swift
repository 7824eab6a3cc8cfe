import Foundation
import HTCDSReports
import Testing

struct RendererCatalogueTests {
    /// The table and the folder must agree: a renderer that is not in the table cannot be asked for.
    @Test func everyFileIsInTheTable() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Repository.path("Sources/HTCDSReports"))
            .filter { $0.hasSuffix("Renderer.swift") && $0 != "Renderer.swift" }
            .map { String($0.dropLast(".swift".count)) }
            .sorted()
        #expect(files == RendererCatalogue.renderers.map { "\($0)" })
    }

    @Test func namesAreDistinctAndFound() {
        #expect(
            RendererCatalogue.names == [
                "csv", "github", "html", "json", "junit", "markdown", "ndjson", "sarif", "text",
            ])
        for name in RendererCatalogue.names {
            #expect(RendererCatalogue.renderer(named: name, output: MemoryOutput()) != nil)
        }
        #expect(RendererCatalogue.renderer(named: "JSON", output: MemoryOutput()) == nil)
    }

    @Test(arguments: RendererCatalogue.names)
    func whatTheOutputThrowsIsPassedOn(name: String) throws {
        var renderer = try #require(RendererCatalogue.renderer(named: name, output: BrokenOutput()))
        #expect(throws: BrokenOutput.Failure.self) { try renderer.render(.sample) }
    }
}

/// An output that fails at once, like a full disk.
private final class BrokenOutput: ReportOutput {
    struct Failure: Error {}
    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws { throw Failure() }
}
