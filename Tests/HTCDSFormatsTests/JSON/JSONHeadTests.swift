import HTCDSFormats
import Testing

@Suite("The beginning of a JSON text")
struct JSONHeadTests {
    private func sniff(_ text: String, step: Int = .max) throws -> JSONHead {
        try JSONRecordReader.sniff(MemoryByteSource(text, step: step))
    }

    @Test("an array, an object around an array, one object, lines")
    func kinds() throws {
        let array = try sniff("[{\"a\":1,\"b\":{\"c\":null,\"d\":[{\"e\":1}]}},{\"f\":[2,3]}]")
        #expect(array.kind == .array)
        #expect(array.recordPointers == [""])
        #expect(array.paths == ["a", "b/c", "b/d/e", "f"])
        let page = try sniff(JSONRecordReaderTests.submissions, step: 5)
        #expect(page.kind == .object)
        #expect(page.recordPointers == ["/results"])
        #expect(page.paths.prefix(3) == ["_id", "formhub/uuid", "con_Consent"])
        #expect(page.paths.contains("repeat/repeat/name"))
        #expect(!page.paths.contains("count"))
        #expect(page.paths(pointer: "").contains("count"))
        #expect(try page.paths == sniff(JSONRecordReaderTests.submissions).paths)
        let one = try sniff("{\"a\":{\"b\":1},\"c\":[1,2],\"d\":[{\"e\":1}],\"x/y\":[{\"z\":[{\"w\":1}]}]}")
        #expect(one.kind == .object)
        #expect(one.recordPointers == ["/d", "/x~1y"])
        #expect(one.paths(pointer: "") == ["a/b", "c", "d/e", "x/y/z/w"])
        #expect(one.paths(pointer: "/x~1y") == ["z/w"])
        #expect(one.paths(pointer: "/a") == ["b"])
        #expect(one.paths(pointer: "nonsense").isEmpty)
        let lines = try sniff("{\"a\":1}\n\n{\"b\":[{\"c\":1}]}\nbroken\n")
        #expect(lines.kind == .lines)
        #expect(lines.recordPointers == [""])
        #expect(lines.paths == ["a", "b/c"])
        #expect(try sniff("{\"a\":\n1}\n{\"b\":2}").kind == .object)
        #expect(try sniff("{\"a\":1}{\"b\":2}").kind == .object)
        #expect(try sniff("{\"a\":1}\n").kind == .object)
        #expect(try sniff("[]").recordPointers.isEmpty)
    }

    @Test("lines of which the first is broken")
    func brokenFirstLine() throws {
        #expect(try sniff("{\"a\":}\n{\"b\":1}\n{\"c\":").kind == .lines)
        #expect(try sniff("{\"a\":}\n{\"b\":1}\n").paths == ["b"])
        #expect(throws: FormatError.self) { try sniff("{\"a\":[\n{\"b\":1}\n],x}") }
    }

    @Test("cut off anywhere it tells what it saw; what is no JSON it refuses")
    func cut() throws {
        let text = JSONRecordReaderTests.submissions
        for count in 1..<text.utf8.count {
            let head = try JSONRecordReader.sniff(MemoryByteSource(Array(text.utf8.prefix(count))))
            #expect(head.kind == .object)
        }
        let long = "[" + Array(repeating: "{\"a\":\"0123456789\"}", count: 20_000).joined(separator: ",") + "]"
        #expect(try sniff(long).paths == ["a"])
        for broken in ["", " ", "x", "1", "\"a\"", "a,b\n1,2", "[1,}", "{\"a\" 1}", "<r/>", "[] []", "{'a':1}"] {
            #expect(throws: FormatError.self, "\(broken)") { try sniff(broken) }
        }
    }
}
