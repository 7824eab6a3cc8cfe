extension HTCDSStandard {
    // Version numbers read wrongly without their separator.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// HTCDS 0.1 of 10 February 2020: 66 fields. The draft that stood for the one day before is not a version.
    public static let v0_1 = HTCDSStandard(earlier: "0.1")

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// HTCDS 0.2 of 15 December 2020: 74 fields.
    public static let v0_2 = HTCDSStandard(earlier: "0.2")

    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// HTCDS 1.0 of 26 September 2021: 86 fields. 1.1 changed none of them.
    public static let v1_0 = HTCDSStandard(earlier: "1.0")

    /// The versions of which a field standard was published, oldest first. The earlier ones are split from a text on
    /// first use; `FieldSpec.misspeltIDs`, `labelAliases`, `formerIDs` and the superseded values are told of 2.0 alone.
    public static let all: [HTCDSStandard] = [v0_1, v0_2, v1_0, v2_0]

    /// The version so numbered, `1.1` being 1.0; nil where there is none.
    public static func version(_ number: String) -> HTCDSStandard? {
        let number = number == "1.1" ? "1.0" : number
        return all.first { $0.version == number }
    }

    private init(earlier version: String) {
        var lists: [(id: CodeListID, codes: [CodeSpec])] = []
        for cells in EarlierCodeRows.text.rows() where cells[0] == version {
            let id = CodeListID(rawValue: cells[1])
            if lists.last?.id != id { lists.append((id, [])) }
            let today = HTCDSStandard.v2_0.codeList(id)?.codes.first { $0.name == cells[2] }
            lists[lists.count - 1].codes.append(
                CodeSpec(
                    number: lists[lists.count - 1].codes.count, name: cells[2], label: cells[3],
                    definition: today?.definition ?? ""))
        }
        let rows = EarlierFieldRows.text.rows().filter { $0[0] == version }
        let fields = rows.enumerated().map { number, cells in FieldSpec(number: number, earlier: cells) }
        self.init(version: version, fields: fields, codeLists: lists.map { CodeList(id: $0.id, codes: $0.codes) })
    }
}

extension FieldSpec {
    /// - Parameter cells: a row of `EarlierFieldRows`; a table, kind or status that is not known is our own mistake.
    fileprivate init(number: Int, earlier cells: [String]) {
        guard let table = HTCDSTable(rawValue: cells[3]), let kind = FieldKind(rawValue: cells[4]),
            let status = FieldStatus(rawValue: cells[5]), let row = Int(cells[11])
        else { preconditionFailure("EarlierFieldRows: \(cells[1])") }
        func text(_ cell: String) -> String? { cell.isEmpty ? nil : cell }
        self.init(
            number: number, id: cells[1], label: cells[2], table: table, kind: kind, status: status,
            isCore: !cells[6].isEmpty, codeList: text(cells[7]).map { CodeListID(rawValue: $0) },
            isOpenList: !cells[8].isEmpty, lookupTarget: text(cells[9]), pattern: text(cells[10]),
            definition: text(cells[12]) ?? HTCDSStandard.v2_0.field(id: cells[1])?.definition ?? "", sheetRow: row)
    }
}
