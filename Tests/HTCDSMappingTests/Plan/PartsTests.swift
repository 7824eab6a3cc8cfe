import HTCDSFindings
import HTCDSMapping
import HTCDSModel
import HTCDSSpec
import Testing

@Suite("Several things in one record, and what becomes of the rest")
struct PartsTests {
    static let body = """
        roles: [victim]
        fields:
          prs_FirstName: Name
          cas_Status: Status
        persons:
          - roles: [perpetrator]
            group: true
            fields: {prs_Gender: Suspects, per_RoleInProcess: {collect: {Took: Exploiter}}}
            keep: [Number]
          - fields: {prs_FirstName: Witness}
        organizations:
          - fields: {org_Name: Shelter}
        comments:
          - fields: {cco_CaseComment: Remark}
          - fields: {cco_CaseComment: Remark 2}
        events:
          - fields: {hte_Type: {constant: Recruitment}, hte_Country: From}
          - fields: {hte_Type: {constant: Exploitation}, hte_Country: To}
        supportPlans:
          - fields: {spl_PlannedEndDate: End}
        """
    static let header = "Name,Status,Suspects,Took,Number,Witness,Shelter,Remark,Remark 2,From,To,End\n"

    @Test("each part becomes a thing of its own")
    func parts() throws {
        let mapped = try Chain.map(
            Self.header + "Ana,Active,Masculine,1,3,Bea,Haven,hello,again,NG,IT,2027-01-01\n", Self.body)
        #expect(mapped.faults.isEmpty)
        #expect(
            mapped.value("persons")
                == #"[{"id":"p1","prs_FirstName":"Ana","victim":{}},"#
                + #"{"extensions":{"Number":"3"},"id":"p2","perpetrator":{"group":true,"per_RoleInProcess":["Exploiter"]},"#
                + #""prs_Gender":"Masculine"},{"id":"p3","prs_FirstName":"Bea"}]"#)
        #expect(mapped.value("case") == #"{"cas_Status":"Active"}"#)
        #expect(mapped.value("organizations") == #"[{"org_Name":"Haven"}]"#)
        #expect(mapped.value("comments") == #"[{"cco_CaseComment":"hello"},{"cco_CaseComment":"again"}]"#)
        #expect(
            mapped.value("events")
                == #"[{"hte_Country":"NG","hte_Type":"Recruitment"},{"hte_Country":"IT","hte_Type":"Exploitation"}]"#)
        #expect(mapped.value("supportPlans") == #"[{"spl_PlannedEndDate":"2027-01-01"}]"#)
        #expect(mapped.value("extensions") == nil)
        #expect(mapped.fates.values.allSatisfy { $0 == .mapped || $0 == .kept })
    }

    @Test("what is not stated leaves no thing behind, but the first person's role stands")
    func nothing() throws {
        let mapped = try Chain.map(Self.header + ",,,,,,,,x,,Atlantis,\n", Self.body)
        #expect(mapped.value("persons") == #"[{"id":"p1","victim":{}}]"#)
        #expect(mapped.value("comments") == #"[{"cco_CaseComment":"x"}]"#)
        #expect(mapped.value("case") == nil)
        #expect(mapped.value("organizations") == nil)
        #expect(mapped.value("supportPlans") == nil)
        #expect(mapped.value("extensions") == #"{"To":"Atlantis"}"#)
    }

    @Test("a thing of which nothing could be read is no empty object")
    func unusable() throws {
        let mapped = try Chain.map(
            "A,B\nAtlantis,NG\n", "events: [{fields: {hte_Country: A}}, {fields: {hte_Country: B}}]\n")
        #expect(mapped.value("events") == #"[{"hte_Country":"NG"}]"#)
        let none = try Chain.map(
            "A,B\nAtlantis,Utopia\n", "events: [{fields: {hte_Country: A}}, {fields: {hte_Country: B}}]\n")
        #expect(none.value("events") == nil)
        #expect(none.value("extensions") == #"{"A":"Atlantis","B":"Utopia"}"#)
    }

    static let wide = "Name,Custom 1,Custom 2,Room,Room note,Other,,B\nAna,a,b,12,by the door,o,nameless,bee\n"

    @Test("columns are kept by name, by their beginning, or all")
    func keep() throws {
        let some = try Chain.map(
            Self.wide, "fields: {prs_FirstName: Name}\nkeep:\n  Custom*: {as: own}\n  other: {note: why}\n")
        #expect(some.value("extensions") == #"{"Custom 1":"a","Custom 2":"b","Other":"o"}"#)
        #expect(some.fates["Room"] == .unused)
        #expect(some.plan.layout.columns[1].name == "own")
        let all = try Chain.map(Self.wide, "fields: {prs_FirstName: Name}\nkeep: all\n")
        #expect(all.value("extensions.Room") == "12")
        #expect(!all.fates.values.contains(.unused))
    }

    @Test("a column without a name and one that is called like its letter are both kept")
    func nameless() throws {
        let mapped = try Chain.map("A,,B\n1,2,3\n", "keep: all\n")
        #expect(mapped.value("extensions") == #"{"A":"1","B":"2","B[2]":"3"}"#)
        let twice = try Chain.map("X,X[2],x\n1,2,3\n", "keep: all\n")
        #expect(twice.records[0].extensions.map(\.text).sorted() == ["1", "2", "3"])
    }

    @Test("what is dropped on purpose is kept nowhere, whatever else is said")
    func drop() throws {
        let mapped = try Chain.map(
            Self.wide, "fields: {prs_FirstName: Name}\nkeep: all\ndrop: {Room: private, Room*: private}\n")
        #expect(mapped.fates["Room"] == .dropped && mapped.fates["Room note"] == .dropped)
        #expect(!mapped.lines[0].contains("by the door") && mapped.value("extensions.Room") == nil)
        let named = try Chain.map(
            Self.wide,
            """
            fields: {prs_FirstName: Name}
            keep: [Room, Room*, Custom 1]
            drop: {Room note: private}
            persons: [{fields: {prs_Title: Other}, keep: [Room note]}]
            """)
        #expect(named.fates["Room note"] == .dropped)
        #expect(!named.lines[0].contains("by the door"))
        #expect(named.value("extensions") == #"{"Custom 1":"a","Room":"12"}"#)
    }

    @Test("a column that a field needs is not dropped")
    func mapped() throws {
        let mapped = try Chain.map(Self.wide, "fields: {prs_FirstName: Name}\ndrop: {Name: x}\nkeep: all\n")
        #expect(mapped.fates["Name"] == .mapped)
        #expect(mapped.value("persons.0.prs_FirstName") == "Ana")
    }

    @Test("cells behind the header's last column are kept under their letter")
    func ragged() throws {
        let mapped = try Chain.map("Name\nAna,x,,y,\"  \"\n", "fields: {prs_FirstName: Name}\n")
        #expect(mapped.value("extensions") == #"{"column B":"x","column D":"y"}"#)
    }
}
