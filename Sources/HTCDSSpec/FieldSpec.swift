/// One field of the standard: a row of the sheet "Field_Standards".
public struct FieldSpec: Sendable, Hashable {
    /// Position in the standard, from 0; also the index in `HTCDSStandard.fields`.
    public let number: Int

    /// Prefix and name, as in `prs_Gender`; unique.
    public let id: String

    /// What people see; not unique ("Type" stands for three fields). "Organisation" for `per_Organisation`, which has
    /// none in the sheet.
    public let label: String

    public let table: HTCDSTable
    public let kind: FieldKind
    public let status: FieldStatus

    /// Whether the field is of the Core standard; two fields are core and deprecated at once.
    public let isCore: Bool

    /// List of the values, nil where any text, number or date will do.
    public let codeList: CodeListID?

    /// Whether values beside those of the list are welcome (websites and apps).
    public let isOpenList: Bool

    /// What a lookup refers to: `organisation`, `user` or `person`; nil for other kinds.
    public let lookupTarget: String?

    /// Regular expression for the whole value that the notes of the standard give (E.164), nil for none.
    public let pattern: String?

    /// One sentence in this project's words, not the publisher's.
    public let definition: String

    /// Ids that official files use by mistake for this field.
    public let misspeltIDs: [String]

    /// Other labels under which the field is met; none of them means another field.
    public let labelAliases: [String]

    /// Ids of earlier versions whose content belongs here, with what the change costs.
    public let formerIDs: [FormerID]

    /// Row of the sheet, from 1.
    public let sheetRow: Int

    /// Values of earlier versions for which no code of today can be named, or more than one.
    public let supersededWithoutTarget: [SupersededValue]

    init(
        number: Int,
        id: String,
        label: String,
        table: HTCDSTable,
        kind: FieldKind,
        status: FieldStatus,
        isCore: Bool,
        codeList: CodeListID? = nil,
        isOpenList: Bool = false,
        lookupTarget: String? = nil,
        pattern: String? = nil,
        definition: String,
        misspeltIDs: [String] = [],
        labelAliases: [String] = [],
        formerIDs: [FormerID] = [],
        sheetRow: Int,
        supersededWithoutTarget: [SupersededValue] = []
    ) {
        self.number = number
        self.id = id
        self.label = label
        self.table = table
        self.kind = kind
        self.status = status
        self.isCore = isCore
        self.codeList = codeList
        self.isOpenList = isOpenList
        self.lookupTarget = lookupTarget
        self.pattern = pattern
        self.definition = definition
        self.misspeltIDs = misspeltIDs
        self.labelAliases = labelAliases
        self.formerIDs = formerIDs
        self.sheetRow = sheetRow
        self.supersededWithoutTarget = supersededWithoutTarget
    }
}
