import Testing

@testable import HTCDSSpec

@Suite struct HTCDSStandardTests {
    private let standard = HTCDSStandard.v2_0

    @Test func counts() {
        #expect(standard.version == "2.0")
        #expect(standard.fields.count == 84)
        #expect(HTCDSTable.allCases.count == 9)
        #expect(standard.fields.count { $0.status == .draft } == 81)
        #expect(standard.fields.count { $0.status == .deprecated } == 3)
        #expect(standard.coreFields.count == 40)
        #expect(standard.coreFields.count { $0.status != .deprecated } == 38)
        let enumerated = standard.fields.compactMap { $0.codeList.flatMap { standard.codeList($0) } }
        #expect(enumerated.count == 21)
        #expect(enumerated.reduce(0) { $0 + $1.codes.count } == 182)
        #expect(standard.codeLists.count == 19)
    }

    @Test func tablesHoldTheirFields() {
        let counts = HTCDSTable.allCases.map { standard.fields(in: $0).count }
        #expect(counts == [10, 25, 16, 3, 13, 1, 10, 5, 1])
        for field in standard.fields { #expect(field.id.hasPrefix(field.table.prefix), "\(field.id)") }
    }

    @Test func fieldsAreFoundByIdAndNumber() {
        for (number, field) in standard.fields.enumerated() {
            #expect(field.number == number)
            #expect(standard.field(id: field.id) == field)
        }
        #expect(standard.field(id: "prs_First_Name") == nil)
        #expect(standard.fields.map(\.sheetRow) == standard.fields.map(\.sheetRow).sorted())
        #expect(Set(standard.fields.map(\.id)).count == 84)
    }

    @Test func codeListsAreFoundAndNoneDangles() {
        for list in standard.codeLists {
            #expect(standard.codeList(list.id)?.codes == list.codes)
            #expect(standard.fields.contains { $0.codeList == list.id }, "\(list.id.rawValue) is used by no field")
            #expect(list.codes.map(\.number) == Array(list.codes.indices))
        }
        for field in standard.fields {
            guard let id = field.codeList else { continue }
            #expect(standard.codeList(id) != nil || id == .iso3166 || id == .iso639, "\(field.id)")
        }
        #expect(standard.codeList(.iso3166) == nil)
    }

    @Test func picklistsHaveAList() {
        for field in standard.fields where field.kind == .picklist || field.kind == .multiselect {
            #expect(field.codeList != nil, "\(field.id)")
        }
        let countries = standard.fields.filter { $0.codeList == .iso3166 }.map(\.id)
        #expect(countries == ["org_ShippingCountry", "prs_Citizenship", "prs_MailingCountry", "hte_Country"])
        let languages = standard.fields.filter { $0.codeList == .iso639 }.map(\.id)
        #expect(languages == ["prs_PrimaryLanguage", "prs_SecondaryLanguage"])
        let open = standard.fields.filter(\.isOpenList).map(\.id)
        #expect(open == ["vic_RecruitmentWebsitesAndApps", "vic_ExploitationWebsitesAndApps"])
        let patterned = standard.fields.filter { $0.pattern != nil }.map(\.id)
        #expect(patterned == ["org_Phone", "prs_HomePhone", "prs_MobilePhone"])
    }

    @Test func textsAreThereAndTrimmed() {
        let texts =
            standard.fields.flatMap { [$0.id, $0.label, $0.definition] }
            + standard.codeLists.flatMap(\.codes).flatMap { [$0.name, $0.label, $0.definition] }
        for text in texts {
            #expect(!text.isEmpty)
            #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false, "'\(text)'")
        }
    }

    @Test func idsOfOtherSpellingsMeanOneField() {
        var claims = Claims()
        for field in standard.fields {
            let others = field.misspeltIDs + field.formerIDs.map(\.id)
            for id in [field.id] + others {
                let earlier = claims.claim(id, for: field.id)
                #expect(earlier == nil, "\(id) is both \(field.id) and \(earlier ?? "")")
            }
            for id in others {
                #expect(standard.field(id: id) == nil, "\(id) is an official id")
                #expect(id.hasPrefix(field.table.prefix))
            }
        }
        #expect(claims.owner(of: "prs_Nationality") == "prs_Citizenship")
    }

    @Test func labelAliasesMeanOneField() {
        var owners: [String: Set<String>] = [:]
        for field in standard.fields { owners[lookupKey(field.label), default: []].insert(field.id) }
        for field in standard.fields {
            for alias in field.labelAliases {
                owners[lookupKey(alias), default: []].insert(field.id)
                #expect(alias.lowercased() != field.label.lowercased(), "\(alias) is the label of \(field.id) itself")
            }
        }
        for field in standard.fields {
            for alias in field.labelAliases { #expect(owners[lookupKey(alias)] == [field.id], "\(alias)") }
        }
    }

    @Test func everySpellingOfACodeResolvesToIt() {
        for list in standard.codeLists {
            #expect(Set(list.codes.map(\.name)).count == list.codes.count)
            var claims = Claims()
            for code in list.codes {
                for text in [code.name, code.label] + code.aliases + code.superseded.map(\.text) {
                    let earlier = claims.claim(text, for: code.name)
                    #expect(earlier == nil, "\(list.id.rawValue): '\(text)' is both \(code.name) and \(earlier ?? "")")
                }
            }
            for code in list.codes {
                for text in [code.name, code.label] + code.aliases + code.superseded.map(\.text) {
                    #expect(claims.owner(of: text) == code.name)
                }
            }
            for field in standard.fields where field.codeList == list.id {
                for value in field.supersededWithoutTarget {
                    #expect(claims.owner(of: value.text) == nil, "\(field.id): '\(value.text)' has a code")
                }
            }
        }
    }

    @Test func gradesAndVersionsAreKnown() {
        let versions: Set = ["0.1-draft", "0.1", "0.2", "1.0"]
        for code in standard.codeLists.flatMap(\.codes) {
            for value in code.superseded {
                #expect(versions.contains(value.version) && ["exact", "lossy"].contains(value.grade), "\(value)")
            }
        }
        for field in standard.fields {
            for value in field.supersededWithoutTarget {
                #expect(versions.contains(value.version) && value.grade == "impossible", "\(value)")
            }
            for former in field.formerIDs {
                #expect(versions.contains(former.version), "\(former)")
                #expect(["exact", "conditional", "lossy", "impossible"].contains(former.grade), "\(former)")
            }
        }
    }

    @Test func oldGenderValuesAreKnown() throws {
        let list = try #require(standard.codeList(CodeListID(rawValue: "prs_Gender")))
        let feminine = try #require(list.codes.first { $0.name == "Feminine" })
        #expect(feminine.superseded == [SupersededValue(text: "Female", version: "0.2", grade: "exact")])
        #expect(
            standard.field(id: "prs_Gender")?.supersededWithoutTarget.map(\.text) == ["Transgender/NonConforming"])
    }
}
