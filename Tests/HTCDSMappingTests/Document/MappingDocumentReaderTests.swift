import HTCDSDocuments
import HTCDSMapping
import Testing

@Suite("Reading mapping documents")
struct MappingDocumentReaderTests {
    /// Twenty mistakes, each behind a comment that says what is expected of the line.
    static let wrong = """
        mapping: planted
        title: Planted mistakes
        abuot: what it is for
        standard: "1.0"
        source:
          formats: [csv, papyrus]
          header: zero
          delimiter: ";;"
          dates: [dd/MM/yyyy, dd/mm/yy]
          recognise: {colums: [a]}
        id: {letter: "7"}
        roles: [victim, witness]
        standardFields: [ids, names]
        cannotHold: [cas_Status, cas_State]
        fields:
          prs_Gendre: Sex
          prs_Gender: {from: Sex, values: {F: Femnine, f: Masculine}}
          prs_Birthdate: {as: boolean, from: Born}
          con_Consent: {constant: perhaps}
          prs_Email: {note: nothing else}
          prs_FirstName: {from: Name, advisory: often}
        events:
          - fields: {prs_Title: Job}
        drop:
          Room: ""
        """

    @Test("twenty mistakes are twenty complaints, each at its place")
    func twenty() {
        let expected: [(line: Int, column: Int, says: String)] = [
            (3, 1, "no key abuot"), (4, 11, "not 1.0"), (6, 18, "no format papyrus"),
            (7, 11, "header must be"), (8, 14, "delimiter must be"), (9, 23, "no date pattern"),
            (10, 15, "no key colums"), (11, 5, "letter must be"), (12, 17, "roles knows"),
            (13, 23, "standardFields knows"),
            (14, 26, "no field cas_State"), (16, 3, "no field prs_Gendre"), (17, 39, "no code Femnine"),
            (17, 48, "f can never match"), (18, 23, "cannot hold what boolean makes"), (19, 27, "cannot hold perhaps"),
            (20, 14, "neither from"), (21, 41, "advisory must be"), (23, 14, "prs_Title is no field of events"),
            (25, 3, "with a reason"),
        ]
        let found = Chain.complaints(Self.wrong)
        for complaint in expected {
            let matching = found.filter { $0.message.contains(complaint.says) }
            #expect(matching.count == 1, "\(complaint.says): \(matching.count)")
            #expect(
                matching.first.map { [$0.line, $0.column] } == [complaint.line, complaint.column], "\(complaint.says)")
        }
        #expect(found.count == expected.count, "\(found.map(\.description).joined(separator: "\n"))")
    }

    @Test("a known word that was probably meant is named")
    func didYouMean() {
        let found = Chain.complaints(Self.wrong).map(\.message)
        for meant in ["about", "columns", "prs_Gender", "Feminine", "cas_Status"] {
            #expect(found.contains { $0.contains("Did you mean \(meant)?") }, "\(meant)")
        }
    }

    @Test(
        "one mistake, one complaint",
        arguments: [
            ("fields: {prs_Gender: {from: {position: 0}}}", "position must be"),
            ("fields: {prs_Gender: {from: {letter: AAAA}}}", "letter must be"),
            ("fields: {prs_Gender: {from: {colour: red}}}", "has no key colour"),
            ("fields: {prs_Gender: {from: Sex, constant: Feminine}}", "more than one"),
            ("fields: {prs_Birthdate: {from: [Year, Month], join: \"-\"}}", "only a text"),
            ("fields: {prs_Title: {from: Job, values: {x: y}}}", "no list of codes"),
            ("fields: {prs_Title: {collect: {A: b}}}", "nothing can be collected"),
            ("fields: {prs_Gender: {from: Sex, as: sex}}", "no transform sex"),
            ("fields: {prs_Gender: {from: Sex, as: number}}", "cannot hold what number"),
            ("fields: {prs_Gender: {from: Sex, relation: similar}}", "A relation is one of"),
            ("fields: {prs_Gender: {from: Sex, values: {x: {note: y}}}}", "needs a code"),
            (
                "fields: {prs_Gender: {from: Sex, values: {x: {value: Feminine, oneOf: [Masculine]}}}}",
                "either one code"
            ),
            ("fields: {prs_Gender: {from: Sex, values: [x]}}", "values must list"),
            ("fields: {prs_Gender: {constant: feminin}}", "has no code feminin"),
            ("fields: {prs_Birthdate: {constant: 2019-02-30}}", "cannot hold"),
            ("fields: {prs_NumberOfChildren: {constant: two}}", "cannot hold"),
            ("fields: {vic_MethodsOfControl: {from: M, split: é}}", "ASCII"),
            ("fields: {vic_MethodsOfControl: {collect: Means}}", "collect is a list"),
            ("fields: {prs_Gender: []}", "has no source"),
            ("fields: {prs_Gender: \"\"}", "needs a name"),
            ("fields: [prs_Gender]", "fields must list"),
            ("persons: {fields: {prs_Gender: Sex}}", "must be a list"),
            ("persons: [{group: some, fields: {prs_Gender: Sex}}]", "group must be"),
            ("organizations: [{fields: {cas_Status: S}}]", "no field of organizations"),
            ("keep: some", "keep must list"),
            ("keep: {A: {colour: red}}", "has no key colour"),
            ("keep: all\ndrop: [A]", "with a reason"),
            ("keep: all\nsource: {recognise: {attributes: x}}", "attributes must list"),
            ("keep: all\nsource: {lists: Lookups}", "first column behind the cases"),
            ("source: {formats: [csv]}", "maps nothing"),
        ])
    func single(_ body: String, _ says: String) {
        let found = Chain.complaints(Chain.head + body)
        let relevant = found.filter { !$0.message.contains("maps nothing") || says == "maps nothing" }
        #expect(relevant.count == 1, "\(found.map(\.description))")
        #expect(relevant.first?.message.contains(says) == true, "\(found.map(\.description))")
        #expect(relevant.first.map { $0.line >= 1 && $0.column >= 1 } == true)
    }

    @Test("every mapping that ships reads without complaint", arguments: MappingCatalogue.names)
    func shipped(_ name: String) throws {
        let document = try #require(try MappingCatalogue.document(name))
        #expect(document.name == name)
        #expect(!document.title.isEmpty)
        #expect(try MappingCatalogue.yaml(name) == Checkout.text("Mappings/\(name).yaml"))
    }

    @Test("there is a mapping for each example folder")
    func catalogue() {
        #expect(MappingCatalogue.names == MappingCatalogue.names.sorted())
        #expect(MappingCatalogue.names.count >= 6)
        #expect(MappingCatalogue.yaml("no-such-mapping") == nil)
    }

    @Test("a document without a field may keep everything")
    func keepsAll() throws {
        #expect(try Chain.document("keep: all\n").keep.all)
    }
}
