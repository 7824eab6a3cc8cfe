import HTCDSFindings
import HTCDSMapping
import HTCDSModel
import HTCDSSpec
import Testing

@Suite("Where a field comes from")
struct SourcesTests {
    static let names = "Name,name ,NAME,Job\nAna,Bea,Cleo,cook\n"

    @Test(
        "a column is named by header, occurrence, letter or position",
        arguments: [
            ("Name", "Ana"), ("\"  nAmE \"", "Ana"), ("\"Name[2]\"", "Bea"),
            ("{from: {header: Name, occurrence: 3}}", "Cleo"),
            ("{from: {letter: C}}", "Cleo"), ("{from: {position: 4}}", "cook"), ("{from: Name}", "Ana"),
        ])
    func column(_ source: String, _ value: String) throws {
        #expect(
            try Chain.map(Self.names, "fields: {prs_FirstName: \(source)}\n").value("persons.0.prs_FirstName") == value)
    }

    @Test("a column that is not there gives no field", arguments: ["Other", "\"Name[4]\"", "{from: {position: 5}}"])
    func absent(_ source: String) throws {
        let mapped = try Chain.map(Self.names, "fields: {prs_FirstName: \(source)}\n")
        #expect(mapped.plan.layout.slot(field: "prs_FirstName") == nil)
    }

    @Test("composed and decomposed letters are one header")
    func composition() throws {
        let mapped = try Chain.map("Pre\u{301}nom\nAna\n", "fields: {prs_FirstName: Pr\u{E9}nom}\n")
        #expect(mapped.value("persons.0.prs_FirstName") == "Ana")
    }

    static let town = "Street,House,Town\nElm St,5,\n,,Lund\nOak St,,n/a\n"

    @Test("several columns are joined in the order given, without empty ones")
    func join() throws {
        let mapped = try Chain.map(
            Self.town,
            "source: {missing: [n/a]}\nfields: {prs_MailingStreet: {from: [Street, House, Town], join: \", \"}}\n")
        #expect(
            (1...3).map { mapped.value("persons.0.prs_MailingStreet", record: $0) } == ["Elm St, 5", "Lund", "Oak St"])
        #expect(mapped.filled["prs_MailingStreet"] == 3)
        #expect(mapped.plan.layout.slots[0].columns == [0, 1, 2])
    }

    @Test("of several columns the first filled one counts, read as the field demands")
    func firstFilled() throws {
        let mapped = try Chain.map(
            "A,B\n2019-05-03,x\n,2018-02\nn/a,2018-02-31\n,\n01/02/2019,2020\n2019-05-03,2019-05-03T00:00:00Z\n",
            "source: {missing: [n/a]}\nfields: {prs_Birthdate: {from: [A, B]}}\nid: A\n")
        #expect(
            (1...4).map { mapped.value("persons.0.prs_Birthdate", record: $0) } == ["2019-05-03", "2018-02", nil, nil])
        #expect(
            mapped.told == [
                "1 prs_Birthdate otherSource", "3 prs_Birthdate notADate", "4 prs_Birthdate ambiguousDate",
                "4 prs_Birthdate otherSource",
            ])
        #expect(mapped.filled["prs_Birthdate"] == 5)
        #expect(mapped.value("extensions.B", record: 1) == "x", "What another column says differently is not lost.")
        #expect(mapped.value("extensions.B", record: 5) == nil, "The same day, written otherwise.")
        #expect(mapped.value("extensions.B", record: 3) == "2018-02-31")
    }

    @Test("the first filled of several columns may have a value table")
    func firstFilledValues() throws {
        let mapped = try Chain.map(
            "A,B\nW,\n,M\n", "fields: {prs_Gender: {from: [A, B], values: {W: Feminine, M: Masculine}}}\n")
        #expect((1...2).map { mapped.value("persons.0.prs_Gender", record: $0) } == ["Feminine", "Masculine"])
    }

    @Test("a constant takes the form of its field, and states nothing by itself")
    func constant() throws {
        let mapped = try Chain.map(
            "Name\nAna\n",
            """
            fields:
              prs_FirstName: Name
              con_Consent: {constant: "yes"}
              prs_Birthdate: {constant: "1999-01"}
              prs_NumberOfChildren: {constant: "03"}
              prs_Gender: {constant: Feminine}
              prs_Citizenship: {constant: VN}
              prs_Title: {constant: cook}
            events:
              - fields: {hte_Type: {constant: Recruitment}}
            """)
        let person = "persons.0."
        #expect(mapped.value(person + "consent.con_Consent") == "true")
        #expect(mapped.value(person + "prs_Birthdate") == "1999-01")
        #expect(mapped.lines[0].contains("\"prs_NumberOfChildren\":3,"))
        #expect(mapped.value(person + "prs_Gender") == "Feminine")
        #expect(mapped.value(person + "prs_Citizenship") == "[\"VN\"]")
        #expect(mapped.value(person + "prs_Title") == "cook")
        #expect(mapped.value("events") == nil)
    }

    @Test("of alternatives the first counts whose columns are there")
    func alternatives() throws {
        let body = "fields: {con_Consent: [con_Consent, {from: Agreed, missing: [\"?\"]}, Consent]}\n"
        #expect(try Chain.map("Consent,Agreed\nno,yes\n", body).value("persons.0.consent.con_Consent") == "true")
        #expect(try Chain.map("X,Consent\n1,no\n", body).value("persons.0.consent.con_Consent") == "false")
        #expect(try Chain.map("Agreed,con_Consent\nyes,no\n", body).value("persons.0.consent.con_Consent") == "false")
        let none = try Chain.map("X\n1\n", body)
        #expect(none.plan.layout.slots.isEmpty)
    }

    @Test("missing words of the document and of a field say nothing, to the letter")
    func missing() throws {
        let mapped = try Chain.map(
            "A,B\n-99,99\n 99 ,NULL\nnull,12\n",
            """
            source: {missing: ["-99", "NULL"]}
            fields:
              prs_NumberOfChildren: {from: B, missing: ["99"]}
              prs_Title: A
            """)
        #expect((1...3).map { mapped.value("persons.0.prs_NumberOfChildren", record: $0) } == [nil, nil, "12"])
        #expect((1...3).map { mapped.value("persons.0.prs_Title", record: $0) } == [nil, "99", "null"])
        #expect(mapped.faults.isEmpty)
    }

    @Test("a row with its running number alone is no record")
    func numbering() throws {
        let mapped = try Chain.map(
            "No,Name\n1,Ana\n2,\n,\n3,Bea\n", "source: {numbering: {letter: A}}\nfields: {prs_FirstName: Name}\n")
        #expect(mapped.records.map(\.id) == ["1", "2"])
        #expect(mapped.fates["No"] == .dropped)
    }

    @Test("the id is the partner's where one is stated, else the record's number")
    func id() throws {
        let mapped = try Chain.map(
            "Case,Name\n A-1 ,Ana\n,Bea\nn/a,Cleo\n",
            "source: {missing: [n/a]}\nid: Case\nfields: {prs_FirstName: Name}\n")
        #expect(mapped.records.map(\.id) == ["A-1", "2", "3"])
        #expect(mapped.fates["Case"] == .mapped)
    }

    @Test("an advisory source is told apart")
    func advisory() throws {
        let mapped = try Chain.map(
            "Why\nbecause\n", "fields: {cas_ReasonForIncomingReferral: {from: Why, advisory: true}}\n")
        #expect(mapped.plan.layout.slots[0].isAdvisory)
        #expect(mapped.told == ["1 cas_ReasonForIncomingReferral notInCodeList"])
        #expect(mapped.value("extensions.Why") == "because")
    }

    @Test("fields that the export cannot hold are remembered")
    func cannotHold() throws {
        let document = try Chain.document("keep: all\ncannotHold: [prs_Email, cas_Status]\n")
        #expect(document.cannotHold == ["prs_Email", "cas_Status"])
        let plan = PlanCompiler.compile(document, columns: [], asOf: nil)
        #expect(plan.layout.cannotHold == ["prs_Email", "cas_Status"])
    }

    @Test("columns of the standard are found by id, label, other spelling and former id")
    func standardFields() throws {
        let csv = "prs_Gender,Birthdate,prs_First_Name,Type,Nationality\nFeminine,1999,Ana,x,VN\n"
        let all = try Chain.map(csv, "standardFields: [ids, labels, aliases]\nkeep: all\n")
        #expect(all.value("persons.0.prs_Birthdate") == "1999")
        #expect(all.value("persons.0.prs_FirstName") == "Ana")
        #expect(all.value("persons.0.prs_Citizenship") == "[\"VN\"]")
        #expect(all.value("extensions") == "{\"Type\":\"x\"}")
        let ids = try Chain.map(csv, "standardFields: [ids]\nkeep: all\n")
        #expect(ids.plan.layout.slots.map(\.field.id) == ["prs_Gender"])
    }

    @Test("a field that the document names goes first, and its column twice is a duplicate")
    func duplicates() throws {
        let mapped = try Chain.map(
            "Sex,prs_Gender,Gender\nFeminine,Masculine,x\n",
            "standardFields: [ids, labels]\nfields: {prs_Gender: Sex}\nkeep: all\n")
        #expect(mapped.value("persons.0.prs_Gender") == "Feminine")
        #expect(mapped.value("extensions") == "{\"Gender\":\"x\",\"prs_Gender\":\"Masculine\"}")
        let twice = try Chain.map(
            "prs_Gender,Gender\nFeminine,Masculine\n", "standardFields: [ids, labels]\nkeep: all\n")
        #expect(twice.plan.layout.duplicateColumns == [1])
        #expect(twice.value("extensions") == "{\"Gender\":\"Masculine\"}")
    }
}
