import Foundation
import Testing

@testable import HTCDSGeneration

@Suite struct EmbeddedDocumentsTests {
    @Test func anEmptyFolderGivesAnEmptyTable() throws {
        let text = try EmbeddedDocumentsGenerator.text(from: sources(with: [:]))
        #expect(text.contains("static let all: [(name: String, yaml: String)] = []\n"))
    }

    @Test func documentsAreSortedByNameAndOtherFilesLeftOut() throws {
        let text = try EmbeddedDocumentsGenerator.text(
            from: sources(with: ["b.yaml": "mapping: b\n", "a.yaml": "mapping: a # \"\"\"#\n", "notes.md": "no"]))
        let a = try #require(text.range(of: "(name: \"a\", yaml: document0)"))
        let b = try #require(text.range(of: "(name: \"b\", yaml: document1)"))
        #expect(a.lowerBound < b.lowerBound)
        #expect(text.contains("document0: String = ##\"\"\"\nmapping: a # \"\"\"#\n\n\"\"\"##\n"))
        #expect(!text.contains("notes"))
    }

    private func sources(with mappings: [String: String]) throws -> PackageSources {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("htcds-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/Mappings", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: URL(fileURLWithPath: PackageRoot.path + "/Schemas").resolvingSymlinksInPath(),
            to: URL(fileURLWithPath: root + "/Schemas"))
        for (name, text) in mappings {
            try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/Mappings/" + name))
        }
        return try PackageSources(root: root)
    }
}
