import HTCDSMapping
import HTCDSModel
import Testing

@Suite("Records as JSON")
struct RecordJSONEncoderTests {
    @Test("text of any kind comes through as it is")
    func text() throws {
        let texts = [
            "a\"b", "c\\d", "tab\there", "é ü 漢字 🙂", "e\u{301}", "x\u{1}y", "</script>", "line\nbreak", "crlf\r\nend.",
        ]
        let rows = texts.map { "\"\($0.replacing("\"", with: "\"\""))\",\"\($0.replacing("\"", with: "\"\""))\"\n" }
        let mapped = try Chain.map("Job,Note\n" + rows.joined(), "fields: {prs_Title: Job}\nkeep: all\n")
        #expect(mapped.records.count == texts.count)
        for (record, text) in zip(mapped.records, texts) {
            #expect(record.persons.first?.title.map { Array($0.utf8) } == Array(text.utf8))
            #expect(record.extensions["Note"].map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test("where a record came from is told")
    func provenance() throws {
        let mapped = try Chain.map("Job\ncook\nsmith\n", "fields: {prs_Title: Job}\n")
        #expect(mapped.value("provenance", record: 2) == #"{"mapping":"test","record":2,"source":"test"}"#)
        #expect(mapped.value("htcds") == "2.0")
    }

    @Test("a record of which nothing is stated but its id is a record")
    func bare() throws {
        let mapped = try Chain.map("Case,Job\nA-1,\n", "id: Case\nfields: {prs_Title: Job}\n")
        #expect(
            mapped.lines == [
                #"{"htcds":"2.0","id":"A-1","provenance":{"source":"test","record":1,"mapping":"test"}}"# + "\n"
            ])
    }

    @Test("headers that are awkward as keys are kept to the letter")
    func keys() throws {
        let mapped = try Chain.map("\"a \"\"q\"\"\",back\\slash,\u{1F642},\"two\nlines\"\n1,2,3,4\n", "keep: all\n")
        #expect(mapped.records[0].extensions.map(\.name) == ["a \"q\"", "back\\slash", "\u{1F642}", "two\nlines"])
    }
}
