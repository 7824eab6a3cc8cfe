import HTCDSCells
import HTCDSFindings
import HTCDSMapping
import HTCDSSpec
import Testing

@Suite("Codes")
struct CodesTests {
    private func one(_ field: String, _ cell: String, _ more: String = "") throws -> (value: String?, told: [String]) {
        let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
        let mapped = try Chain.map("A,Z\n\(quoted),z\n", "fields: {\(field): {from: A\(more)}}\n")
        let table = try #require(HTCDSStandard.v2_0.field(id: field)).table
        let path =
            switch table {
            case .person: "persons.0."
            case .victimContext: "persons.0.victim."
            default: "case."
            }
        if mapped.value(path + field) == nil, !cell.isEmpty { #expect(mapped.value("extensions.A") == cell) }
        return (mapped.value(path + field), mapped.told.map { String($0.dropFirst(2)) })
    }

    // MARK: The partner's own values

    static let values = """
        fields:
          prs_Gender:
            from: Sex
            values:
              F: Feminine
              girl: {value: Feminine, relation: narrower}
              M: {value: Masculine, relation: exact}
              B: {value: Masculine, relation: broader}
              C: {value: Masculine, relation: close}
              N: {relation: none, note: nothing fits}
              O: {relation: outOfScope}
              T: {oneOf: [TransgenderFeminine, TransgenderMasculine]}
              E: ~
        """

    @Test("exact and narrower values are set; nothing else is, and it is kept and counted")
    func relations() throws {
        let words = ["F", "girl", "M", "B", "C", "N", "O", "T", "E", " f ", "Masculine", "boy"]
        let mapped = try Chain.map("Sex,Z\n" + words.map { "\($0),z\n" }.joined(), Self.values)
        let expected: [String?] = [
            "Feminine", "Feminine", "Masculine", nil, nil, nil, nil, nil, nil, "Feminine", "Masculine", nil,
        ]
        #expect((1...12).map { mapped.value("persons.0.prs_Gender", record: $0) } == expected)
        #expect(mapped.told == (4...9).map { "\($0) prs_Gender lossy" } + ["12 prs_Gender unmappedValue"])
        for record in 1...12 {
            #expect(
                mapped.value("extensions.Sex", record: record)
                    == (expected[record - 1] == nil ? words[record - 1] : nil))
        }
    }

    @Test("a whole source that means something else is kept, not read")
    func fieldRelation() throws {
        let mapped = try Chain.map("Sex\nFeminine\n", "fields: {prs_Gender: {from: Sex, relation: broader}}\n")
        #expect(mapped.told == ["1 prs_Gender lossy"])
        #expect(mapped.value("persons.0.prs_Gender") == nil)
        #expect(mapped.value("extensions.Sex") == "Feminine")
        let exact = try Chain.map("Sex\nFeminine\n", "fields: {prs_Gender: {from: Sex, relation: narrower}}\n")
        #expect(exact.value("persons.0.prs_Gender") == "Feminine")
    }

    // MARK: Names, labels, spellings

    @Test("every code of every list is found by its name, its label and its other spellings")
    func everyCode() throws {
        for field in HTCDSStandard.v2_0.fields {
            guard let id = field.codeList, let list = HTCDSStandard.v2_0.codeList(id), let table = CodeTable.of(field)
            else { continue }
            for code in list.codes {
                for text in [code.name, code.label, code.name.lowercased(), code.label.uppercased()] + code.aliases {
                    var text = text
                    let found = text.withUTF8 { bytes in
                        bytes.baseAddress.flatMap { table.find(.init(start: $0, count: bytes.count)) }
                    }
                    #expect(found.map { table.names[$0.code] } == code.name, "\(field.id) \(text)")
                }
            }
        }
    }

    @Test("two labels of a list with any separator between them are two codes", arguments: [" ", ";", "|", ",", "\n"])
    func pairs(_ separator: String) throws {
        for field in HTCDSStandard.v2_0.fields where field.kind == .multiselect {
            guard let id = field.codeList, let list = HTCDSStandard.v2_0.codeList(id), list.codes.count > 1 else {
                continue
            }
            let prefix =
                switch field.table {
                case .perpetratorContext: "persons.0.perpetrator."
                case .person: "persons.0."
                default: "persons.0.victim."
                }
            var csv = "A,Z\n"
            var expected: [String] = []
            for (first, second) in zip(list.codes, list.codes.dropFirst()) {
                csv += "\"\(first.label)\(separator)\(second.label)\",z\n"
                expected.append("[\"\(first.name)\",\"\(second.name)\"]")
            }
            let escaped = separator == "\n" ? "\\n" : separator
            let mapped = try Chain.map(csv, "fields: {\(field.id): {from: A, split: \"\(escaped)\"}}\n")
            for record in 1...expected.count {
                #expect(mapped.value(prefix + field.id, record: record) == expected[record - 1], "\(field.id)")
            }
            #expect(mapped.faults.isEmpty)
        }
    }

    @Test("the labels of industries that contain the separator are found whole")
    func industries() throws {
        let list = try #require(HTCDSStandard.v2_0.codeList(CodeListID(rawValue: "vic_ForcedLabourIndustry")))
        let withSeparator = list.codes.filter { $0.label.contains(";") }
        #expect(withSeparator.count == 4)
        for code in withSeparator {
            #expect(try one("vic_ForcedLabourIndustry", code.label) == (code.name, []))
            #expect(try one("vic_ForcedLabourIndustry", code.label, ", split: \";\"") == (code.name, []))
            let both = try one("vic_ForcedLabourIndustry", "Construction; \(code.label)")
            #expect(both.value == "[\"F_Construction\",\"\(code.name)\"]")
            #expect(both.told == ["vic_ForcedLabourIndustry tooMany"])
            let spaced = try one("vic_ForcedLabourIndustry", "\(code.label) Construction", ", split: \" \"")
            #expect(spaced.value == "[\"\(code.name)\",\"F_Construction\"]")
        }
    }

    @Test("labels that an export joined by blanks are told apart")
    func blanks() throws {
        let found = try one(
            "vic_MethodsOfControl", "Debt bondage Threats of law enforcement Other Threatens children/family",
            ", split: \" \"")
        #expect(found.value == #"["DebtBondage","ThreatsLawEnforcement","Other","ThreatensChildrenFamily"]"#)
        #expect(found.told.isEmpty)
        let names = try one("vic_MethodsOfControl", "DebtBondage  Other", ", split: \" \"")
        #expect(names.value == #"["DebtBondage","Other"]"#)
    }

    @Test("what is known of a multi-select is set, the rest is kept and told")
    func partly() throws {
        let mapped = try Chain.map(
            "A,Z\nDebt bondage;Witchcraft;Other,z\nDebtBondage;debt bondage,z\n", "fields: {vic_MethodsOfControl: A}\n")
        #expect(mapped.value("persons.0.victim.vic_MethodsOfControl") == #"["DebtBondage","Other"]"#)
        #expect(mapped.value("extensions.A") == "Debt bondage;Witchcraft;Other")
        #expect(mapped.value("persons.0.victim.vic_MethodsOfControl", record: 2) == #"["DebtBondage"]"#)
        #expect(mapped.value("extensions", record: 2) == nil)
        #expect(mapped.told == ["1 vic_MethodsOfControl notInCodeList", "2 vic_MethodsOfControl duplicateChoice"])
    }

    @Test("a single choice that holds several is told, and none of them is lost")
    func tooMany() throws {
        let found = try one("prs_Gender", "Feminine; Masculine")
        #expect(found.value == #"["Feminine","Masculine"]"#)
        #expect(found.told == ["prs_Gender tooMany"])
        // A text with a separator in it, of which a part is unknown, is one unknown value.
        #expect(try one("prs_Gender", "Feminine, I think").value == nil)
    }

    @Test("a value of an earlier version is told with its successor, and not replaced")
    func superseded() throws {
        #expect(try one("prs_Gender", "female") == (nil, ["prs_Gender supersededValue (Feminine)"]))
        #expect(try one("prs_Gender", "Transgender/NonConforming") == (nil, ["prs_Gender supersededValue"]))
        let several = try one("vic_MethodOfRecruitment", "Work;At an educational institution")
        #expect(several.value == #"["AtAnEducationalInstitution"]"#)
        #expect(several.told == ["vic_MethodOfRecruitment supersededValue (AtWork)"])
    }

    @Test("a label where a code should stand is a hint under official ids only")
    func labels() throws {
        let ids = try Chain.map(
            "vic_TraffickingStatus,prs_Gender\nActual Victim of Trafficking,Feminine\n",
            "standardFields: [ids, labels]\n")
        #expect(ids.told == ["1 vic_TraffickingStatus labelInsteadOfCode (ActualVictimOfTrafficking)"])
        #expect(ids.value("persons.0.victim.vic_TraffickingStatus") == "ActualVictimOfTrafficking")
        let labels = try Chain.map(
            "Trafficking Status\nActual Victim of Trafficking\n", "standardFields: [ids, labels]\n")
        #expect(labels.faults.isEmpty)
    }

    // MARK: Suggestions

    @Test(
        "the code that was probably meant is named",
        arguments: [
            ("prs_Gender", "Feminime", "Feminine"), ("prs_Gender", "transgender feminin", "TransgenderFeminine"),
            ("prs_MailingCountry", "Ukrane", "UA"), ("prs_MailingCountry", "Viet Nam.", "VN"),
            ("prs_PrimaryLanguage", "Englsh", "eng"),
        ])
    func suggestion(_ field: String, _ cell: String, _ code: String) throws {
        let mapped = try Chain.map("A\n\"\(cell)\"\n", "fields: {\(field): A}\n")
        #expect(mapped.faults.map(\.suggestion) == [code])
    }

    @Test("a suggestion is a code of the list or nothing: never what stood in the cell")
    func noLeak() throws {
        let cells = [
            "Zorblax Quimby", "Ukrane", "feminie", "+31612345678", "2019-13-45", "x", String(repeating: "q", count: 70),
        ]
        for field in [
            "prs_Gender", "prs_MailingCountry", "prs_PrimaryLanguage", "prs_Citizenship",
            "vic_RecruitmentWebsitesAndApps",
        ] {
            let spec = try #require(HTCDSStandard.v2_0.field(id: field))
            let known = Set(try #require(CodeTable.of(spec)).names)
            let mapped = try Chain.map("A\n" + cells.map { "\($0)\n" }.joined(), "fields: {\(field): A}\n")
            #expect(mapped.faults.count >= cells.count)
            for suggestion in mapped.faults.compactMap(\.suggestion) { #expect(known.contains(suggestion)) }
            #expect(mapped.faults.filter { $0.record == 1 }.allSatisfy { $0.suggestion == nil })
        }
    }

    // MARK: Countries and languages

    @Test(
        "countries by code and name",
        arguments: [
            ("VN", "VN"), ("vnm", "VN"), ("704", "VN"), ("viet nam", "VN"), ("VIETNAM", "VN"), (" Nigeria\u{A0}", "NG"),
            ("Congo, Democratic Republic of the", "CD"), ("Zaire", "CD"), ("Burma", "MM"), ("NA", "NA"),
            ("Côte d’Ivoire", "CI"),
            ("COTE D'IVOIRE", nil), ("Atlantis", nil), ("Korea", nil), ("Yugoslavia", nil), ("4", nil),
        ])
    func country(_ cell: String, _ code: String?) throws {
        let found = try one("prs_MailingCountry", cell)
        if cell == "COTE D'IVOIRE" {
            // Without its accent it is known or told, but never another country.
            #expect(found.value == "CI" || found.told.count == 1)
        } else {
            #expect(found.value == code)
            #expect(found.told.count == (code == nil ? 1 : 0))
        }
    }

    @Test(
        "several countries in a cell, whose names may hold the separator",
        arguments: [
            ("Nigeria; Niger", #"["NG","NE"]"#), ("Congo; Congo, Democratic Republic of the", #"["CG","CD"]"#),
            ("Niger;Nigeria;Niger", #"["NE","NG"]"#), ("VN", #"["VN"]"#),
        ])
    func countries(_ cell: String, _ codes: String) throws {
        #expect(try one("prs_Citizenship", cell).value == codes)
        #expect(try one("prs_Citizenship", cell, ", split: \";,\"").value == codes)
    }

    @Test(
        "languages by code and name",
        arguments: [
            ("eng", "eng"), ("fre", "fra"), ("FRA", "fra"), ("de", "deu"), ("Spanish", "spa"), ("Qwertish", nil),
        ])
    func language(_ cell: String, _ code: String?) throws {
        let found = try one("prs_PrimaryLanguage", cell)
        #expect(found.value == code)
        if code == nil { #expect(found.told == ["prs_PrimaryLanguage notALanguage"]) }
    }

    // MARK: Columns that each stand for a choice

    static let choices = """
        fields:
          vic_TypeOfExploitation:
            collect:
              Labour?: ForcedLabour
              Sex?: SexualExploitation
              Other?: {oneOf: [ForcedMarriage, OrganRemoval], relation: broader, note: merged}
            chosen: [x]
        """

    @Test("chosen columns become one list; a choice that is not applied is kept and counted")
    func collect() throws {
        let mapped = try Chain.map(
            "Labour?,Sex?,Other?\nx, x ,\nx,no,\n,,x\n0,0,0\n,,\n, maybe,\n", Self.choices)
        let path = "persons.0.victim.vic_TypeOfExploitation"
        #expect(mapped.lines.count == 5)
        #expect(mapped.value(path) == #"["ForcedLabour","SexualExploitation"]"#)
        #expect(mapped.value(path, record: 2) == #"["ForcedLabour"]"#)
        #expect(mapped.value("extensions", record: 3) == #"{"Other?":"x"}"#)
        #expect(mapped.value(path, record: 4) == nil)
        #expect(mapped.told == ["3 vic_TypeOfExploitation lossy", "5 vic_TypeOfExploitation unmappedValue"])
        #expect(mapped.value("extensions", record: 5) == #"{"Sex?":" maybe"}"#)
        #expect(mapped.filled["vic_TypeOfExploitation"] == 5)
    }

    @Test("columns whose header ends in the choice are collected by their beginning")
    func prefix() throws {
        let mapped = try Chain.map(
            "Means/Debt bondage,means/Other,MEANS/Sorcery,Meaning\n1,0,0,a\n1,true,1,b\n",
            "fields: {vic_MethodsOfControl: {collect: Means/*}}\n")
        let path = "persons.0.victim.vic_MethodsOfControl"
        #expect(mapped.value(path) == #"["DebtBondage"]"#)
        #expect(mapped.value(path, record: 2) == #"["DebtBondage","Other"]"#)
        #expect(mapped.told == ["2 vic_MethodsOfControl lossy"])
        #expect(mapped.value("extensions.MEANS/Sorcery", record: 2) == "1")
        #expect(mapped.fates["Meaning"] == .unused)
    }
}
