import Foundation
import Testing

@testable import HTCDSModel

@Suite("Lookups")
struct LookupTests {
    @Test("a name and a reference")
    func forms() throws {
        let text = """
            {"htcds": "2.0", "id": "1",
             "case": {"cas_CaseOwner": "A. Example", "cas_ReferredOrganisation": {"ref": "o1"}}}
            """
        try expectIdentity(text)
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(record.case.caseOwner?.name == "A. Example")
        #expect(record.case.referredOrganisation == .reference("o1"))
        #expect(record.case.referredOrganisation?.name == nil)
    }

    @Test("by themselves", arguments: [Lookup.name("A"), .reference("o1")])
    func codable(_ lookup: Lookup) throws {
        #expect(try JSONDecoder().decode(Lookup.self, from: JSONEncoder().encode(lookup)) == lookup)
    }

    @Test("no other object", arguments: [#"{"name": "A"}"#, #"{"ref": "o1", "x": 1}"#, "{}", "null", "[]"])
    func refused(_ text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Lookup.self, from: Data(text.utf8)) }
    }
}
