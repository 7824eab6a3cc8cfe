import HTCDSDocuments
import Testing

/// What is wrong with a document, or nil.
func complaints(_ yaml: String) -> [Complaint]? {
    do {
        _ = try DocumentNode.parse(yaml: yaml, name: "test.yaml")
        return nil
    } catch let error as DocumentError { return error.complaints } catch { return [] }
}

@Suite("A document as a tree")
struct DocumentNodeTests {
    @Test("scalars keep their text", arguments: ["NA", "1", "1.0", "yes", "no", "2.0", "2019-05-31", "0x1F", "NULL"])
    func text(_ word: String) throws {
        let root = try DocumentNode.parse(yaml: "key: \(word)\n", name: "test.yaml")
        #expect(root.entries?.first?.value.text == word)
    }

    @Test("only an empty scalar, ~ and null without quotes say nothing")
    func null() throws {
        let root = try DocumentNode.parse(yaml: "[~, null, '', \"~\", '~', NA, \"null\"]", name: "test.yaml")
        #expect(root.items?.map(\.isNull) == [true, true, false, false, false, false, false])
        #expect(try DocumentNode.parse(yaml: "a:\n", name: "test.yaml").entries?.first?.value.isNull == true)
    }

    @Test("places are counted in characters from 1")
    func places() throws {
        let root = try DocumentNode.parse(yaml: "été: [x, {clé: ü, b: c}]\nlast:\n  - d\n", name: "test.yaml")
        let entries = try #require(root.entries)
        #expect(entries.map { "\($0.key.line):\($0.key.column)" } == ["1:1", "2:1"])
        let inner = try #require(entries[0].value.items?[1].entries)
        #expect(inner.map { "\($0.value.line):\($0.value.column)" } == ["1:16", "1:22"])
        #expect(entries[1].value.items?.map { "\($0.line):\($0.column)" } == ["3:5"])
    }

    @Test(
        "a syntax error has its place",
        arguments: [
            ("a: b\nc: [1, 2\nd: e\n", 3), ("a: b\n\tc: d\n", 2), ("a: 'b\n", 2), ("a: b\nc\n", 3),
            ("a: *nowhere\n", 1),
        ])
    func syntax(_ yaml: String, _ line: Int) throws {
        let found = try #require(complaints(yaml))
        #expect(found.count == 1)
        #expect(found[0].line == line)
        #expect(found[0].column >= 1)
    }

    @Test("JSON is YAML")
    func json() throws {
        let root = try DocumentNode.parse(yaml: #"{"a": ["b", {"c": "d"}]}"#, name: "test.json")
        #expect(root.entries?.first?.value.items?.count == 2)
    }

    @Test("an empty document and two documents in one are refused")
    func notOne() {
        #expect(complaints("")?.count == 1)
        #expect(complaints("# nothing\n")?.count == 1)
        #expect(complaints("a: b\n---\nc: d\n")?.count == 1)
    }

    @Test("a key that stands twice is named, with a place")
    func duplicates() throws {
        let found = try #require(complaints("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n"))
        #expect(found.count == 1)
        #expect(found[0].message.contains("key c "))
        #expect((3...5).contains(found[0].line) && found[0].column == 3)
    }

    @Test("references are followed")
    func references() throws {
        let root = try DocumentNode.parse(yaml: "a: &x {b: c}\nd: *x\n", name: "test.yaml")
        #expect(root.entries?[1].value.entries?.first?.value.text == "c")
    }

    /// Each level repeats the one before ten times.
    static func bomb(levels: Int) -> String {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<levels {
            yaml += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        return yaml
    }

    @Test("references to references to references are refused at once", .timeLimit(.minutes(1)))
    func bombs() {
        #expect(complaints(Self.bomb(levels: 12))?.count == 1)
        #expect(complaints(Self.bomb(levels: 7))?.count == 1)
        // As a key, where the parser itself would compare all of it.
        #expect(complaints(Self.bomb(levels: 12) + "? *a11\n: x\n")?.count == 1)
        #expect(complaints("k: &k [x]\n? *k\n: y\n") == nil)
    }

    @Test("64 levels are read, 65 are not")
    func depth() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(complaints(nested(63)) == nil)
        #expect(complaints(nested(65))?.first?.column == 65)
        #expect(complaints(nested(100_000))?.count == 1)
        #expect(complaints(String(repeating: "[", count: 500_000))?.count == 1)
        #expect(complaints(String(repeating: "{a: ", count: 100_000))?.count == 1)
    }

    @Test("4 MiB are read, one byte more is not")
    func size() {
        let filled = "a: " + String(repeating: "b", count: DocumentNode.maximumSize - 3)
        #expect(complaints(filled) == nil)
        #expect(complaints(filled + "b")?.first?.message.contains("4 MiB") == true)
    }
}
