import HTCDSDocuments
import Testing

@Suite("Keys that stand twice")
struct RepeatedKeysTests {
    private func parse(_ yaml: String) throws -> (DocumentNode, [Complaint]) {
        let complaints = ComplaintList()
        let node = try DocumentNode.parse(yaml: yaml, name: "test.yaml", complaints: complaints)
        return (node, complaints.all.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }

    @Test("each is told at its place, and the rest of the document is read")
    func told() throws {
        let (node, found) = try parse("a: 1\nb: {é: 1, \"c d\": 2, 'c d': 3, é: 4, é: 5}\na: [x]\nz: 9\n")
        #expect(found.map { "\($0.line):\($0.column)" } == ["1:1", "2:5", "2:11", "2:31"])
        #expect(found.map(\.message).allSatisfy { $0.hasSuffix("stands here and again below.") })
        #expect(node.entries?.map(\.key.text) == ["a", "b", "a", "z"])
        #expect(node.entries?[1].value.entries?.map(\.key.text) == ["é", "c d", "c d", "é", "é"])
        #expect(node.entries?[2].key.line == 3)
    }

    @Test("a document without any is what it always was")
    func none() throws {
        let (node, found) = try parse("a: {b: [c, d]}\n")
        #expect(found.isEmpty)
        #expect(node.entries?.count == 1)
    }

    @Test(
        "where a key cannot be told apart by its first letter, the first mistake is told as before",
        arguments: [
            "*x : 1\n*x : 2\na: &x b\n", "\"\\u0061b\": 1\nab: 2\n", "? [a]\n: 1\n? [a]\n: 2\n", "'': 1\n'': 2\n",
            "\u{E000}: 1\na: 1\na: 2\n",
        ])
    func hard(_ yaml: String) {
        #expect(throws: DocumentError.self) { _ = try parse(yaml) }
    }

    @Test("what was found before such a key is told with it")
    func before() {
        do {
            _ = try parse("x: {a: 1, a: 2}\n'': 1\n'': 2\n")
            Issue.record("nothing was told")
        } catch let error as DocumentError {
            #expect(error.complaints.map(\.line) == [1, 2])
        } catch { Issue.record("\(error)") }
    }

    @Test("a thousand of them end, and in time")
    func many() {
        let yaml = (0..<1000).map { "k\($0): 1\n" }.joined()
        let clock = ContinuousClock()
        let taken = clock.measure { #expect(throws: DocumentError.self) { _ = try parse(yaml + yaml) } }
        #expect(taken < .seconds(20))
    }
}
