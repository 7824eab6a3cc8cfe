import Foundation
import HTCDSSpec
import Testing

@testable import HTCDSModel

@Suite("A case record")
struct CaseRecordTests {
    /// The example of the contract, with fictional names for its ellipses.
    static let example = """
        {"htcds": "2.0", "id": "2019-0017",
         "case": {"cas_Status": "Active", "cas_IncomingReferralDate": "2019-03-04"},
         "persons": [
           {"id": "p1", "prs_FirstName": "Example", "prs_Gender": "Feminine", "prs_Citizenship": ["VN"],
            "consent": {"con_Consent": true},
            "victim": {"vic_TraffickingStatus": "ActualVictimOfTrafficking",
                       "vic_MethodsOfControl": ["DebtBondage", "FalsePromises"]}},
           {"id": "p2", "prs_Gender": "Masculine", "perpetrator": {"per_RoleInProcess": ["Transporter"]}}],
         "organizations": [{"id": "o1", "org_Name": "Example House"}],
         "comments": [{"cco_CaseComment": "A comment"}],
         "events": [{"hte_Type": "Recruitment", "hte_Date": "2018-05", "hte_Country": "VN"}],
         "supportPlans": [{"spl_Type": "Legal"}],
         "extensions": {"Local ref": "A-12"},
         "provenance": {"source": "cases.xlsx", "sheet": "Case Sheet", "record": 17, "mapping": "htcds-excel-2.0"}}
        """

    @Test("the contract's example comes back as it is")
    func exampleIsIdentity() throws {
        try expectIdentity(Self.example)
    }

    @Test("the contract's example fills the properties")
    func exampleIsTyped() throws {
        let (record, _) = try CaseRecord.decode(json: Self.example.utf8)
        #expect(record.htcds == "2.0")
        #expect(record.case.status == .active)
        #expect(record.case.incomingReferralDate == PartialDate(year: 2019, month: 3, day: 4))
        #expect(record.persons.map(\.id) == ["p1", "p2"])
        #expect(record.persons[0].gender == .feminine)
        #expect(record.persons[0].citizenship == ["VN"])
        #expect(record.persons[0].victim?.methodsOfControl == [.debtBondage, .falsePromises])
        #expect(record.persons[0].perpetrator == nil)
        #expect(record.persons[1].perpetrator?.roleInProcess.first == .transporter)
        #expect(record.events[0].country?.isKnown == true)
        #expect(record.supportPlans[0].type == .legal)
        #expect(record.extensions["Local ref"] == "A-12")
        #expect(record.provenance?.record == 17)
    }

    @Test("keys are written in the order of the contract, tables in that of the standard")
    func order() throws {
        let (record, _) = try CaseRecord.decode(json: Self.example.utf8)
        let text = String(decoding: try record.encodedJSON(), as: UTF8.self)
        let keys =
            ["htcds", "id", "case", "persons", "prs_FirstName", "prs_Gender", "consent", "victim", "organizations"]
            + ["comments", "events", "hte_Country", "hte_Date", "supportPlans", "extensions", "provenance"]
        let places = keys.map { text.range(of: "\"\($0)\":")?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(!text.contains("\n"))
    }

    @Test("a record with nothing but an id is written as version and id")
    func emptyRecord() throws {
        #expect(try CaseRecord(id: "1").encodedJSON() == Array(#"{"htcds":"2.0","id":"1"}"#.utf8))
    }

    @Test("roles stand also when empty")
    func emptyRoles() throws {
        try expectIdentity(#"{"htcds": "2.0", "id": "1", "persons": [{"victim": {}}, {"perpetrator": {}}]}"#)
        let (record, _) = try CaseRecord.decode(json: #"{"htcds": "2.0", "id": "1", "persons": [{"victim": {}}]}"#.utf8)
        #expect(record.persons[0].victim != nil)
        #expect(record.persons[0].perpetrator == nil)
    }

    @Test("several perpetrators described together")
    func group() throws {
        try expectIdentity(#"{"htcds": "2.0", "id": "1", "persons": [{"perpetrator": {"group": true}}]}"#)
    }

    @Test("consent belongs to a person and has three states")
    func consent() throws {
        let text = """
            {"htcds": "2.0", "id": "1", "persons": [
              {"consent": {"con_Consent": true}}, {"consent": {"con_Consent": false}}, {"victim": {}}]}
            """
        try expectIdentity(text)
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(record.persons.map(\.consent.status) == [.given, .refused, .notStated])
    }

    @Test("extensions may stand in every object")
    func extensionsEverywhere() throws {
        let own = #""extensions": {"Own": "x"}"#
        try expectIdentity(
            """
            {"htcds": "2.0", "id": "1", \(own), "case": {\(own)},
             "persons": [{\(own), "consent": {\(own)}, "victim": {\(own)}, "perpetrator": {\(own)}}],
             "organizations": [{\(own)}], "comments": [{\(own)}], "events": [{\(own)}], "supportPlans": [{\(own)}],
             "provenance": {\(own)}}
            """)
    }

    @Test("extensions keep their order")
    func extensionOrder() throws {
        let text = #"{"htcds":"2.0","id":"1","extensions":{"z":"1","a":"2","m":"3"}}"#
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(record.extensions.names == ["z", "a", "m"])
        #expect(try record.encodedJSON() == Array(text.utf8))
    }

    @Test("codes that no list holds are kept")
    func unknownCodes() throws {
        let text = """
            {"htcds": "2.0", "id": "1", "persons": [{"prs_Gender": "Other", "prs_Citizenship": ["XX", "Utopia"],
             "prs_PrimaryLanguage": "ger", "victim": {"vic_ExploitationWebsitesAndApps": ["Facebook", "NewApp"]}}]}
            """
        try expectIdentity(text)
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        let person = record.persons[0]
        #expect(person.gender == .unrecognized("Other"))
        #expect(person.citizenship.map(\.isKnown) == [false, false])
        #expect(person.primaryLanguage?.isKnown == false)
        #expect(person.victim?.exploitationWebsitesAndApps == [.facebook, .unrecognized("NewApp")])
    }

    @Test("several choices in a field that takes one are an array, the first in the property")
    func surplus() throws {
        let text = """
            {"htcds": "2.0", "id": "1", "persons": [{"victim": {
             "vic_ForcedLabourIndustry": ["A_AgricultureForestryAndFishing", "F_Construction"]}}]}
            """
        try expectIdentity(text)
        var (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(record.persons[0].victim?.forcedLabourIndustry?.code == "A_AgricultureForestryAndFishing")
        #expect(record.persons[0].victim?.surplus["vic_ForcedLabourIndustry"] == ["F_Construction"])
        record.persons[0].victim?.surplus = [:]
        #expect(String(decoding: try record.encodedJSON(), as: UTF8.self).contains(#":"A_Agri"#))
    }

    @Test("Two countries in a field of the kind text are kept as an array, as its JSON Schema says")
    func surplusCountries() throws {
        let text = """
            {"htcds": "2.0", "id": "1", "persons": [{"prs_MailingCountry": ["VN", "US"]}],
             "events": [{"hte_Country": ["TH", "LA"]}]}
            """
        try expectIdentity(text)
        let (record, _) = try CaseRecord.decode(json: text.utf8)
        #expect(record.persons[0].mailingCountry?.code == "VN")
        #expect(record.persons[0].surplus["prs_MailingCountry"] == ["US"])
        #expect(record.events[0].country?.code == "TH")
    }

    @Test("deprecated fields are kept")
    func deprecated() throws {
        try expectIdentity(
            """
            {"htcds": "2.0", "id": "1", "persons": [{"victim": {"vic_AgreementToManagePersonalData": false,
             "vic_Vulnerabilities": ["Poverty"], "vic_DetailsOfVulnerabilities": "text"}}]}
            """)
    }

    @Test("an empty id is not written")
    func emptyID() {
        #expect(throws: EncodingError.self) { try CaseRecord(id: "").encodedJSON() }
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(CaseRecord(id: "")) }
    }

    @Test("what is empty in memory is absent in JSON")
    func emptyInMemory() throws {
        var record = CaseRecord(id: "1")
        record.case.reasonForCaseClosure = ""
        record.case.caseOwner = .name("")
        record.case.status = .unrecognized("")
        record.comments = [CaseComment(), .with { $0.caseComment = "A" }]
        record.extensions = ["a": ""]
        record.provenance = Provenance()
        let json = try record.encodedJSON()
        #expect(
            String(decoding: json, as: UTF8.self) == #"{"htcds":"2.0","id":"1","comments":[{"cco_CaseComment":"A"}]}"#)
    }

    @Test("equal and hashed by value, and sent between tasks")
    func value() async throws {
        let (first, _) = try CaseRecord.decode(json: Self.example.utf8)
        let second = try await Task { try CaseRecord.decode(json: Self.example.utf8).record }.value
        #expect(first == second)
        #expect(Set([first, second]).count == 1)
        var third = second
        third.persons[0].victim = nil
        #expect(Set([first, third]).count == 2)
    }

    @Test("printing shows what is stated, and no value")
    func description() throws {
        let (record, _) = try CaseRecord.decode(json: Self.example.utf8)
        #expect(
            "\(record.persons)" == "[Person(id, prs_FirstName, prs_Gender, prs_Citizenship, consent, victim), "
                + "Person(id, prs_Gender, perpetrator)]")
        #expect(!"\(record) \(String(reflecting: record)) \([record])".contains("Example"))
    }

    @Test("parts are Codable by themselves")
    func parts() throws {
        let person = try JSONDecoder().decode(Person.self, from: Data(#"{"prs_Gender": "Feminine", "x": 1}"#.utf8))
        #expect(person.gender == .feminine)
        #expect(person.extensions["x"] == "1")
        #expect(try JSONParser.parse(JSONEncoder().encode(person)) == person.json)
    }

    @Test("the version is that of the standard's tables")
    func version() {
        #expect(CaseRecord.standardVersion == HTCDSStandard.v2_0.version)
    }
}
