/// One version of the Human Trafficking Case Data Standard.
///
/// Ids, labels, types, codes and rows are those that the International Organization for Migration (IOM) publishes
/// under CC BY 4.0; definitions, aliases and gradings are this project's own.
public struct HTCDSStandard: Sendable {
    // A version number reads wrongly without its separator.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    /// HTCDS 2.0: 84 fields, of which 3 are deprecated, and 19 code lists for 21 fields.
    public static let v2_0 = HTCDSStandard(
        version: "2.0", fields: FieldTable2_0.all, codeLists: CodeListTable2_0.all)

    /// `2.0`
    public let version: String

    /// In the order of the standard; `fields[n].number == n`.
    public let fields: [FieldSpec]

    /// The lists of the standard itself; countries and languages stand in `Countries` and `Languages`.
    public let codeLists: [CodeList]

    private let numbersByID: [String: Int]
    private let listNumbersByID: [CodeListID: Int]

    init(version: String, fields: [FieldSpec], codeLists: [CodeList]) {
        self.version = version
        self.fields = fields
        self.codeLists = codeLists
        numbersByID = Dictionary(uniqueKeysWithValues: fields.map { ($0.id, $0.number) })
        listNumbersByID = Dictionary(uniqueKeysWithValues: codeLists.enumerated().map { ($0.element.id, $0.offset) })
    }

    /// The field with this official id, compared as spelt; nil for aliases and former ids.
    public func field(id: String) -> FieldSpec? {
        numbersByID[id].map { fields[$0] }
    }

    /// The list with this id; nil for `.iso3166` and `.iso639`.
    public func codeList(_ id: CodeListID) -> CodeList? {
        listNumbersByID[id].map { codeLists[$0] }
    }

    /// The fields of a table, in the order of the standard. O(fields).
    public func fields(in table: HTCDSTable) -> [FieldSpec] {
        fields.filter { $0.table == table }
    }

    /// The fields of the Core standard, in its order, the deprecated ones included: 40 in 2.0. O(fields).
    public var coreFields: [FieldSpec] {
        fields.filter(\.isCore)
    }
}
