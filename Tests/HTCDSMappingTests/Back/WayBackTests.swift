import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import Testing

/// Records written in a partner's shape: what the columns are, and what stands in them.
@Suite struct WayBackTests {
    /// Maps a CSV by one document, and writes it by another.
    struct Written {
        let text: String
        let tally: [String]
        let losses: [String]
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    static let ids = "id: id\nstandardFields: [ids]\nkeep: all\n"

    func write(
        _ csv: String, by source: String = ids, to target: String, xml: Bool = false, name: String = "partner"
    ) throws -> Written {
        let from = try Chain.document(source)
        let document = try MappingDocumentReader.read(
            yaml: "mapping: \(name)\ntitle: Test\nstandard: \"2.0\"\n" + target, name: "partner.yaml")
        let reader = try CSVReader(MemoryByteSource(Array(csv.utf8)), options: CSVOptions())
        let plan = PlanCompiler.compile(from, columns: reader.columns, asOf: Chain.asOf)
        let back = WayBack(document, source: plan)
        let encoder: any RecordEncoder & PartnerEncoder =
            xml
            ? PartnerXMLEncoder(back, columns: reader.columns)
            : PartnerCSVEncoder(back, columns: reader.columns, isSheet: false)
        let cells = CellBatch(columnCount: reader.columns.count, recordCapacity: 16, arena: ByteArena(capacity: 64))
        let fields = plan.makeFieldBatch(recordCapacity: 16)
        let head = ByteArena(capacity: 64)
        encoder.begin(stream: 0, into: head)
        let output = RecordOutput(streamCount: 1)
        while try reader.read(into: cells) {
            plan.map(cells, to: fields)
            for record in 0..<cells.recordCount {
                encoder.encode(cells, fields, record: record, ordinal: record, into: output)
            }
        }
        var bytes = Array(head.contents)
        output.write(stream: 0, before: 0) { bytes += $0 }
        head.removeAll()
        encoder.end(stream: 0, into: head)
        bytes += head.contents
        return Written(
            text: String(decoding: bytes, as: UTF8.self),
            tally: encoder.tally.sorted.map { "\($0.key.name) \($0.records) \($0.key.why)" },
            losses: back.losses.map { "\($0.field ?? $0.column ?? "") \($0.why)" })
    }

    // MARK: Values

    @Test func aTableOfValuesIsReversedByItsExactRows() throws {
        let partner = """
            fields:
              prs_Gender:
                from: Sex
                values: {woman: Feminine, lady: Feminine, boy: {value: Masculine, relation: narrower}}
            """
        let written = try write("prs_Gender\nFeminine\nMasculine\nNonConforming\n", to: partner)
        // A boy is a man for us, and a man no boy for them.
        #expect(written.lines == ["Sex", "woman", "Masculine", "NonConforming"])
        #expect(written.tally.isEmpty)
    }

    @Test func aCodeWhoseNameMeansSomethingElseThereHasNoWay() throws {
        let partner = """
            fields:
              prs_Gender: {from: Sex, values: {Feminine: Masculine, feminine gender: NonConforming}}
            """
        let written = try write("id,prs_Gender\n1,Feminine\n2,Masculine\n", to: partner + "\nid: No")
        #expect(written.lines == ["No,Sex", "1,", "2,Feminine"])
        #expect(written.tally == ["prs_Gender 1 noCode"])
    }

    @Test func severalValuesAreJoinedByTheMappingsSeparator() throws {
        let csv = "vic_MethodsOfControl,prs_Citizenship\nDebtBondage;FalsePromises,MD;RO\n"
        let written = try write(
            csv,
            to:
                "fields: {vic_MethodsOfControl: {from: Means, split: \" \"}, prs_Citizenship: {from: Land, split: \"|\"}}"
        )
        #expect(written.lines == ["Means,Land", "DebtBondage FalsePromises,MD|RO"])
    }

    @Test func choicesBecomeColumns() throws {
        let partner = """
            fields:
              vic_TypeOfExploitation:
                collect:
                  labour?: ForcedLabour
                  work?: ForcedLabour
                  sexual?: SexualExploitation
                  other?: {relation: broader, oneOf: [ForcedMarriage, Other]}
                chosen: [x]
            """
        let csv =
            "id,vic_TypeOfExploitation\n1,ForcedLabour\n2,ForcedLabour;SexualExploitation\n3,\n4,Other;SexualExploitation\n5,Other\n"
        let written = try write(csv, to: "id: No\n" + partner)
        #expect(
            written.lines == [
                // A second column of the same meaning is not made up. Nobody is said not to be in a column that holds
                // things without a code.
                "No,labour?,sexual?,other?", "1,x,0,", "2,x,x,", "3,,,", "4,0,x,x", "5,0,0,x",
            ])
        #expect(written.tally == ["vic_TypeOfExploitation 2 merged"])
    }

    @Test func columnsNamedByTheirEndAreMadeForEveryCode() throws {
        let written = try write(
            "prs_Gender\nFeminine\n", to: "fields: {prs_Gender: {collect: Gender/*}}")
        #expect(written.lines[0].hasPrefix("Gender/"))
        #expect(written.lines[0].contains("Gender/Feminine"))
        #expect(written.lines[1].split(separator: ",").count(where: { $0 == "1" }) == 1)
    }

    @Test func datesAreWrittenByTheFirstPatternThatSaysAsMuch() throws {
        let csv = "id,prs_Birthdate\n1,1991-02-17\n2,1991-02\n3,1991\n"
        let partner = "id: No\nfields: {prs_Birthdate: {from: Born, dates: [d.M.yyyy, MM/yyyy]}}"
        #expect(try write(csv, to: partner).lines == ["No,Born", "1,17.2.1991", "2,02/1991", "3,1991"])
        // What ISO 8601 would read first is no way to write a date.
        #expect(
            try write(csv, to: "id: No\nfields: {prs_Birthdate: {from: Born, dates: [yyyy/dd/MM]}}").lines[1]
                == "1,1991/17/02")
        #expect(
            try write(
                "id,prs_Birthdate\n1,1991-02-03\n",
                to: "id: No\nfields: {prs_Birthdate: {from: Born, dates: [yyyy/dd/MM]}}"
            )
            .lines[1] == "1,1991-02-03")
    }

    @Test func aTextThatThePartnerTakesForNothingIsNotWritten() throws {
        let written = try write(
            "id,prs_FirstName\n1,n/a\n", to: "id: No\nsource: {missing: [n/a]}\nfields: {prs_FirstName: Name}")
        #expect(written.lines == ["No,Name", "1,"])
        #expect(written.tally == ["prs_FirstName 1 missing"])
    }

    @Test func truthAndNumbers() throws {
        let written = try write(
            "con_Consent,prs_NumberOfChildren,prs_MailingLongitude\nyes,02,-12.50\nno,,\n",
            to: "fields: {con_Consent: Consent, prs_NumberOfChildren: Children, prs_MailingLongitude: Long}")
        #expect(written.lines == ["Consent,Children,Long", "TRUE,2,-12.50", "FALSE,,"])
    }

    // MARK: Sources

    @Test func joinedColumnsHaveNoWayBack() throws {
        let partner = "id: No\nfields: {prs_MailingStreet: {from: [Street, House], join: \" \"}}"
        let written = try write("id,prs_MailingStreet\n1,Example Road 5\n", to: partner)
        #expect(written.lines == ["No,Street,House", "1,,"])
        #expect(written.tally == ["prs_MailingStreet 1 noWay"])
        #expect(written.losses.contains { $0.hasPrefix("prs_MailingStreet several columns are joined") })
        let document = try Chain.document(partner)
        #expect(WayBack.losses(of: document).map(\.field) == ["prs_MailingStreet"])
    }

    @Test func theFirstAlternativeWithAWayBackIsTaken() throws {
        let written = try write(
            "prs_FirstName\nMirabel\n",
            to: "fields: {prs_FirstName: [{from: [A, B], join: \" \"}, {from: [Called, Known as]}]}")
        #expect(written.lines == ["Called,Known as", "Mirabel,"])
    }

    @Test func checkingSaysWhichCodesHaveNoColumn() throws {
        let document = try Chain.document(
            "fields: {prs_Gender: {collect: {woman: Feminine, man: Masculine}}, prs_Title: {from: Job, relation: close}}"
        )
        let losses = WayBack.losses(of: document)
        #expect(losses.map(\.field) == ["prs_Gender", "prs_Title"])
        #expect(losses.first?.why.hasPrefix("no column means ") == true)
        #expect(WayBack.losses(of: try Chain.document("fields: {prs_Gender: Sex}")).isEmpty)
    }

    // MARK: Columns

    @Test func columnsByPlaceNumberAndOccurrence() throws {
        let partner = """
            source: {numbering: {letter: A}}
            fields:
              prs_FirstName: "Name[1]"
              prs_SecondName: "Name[2]"
              prs_Title: {from: {position: 3}}
            """
        let written = try write("prs_FirstName,prs_SecondName,prs_Title\nMirabel,Fictitious,Dr\nB,C,\n", to: partner)
        #expect(written.lines == [",Name,,Name", "1,Mirabel,Dr,Fictitious", "2,B,,C"])
    }

    @Test func headerAndFirstRowStandWhereTheMappingLooks() throws {
        let written = try write(
            "prs_FirstName,Own\nMirabel,7\n",
            to: "source: {header: 3, data: 5, delimiter: \";\"}\nfields: {prs_FirstName: Called}\nkeep: [Own]")
        #expect(written.text == ";\nprs_FirstName;\nCalled;Own\n;\nMirabel;7\n")
    }

    @Test func titlesStandAboveTheirColumns() throws {
        let written = try write(
            "id,prs_FirstName,prs_Gender,cas_Status\n7,Mirabel,Feminine,Active\n",
            to:
                "source: {header: [1, 2]}\nid: No\nfields: {prs_FirstName: person/name, cas_Status: State, prs_Gender: person/sex}"
        )
        #expect(written.text == ",,person,person\nNo,State,name,sex\n7,Active,Mirabel,Feminine\n")
    }

    @Test func quotesStandInsideQuotesAsTheMappingSays() throws {
        let csv = "prs_FirstName,prs_Title\n\"a \"\"b\"\" \\,c\",back\\slash\n"
        let fields = "fields: {prs_FirstName: Name, prs_Title: Title}\n"
        #expect(try write(csv, to: fields).lines[1] == "\"a \"\"b\"\" \\,c\",back\\slash")
        let escaped = try write(csv, to: "source: {escape: backslash}\n" + fields).lines[1]
        #expect(escaped == "\"a \\\"b\\\" \\\\,c\",\"back\\\\slash\"")
    }

    @Test func keptColumnsGoBackUnderTheirOwnNames() throws {
        let csv = "id,prs_Gender,Colour,Secret,ext:Size\n1,Feminine,red,s,9\n"
        let written = try write(csv, to: "id: No\nfields: {prs_Gender: Sex}\nkeep: [Colour, Size]")
        #expect(written.lines == ["No,Sex,Colour,Size", "1,Feminine,red,9"])
        #expect(written.tally == ["Secret 1 notKept"])
        #expect(
            written.losses == [
                "prs_Gender it is a text that became no value, and would mean something else in another shape",
                "Secret the mapping has no column to keep it in",
            ])
    }

    @Test func aTextThatBecameNoValueStandsInItsColumnAgain() throws {
        let body = "id: id\nstandardFields: [ids]\n"
        let written = try write("id,prs_Gender\n1,Femail\n", by: body, to: body, name: "test")
        #expect(written.lines.last?.contains("Femail") == true)
        #expect(written.tally.isEmpty)
    }

    @Test func whatBecameNoValueIsNoValueOfAnotherPartner() throws {
        // To the one "1" means nothing, to the other a woman.
        let written = try write(
            "id,prs_Gender,Sex\n1,1,1\n",
            to: "id: No\nfields: {prs_Gender: {from: Sex, values: {1: Feminine}}}\nkeep: all")
        #expect(written.lines == ["No,Sex", "1,"])
        #expect(Set(written.tally) == ["prs_Gender 1 unread", "Sex 1 notKept"])
    }

    // MARK: Things

    private static let two = """
        roles: [victim]
        id: id
        fields: {prs_Gender: v_sex}
        persons: [{roles: [perpetrator], group: true, fields: {prs_Gender: p_sex, per_RoleInProcess: p_role}}]
        events:
          - fields: {hte_Type: {constant: Transit}, hte_Country: transit}
          - fields: {hte_Type: {constant: Recruitment}, hte_Country: recruited}
        """

    @Test func personsAndEventsFindTheirColumns() throws {
        let partner = """
            id: No
            roles: [victim]
            fields: {prs_Gender: Victim}
            persons: [{roles: [perpetrator], group: true, fields: {prs_Gender: Suspects, per_RoleInProcess: Role}}]
            events:
              - fields: {hte_Type: {constant: Recruitment}, hte_Country: From}
              - fields: {hte_Type: {constant: Exploitation}, hte_Country: In}
            """
        let csv = "id,v_sex,p_sex,p_role,transit,recruited\n1,Feminine,Masculine,Transporter,RO,MD\n2,,Masculine,,,\n"
        let written = try write(csv, by: Self.two, to: partner)
        #expect(
            written.lines == [
                "No,Victim,Suspects,Role,From,In", "1,Feminine,Masculine,Transporter,MD,", "2,,Masculine,,,",
            ])
        #expect(written.tally == ["hte_Country 1 noThing"])
    }

    @Test func aPerpetratorIsNeverWrittenAsAVictim() throws {
        let written = try write(
            "id,prs_Gender,per_RoleInProcess,vic_AgeWhenTrafficked\n1,Feminine,Transporter,\n2,Masculine,,14\n",
            to: "id: No\nroles: [victim]\nfields: {prs_Gender: Sex, vic_AgeWhenTrafficked: Age}")
        #expect(written.lines == ["No,Sex,Age", "1,,", "2,Masculine,14"])
        #expect(Set(written.tally) == ["prs_Gender 1 noThing", "per_RoleInProcess 1 noThing"])
    }

    // MARK: Text

    @Test(arguments: [
        ("=1+1", "\" =1+1\""), ("@SUM(A1)", "\" @SUM(A1)\""), ("+cmd|' /C calc'!A0", "\" +cmd|' /C calc'!A0\""),
        ("-2+3+A1", "\" -2+3+A1\""), ("+373 600-00 (001)", "+373 600-00 (001)"), ("-12.5", "-12.5"),
        ("say =1", "say =1"), ("a,b", "\"a,b\""), ("=\"x\",y", "\" =\"\"x\"\",y\""),
    ])
    func aTextThatASpreadsheetWouldRunGetsABlankBeforeIt(_ text: String, _ written: String) throws {
        let cell = "\"\(text.replacing("\"", with: "\"\""))\""
        let result = try write("prs_FirstName\n\(cell)\n", to: "fields: {prs_FirstName: Name}")
        #expect(result.lines == ["Name", written])
        // And the mapping reads it as it was.
        let again = try Chain.map(result.text, "fields: {prs_FirstName: Name}\n")
        #expect(again.value("persons.0.prs_FirstName") == text)
    }

    // MARK: XML

    @Test func xmlHasElementsAttributesAndEmptyAnswers() throws {
        let partner = """
            source: {formats: [xml], record: /export/case, recognise: {root: export, attributes: {v: "1"}}}
            id: "@key"
            fields: {prs_FirstName: person/name, prs_Gender: person/sex, cas_Status: state}
            keep: all
            """
        let written = try write(
            "id,prs_FirstName,prs_Gender,Own,Not a name\n7,A & <B>,Feminine,x,y\n,C,,,\n", by: Self.ids,
            to: partner, xml: true)
        #expect(
            written.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <export v="1">
                <case key="7"><person><name>A &amp; &lt;B&gt;</name><sex>Feminine</sex></person><state/><Own>x</Own></case>
                <case key="2"><person><name>C</name><sex/></person><state/><Own/></case>
                </export>

                """)
        #expect(written.tally == ["Not a name 1 noElement"])
    }
}
