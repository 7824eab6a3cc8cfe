import HTCDSFormats
import Testing

/// XML 1.0, 2.11: whatever ends a line in the file, a reader gives a line feed. Found with files of xsltproc.
@Suite("Line ends in XML")
struct XMLLineEndTests {
    private func text(_ content: String, step: Int = .max) throws -> [String] {
        let document = "<cases><case><a>\(content)</a></case></cases>"
        return try readXML(Array(document.utf8), record: "/cases/case", step: step).cells.map(\.text)
    }

    @Test("in text and in CDATA alike", arguments: [("", ""), ("<![CDATA[", "]]>")])
    func everywhere(_ mark: (open: String, close: String)) throws {
        func text(_ content: String) throws -> [String] { try self.text(mark.open + content + mark.close) }
        #expect(try text("a\r\nb\rc\nd\r\r\n") == ["a\nb\nc\nd\n\n"])
        #expect(try text("\r") == ["\n"])
        #expect(try text("a") == ["a"])
    }

    @Test("a carriage return that is written as a reference stays, and two sections are two")
    func references() throws {
        #expect(try text("a&#13;&#10;b") == ["a\r\nb"])
        #expect(try text("<![CDATA[a\r]]><![CDATA[\nb]]>\r\n") == ["a\n\nb\n"])
    }

    @Test("a long section, wherever the parser cuts it")
    func long() throws {
        for length in 290...310 {
            let content = String(repeating: "x", count: length) + "\r\n" + String(repeating: "y\r\n", count: 700)
            let expected = [String(repeating: "x", count: length) + "\n" + String(repeating: "y\n", count: 700)]
            for step in [Int.max, 1, 299, 300, 301] {
                try #require(try text("<![CDATA[\(content)]]>", step: step) == expected, "\(length), \(step)")
            }
        }
    }
}
