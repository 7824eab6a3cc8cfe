import Testing

@testable import HTCDSSpec

@Suite struct EarlierVersionsTests {
    @Test(arguments: [
        ("0.1", 66, 52, 0, 15, 148), ("0.2", 74, 37, 0, 16, 149), ("1.0", 86, 37, 1, 19, 174),
        ("2.0", 84, 40, 3, 21, 182),
    ])
    func counts(version: String, fields: Int, core: Int, deprecated: Int, enumerated: Int, values: Int) throws {
        let standard = try #require(HTCDSStandard.version(version))
        #expect(standard.version == version)
        #expect(standard.fields.count == fields)
        #expect(standard.coreFields.count == core)
        #expect(standard.fields.count { $0.status == .deprecated } == deprecated)
        let lists = standard.fields.compactMap { $0.codeList.flatMap { standard.codeList($0) } }
        #expect(lists.count == enumerated)
        #expect(lists.reduce(0) { $0 + $1.codes.count } == values)
    }

    @Test func versionsAreNamedOldestFirst() {
        #expect(HTCDSStandard.all.map(\.version) == ["0.1", "0.2", "1.0", "2.0"])
        #expect(HTCDSStandard.version("1.1")?.version == "1.0")
        #expect(HTCDSStandard.version("0.1-draft") == nil)
    }

    @Test(arguments: HTCDSStandard.all.indices)
    func everythingHoldsTogether(index: Int) throws {
        let standard = HTCDSStandard.all[index]
        #expect(Set(standard.fields.map(\.id)).count == standard.fields.count)
        #expect(standard.fields.map(\.sheetRow) == standard.fields.map(\.sheetRow).sorted())
        for (number, field) in standard.fields.enumerated() {
            #expect(field.number == number && standard.field(id: field.id) == field)
            #expect(field.id.hasPrefix(field.table.prefix) && !field.label.isEmpty && !field.definition.isEmpty)
            #expect((field.kind == .lookup) == (field.lookupTarget != nil), "\(field.id)")
            guard let id = field.codeList else { continue }
            #expect(standard.codeList(id) != nil || id == .iso3166 || id == .iso639, "\(field.id)")
        }
        for list in standard.codeLists {
            #expect(list.codes.map(\.number) == Array(list.codes.indices))
            #expect(standard.fields.contains { $0.codeList == list.id })
            #expect(Set(list.codes.map(\.name)).count == list.codes.count)
        }
    }
}
