import Foundation
import Testing

@testable import HTCDSModel

@Suite("Hostile JSON ends in an error that names the place and no value")
struct HostileJSONTests {
    /// Stands in every value that is refused and must not turn up in a message.
    static let canary = "Zanzibarina"

    struct Example: Sendable, CustomTestStringConvertible {
        let text: String
        let path: [String]
        var testDescription: String { text }

        init(_ rest: String, _ path: String...) {
            text = #"{"htcds": "2.0", "id": "1", "# + rest + "}"
            self.path = path
        }
    }

    static let examples = [
        Example(#""case": "\#(canary)""#, "case"),
        Example(#""case": ["\#(canary)"]"#, "case"),
        Example(#""persons": "\#(canary)""#, "persons"),
        Example(#""persons": [{"victim": {}}, "\#(canary)"]"#, "persons", "1"),
        Example(#""persons": [{"victim": "\#(canary)"}]"#, "persons", "0", "victim"),
        Example(#""persons": [{"victim": true}]"#, "persons", "0", "victim"),
        Example(#""persons": [{"prs_FirstName": ["\#(canary)"]}]"#, "persons", "0", "prs_FirstName"),
        Example(#""persons": [{"prs_FirstName": {"\#(canary)": 1}}]"#, "persons", "0", "prs_FirstName"),
        Example(#""persons": [{"prs_Gender": {"\#(canary)": 1}}]"#, "persons", "0", "prs_Gender"),
        Example(
            #""persons": [{"prs_Citizenship": ["VN", {"\#(canary)": 1}]}]"#, "persons", "0", "prs_Citizenship", "1"),
        Example(#""persons": [{"prs_Birthdate": "\#(canary)"}]"#, "persons", "0", "prs_Birthdate"),
        Example(#""persons": [{"prs_Birthdate": "2019-02-29"}]"#, "persons", "0", "prs_Birthdate"),
        Example(#""persons": [{"prs_Deceased": "\#(canary)"}]"#, "persons", "0", "prs_Deceased"),
        Example(#""persons": [{"prs_Deceased": 1}]"#, "persons", "0", "prs_Deceased"),
        Example(#""persons": [{"prs_NumberOfChildren": "\#(canary)"}]"#, "persons", "0", "prs_NumberOfChildren"),
        Example(#""persons": [{"prs_NumberOfChildren": true}]"#, "persons", "0", "prs_NumberOfChildren"),
        Example(#""case": {"cas_CaseOwner": {"name": "\#(canary)"}}"#, "case", "cas_CaseOwner"),
        Example(#""case": {"cas_CaseOwner": {"ref": ["\#(canary)"]}}"#, "case", "cas_CaseOwner", "ref"),
        Example(#""case": {"cas_CaseOwner": ["\#(canary)"]}"#, "case", "cas_CaseOwner"),
        Example(#""extensions": ["\#(canary)"]"#, "extensions"),
        Example(#""provenance": {"record": 1.5}"#, "provenance", "record"),
    ]

    @Test("values of the wrong kind", arguments: examples)
    func wrongKind(_ example: Example) throws {
        let error = try #require(decodingError(example.text))
        #expect(error.path == example.path)
        let message = try #require(error.context).debugDescription
        #expect(message.contains("/" + example.path.joined(separator: "/")))
        #expect(!"\(error)".contains(Self.canary))
        #expect(!"\(error)".contains("2019-02-29"))
    }

    @Test("the same through JSONDecoder", arguments: examples)
    func wrongKindFoundation(_ example: Example) throws {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CaseRecord].self, from: Data("[\(example.text)]".utf8))
        }
        #expect(error?.context?.codingPath.dropFirst().map(\.stringValue) == example.path)
        #expect(!"\(String(describing: error))".contains(Self.canary))
    }

    @Test("documents that are no object", arguments: ["[]", "1", #""Zanzibarina""#, "null", "true"])
    func noObject(_ text: String) throws {
        #expect(try !"\(#require(decodingError(text)))".contains(Self.canary))
    }

    @Test(
        "texts that are not JSON",
        arguments: [
            "", " ", "{", "{\"id\"", "{\"id\":", "{\"id\":\"Zanzibarina", "{\"id\":\"1\",}", "{id:1}", "{\"id\":'1'}",
            "{\"id\":01}", "{\"id\":+1}", "{\"id\":1.}", "{\"id\":.5}", "{\"id\":1e}", "{\"id\":NaN}", "{\"id\":-}",
            "{\"id\":\"\u{1}\"}", #"{"id":"\x"}"#, #"{"id":"\u12"}"#, #"{"id":"\ud800"}"#, #"{"id":"\ud800\u0041"}"#,
            #"{"id":"\udc00"}"#, "{\"id\":\"1\"} Zanzibarina", "{\"id\":\"1\" \"a\":1}", "{\"id\":tru}", "[1,]", "nul",
            #"{"id":"1","Zanzibarina":1,"Zanzibarina":2}"#, #"{"id":1e99999}"#, "{\"id\":\"1\"}{}",
        ])
    func notJSON(_ text: String) throws {
        let error = try #require(decodingError(text))
        #expect(try #require(error.context).debugDescription.contains("at byte"))
        #expect(!"\(error)".contains(Self.canary))
    }

    @Test("bytes that are not UTF-8")
    func notUTF8() {
        let bytes = Array(#"{"id":""#.utf8) + [0xC3, 0x28] + Array("\"}".utf8)
        #expect(throws: DecodingError.self) { try CaseRecord.decode(json: bytes) }
    }

    @Test("nesting without end", arguments: [65, 100_000])
    func depth(_ depth: Int) throws {
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let error = try #require(decodingError(#"{"id": "1", "Zanzibarina": "# + nested + "}"))
        #expect(try #require(error.context).debugDescription.contains("Nested deeper"))
        #expect(!"\(error)".contains(Self.canary))
        let data = Data(#"{"id": "1", "a": \#(nested)}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(CaseRecord.self, from: data) }
    }

    @Test("nesting within the bound is kept as text")
    func allowedDepth() throws {
        let nested = String(repeating: "[", count: 60) + "1" + String(repeating: "]", count: 60)
        let (record, _) = try CaseRecord.decode(json: #"{"id": "1", "a": \#(nested)}"#.utf8)
        #expect(record.extensions["a"] == nested)
    }

    @Test("a long number is refused, a long text is not")
    func length() throws {
        let digits = String(repeating: "9", count: 2_000)
        #expect(decodingError(#"{"id": "1", "persons": [{"prs_NumberOfChildren": \#(digits)}]}"#) != nil)
        try expectIdentity(#"{"htcds": "2.0", "id": "1", "comments": [{"cco_CaseComment": "\#(digits)"}]}"#)
    }

    @Test("a document cut anywhere never crashes and never passes")
    func cut() {
        let bytes = Array(CaseRecordTests.example.utf8)
        for end in 0..<bytes.count {
            #expect(throws: DecodingError.self) { try CaseRecord.decode(json: bytes[..<end]) }
        }
    }
}
