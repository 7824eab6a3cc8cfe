import HTCDSGate
import Testing

@Suite("Where values are taken from")
struct SourcesTests {
    /// Two victims, two perpetrators, two events and a plan in one row.
    static let mapping = """
        roles: [victim]
        fields: {prs_Gender: {from: v1 gender}, cas_Status: {from: status}}
        keep: {note: {}, v1 only: {}}
        persons:
          - roles: [victim]
            fields: {prs_Gender: {from: v2 gender}}
            keep: {v2 word: {}}
          - roles: [perpetrator]
            fields: {prs_Gender: {from: p1 gender}, per_RoleInProcess: {from: p1 role}}
            keep: {p1 word: {}}
          - roles: [perpetrator]
            fields: {prs_Gender: {from: p2 gender}, per_RoleInProcess: {from: p2 role}}
        events:
          - fields: {hte_Type: {from: e1 type}, hte_Country: {from: e1 country}}
          - fields: {hte_Type: {from: e2 type}, hte_Country: {from: e2 country}}
        supportPlans:
          - fields: {spl_Type: {from: plan}}
        """
    static let csv = """
        v1 gender,v2 gender,p1 gender,p1 role,p2 gender,p2 role,e1 type,e1 country,e2 type,e2 country,plan,status,note,v2 word,p1 word,v1 only
        Feminine,Masculine,Masculine,Exploiter,Feminine,Abuser,Recruitment,VN,Exploitation,FR,Legal,Active,red,blue,green,grey
        Feminine,,Masculine,Exploiter,,,Exploitation,VN,Exploitation,TH,,Closed,,,,
        """

    private func write(_ attributes: String, row: String = "victim") throws -> Rows {
        try Rows.write(Self.csv, mapping: Self.mapping, attributes, row: row)
    }

    @Test("Each victim has a row with what is theirs and what is the record's")
    func victims() throws {
        let rows = try write(
            """
            gender: {from: prs_Gender}
            status: {from: cas_Status}
            plan: {from: spl_Type, several: columns}
            word: {kept: v2 word}
            note: {kept: note}
            """)
        #expect(rows.all("gender") == ["Feminine", "Masculine", "Feminine"])
        #expect(rows.all("status") == ["Active", "Active", "Closed"])
        #expect(rows.all("plan_Legal") == ["1", "1", nil])
        // Of one victim nothing is said of the other.
        #expect(rows.all("word") == [nil, "blue", nil])
        #expect(rows.all("note") == ["red", "red", nil])
    }

    @Test("Of several perpetrators all count in a row of a victim, one in a row of a link")
    func perpetrators() throws {
        let attributes = """
            gender: {from: prs_Gender, of: perpetrator}
            role: {from: per_RoleInProcess, several: columns}
            word: {kept: p1 word, of: perpetrator}
            unasked: {kept: p1 word}
            """
        let victims = try write(attributes)
        #expect(victims.all("gender") == [nil, nil, "Masculine"])
        #expect(victims.losses.counts[0].several == 2)
        #expect(victims.all("role_Abuser") == ["1", "1", nil])
        #expect(victims.all("word") == ["green", "green", nil])
        #expect(victims.all("unasked") == [nil, nil, nil])
        let links = try write(attributes, row: "link")
        #expect(links.all("gender") == ["Masculine", "Feminine", "Masculine", "Feminine", "Masculine"])
        #expect(links.all("role_Abuser") == [nil, "1", nil, "1", nil])
        #expect(links.all("word") == ["green", nil, "green", nil, nil])
    }

    @Test("Of several events those count that are of the type asked for")
    func events() throws {
        let rows = try write(
            """
            exploited: {from: hte_Country, where: {hte_Type: Exploitation}, as: country-2}
            first: {from: hte_Country, where: {hte_Type: [Exploitation, Transit]}, as: country-3, several: first}
            any: {from: hte_Country, several: {join: ";"}}
            region: {from: hte_Country, as: un-region}
            type: {from: hte_Type, any: [Recruitment]}
            """)
        #expect(rows.all("exploited") == ["FR", "FR", nil])
        #expect(rows.all("first") == ["FRA", "FRA", "VNM"])
        #expect(rows.all("any") == ["FR;VN", "FR;VN", "TH;VN"])
        #expect(rows.all("region") == [nil, nil, "Asia"])
        #expect(rows.all("type") == ["1", "1", nil])
    }

    @Test("The first source that says something counts")
    func anyOf() throws {
        let rows = try write(
            """
            word: {anyOf: [{kept: v2 word, of: victim}, {kept: note}, {from: cas_Status}]}
            flag: {anyOf: [{kept: note, any: [blue]}, {from: cas_Status, any: [Closed]}]}
            """)
        #expect(rows.all("word") == ["red", "blue", "Closed"])
        #expect(rows.all("flag") == [nil, nil, "1"])
        #expect(rows.columns.map(\.kind) == [.category, .binary])
    }

    @Test("Columns depend on the policy alone")
    func sameColumns() throws {
        let attributes = "gender: {from: prs_Gender}\nkind: {from: vic_TypeOfExploitation, several: columns}"
        let some = try write(attributes)
        let none = try Rows.write("prs_Title\nx\n", attributes)
        #expect(some.columns == none.columns)
        #expect(some.columns.count == 12)
        #expect(none.cells == [[:]])
    }
}
