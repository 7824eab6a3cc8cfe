import HTCDSFormats
import Testing

@Suite("Head of an XML document")
struct XMLHeadTests {
    @Test("root, children, paths")
    func head() throws {
        let text = """
            <?xml version="1.0" encoding="utf-8"?>
            <data xmlns="http://openrosa.example/x" id="form" version="v1" xmlns:q="urn:q">
              <prs_Gender>F</prs_Gender><prs_Gender/>
              <q:meta k="1"><q:instanceID>u</q:instanceID></q:meta>
            </data>
            """
        let head = try XMLRecordReader.sniff(MemoryByteSource(text, step: 5))
        #expect(head.rootLocalName == "data")
        #expect(head.rootNamespace == "http://openrosa.example/x")
        #expect(head.rootAttributes.map { "\($0.name)=\($0.value)" } == ["id=form", "version=v1"])
        #expect(head.childNames == ["prs_Gender", "meta"])
        #expect(head.declaredEncoding?.lowercased() == "utf-8")
        #expect(head.leafPaths == ["@id", "@version", "prs_Gender", "meta/@k", "meta/instanceID"])
        #expect(head.firstRecordPaths == head.leafPaths)
        #expect(head.paths(record: "/data") == head.leafPaths)
    }

    @Test("records under a root, of a file longer than what is looked at")
    func wrapped() throws {
        let record = "<case id='1'><name>A</name><meta><x>1</x></meta></case>"
        let text = "<cases>" + String(repeating: record, count: 5_000) + "</cases>"
        let head = try XMLRecordReader.sniff(MemoryByteSource(text))
        #expect(head.childNames == ["case"])
        let paths = ["@id", "name", "meta/x"]
        #expect(head.firstRecordPaths == paths)
        #expect(head.paths(record: "/case") == paths)
        #expect(head.paths(record: "//case") == paths)
        #expect(head.paths(record: "/cases/case") == paths)
        #expect(head.paths(record: "/other/case") == [])
    }

    @Test("what is no XML", arguments: ["", "   ", "a,b", "<!DOCTYPE a><a/>", "{\"a\": 1}"])
    func refused(text: String) {
        #expect(throws: FormatError.self) { try XMLRecordReader.sniff(MemoryByteSource(text)) }
    }
}
