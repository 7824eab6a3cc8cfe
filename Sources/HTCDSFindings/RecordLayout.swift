public import HTCDSCells
public import HTCDSSpec

/// Which fields a run looks at, and where in the source each comes from: what mapping tells validation.
public struct RecordLayout: Sendable {
    public let slots: [SlotInfo]
    public let entities: [EntityInfo]
    /// What becomes of every column, in order of the columns.
    public let columns: [ColumnFate]
    /// Headers that stand for two columns where only one was expected, as column numbers.
    public let duplicateColumns: [Int]
    /// Core fields that the kind of export has no place for.
    public let cannotHold: [String]

    public init(
        slots: [SlotInfo], entities: [EntityInfo], columns: [ColumnFate], duplicateColumns: [Int] = [],
        cannotHold: [String] = []
    ) {
        self.cannotHold = cannotHold
        self.slots = slots
        self.entities = entities
        self.columns = columns
        self.duplicateColumns = duplicateColumns
    }

    /// The slot of a field of the first thing that has it, or nil.
    public func slot(field id: String) -> Int? { slots.firstIndex { $0.field.id == id } }
}

/// One field of one thing in the record.
public struct SlotInfo: Sendable {
    public let field: FieldSpec
    /// Index into the layout's entities.
    public let entity: Int
    /// Columns it is made of, from 0; empty for a constant.
    public let columns: [Int]
    /// Whether the source claims to follow the standard's list.
    public let isAdvisory: Bool

    public init(field: FieldSpec, entity: Int, columns: [Int], isAdvisory: Bool = false) {
        self.field = field
        self.entity = entity
        self.columns = columns
        self.isAdvisory = isAdvisory
    }
}

/// A thing in the record: the case, a person, an event, …
public struct EntityInfo: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case `case`, person, organization, comment, event, supportPlan }
    public let kind: Kind
    /// Which of its kind, from 1.
    public let number: Int
    public let isVictim: Bool
    public let isPerpetrator: Bool
    public let isGroup: Bool
    /// Column of the thing's own id, nil where it has none.
    public var idColumn: Int?
    /// Columns by which a record says that the person is a victim, a perpetrator, or several people together.
    public var victimMark: RoleMark?
    public var perpetratorMark: RoleMark?
    public var groupColumn: Int?

    public init(kind: Kind, number: Int, isVictim: Bool = false, isPerpetrator: Bool = false, isGroup: Bool = false) {
        self.kind = kind
        self.number = number
        self.isVictim = isVictim
        self.isPerpetrator = isPerpetrator
        self.isGroup = isGroup
    }
}

/// The column by which a record says that a person has a role.
public struct RoleMark: Sendable, Hashable {
    public let column: Int
    /// What the words of a column that names roles mean; nil where the column says so by being there, unless it says no.
    public let words: RoleWords?
    public init(column: Int, words: RoleWords?) {
        self.column = column
        self.words = words
    }
}

/// What becomes of one column of the source.
public struct ColumnFate: Sendable {
    public enum Fate: Sendable, Hashable { case mapped, kept, dropped, unused }
    /// How a column of the standard was recognised.
    public enum MatchedBy: Sendable, Hashable {
        case mapping, id, label
        /// A misspelt id that the official files contain, or another known spelling.
        case misspeltID, labelAlias
        /// The id of the field in an earlier version.
        case formerID(version: String)
    }
    public let column: SourceColumn
    public var fate: Fate
    /// Official ids of the fields it feeds.
    public var fields: [String]
    public var matchedBy: MatchedBy
    /// Name for reports, where the mapping gives one.
    public var name: String?

    public init(
        column: SourceColumn, fate: Fate, fields: [String] = [], matchedBy: MatchedBy = .mapping, name: String? = nil
    ) {
        self.column = column
        self.fate = fate
        self.fields = fields
        self.matchedBy = matchedBy
        self.name = name
    }
}

extension EntityInfo.Kind {
    /// Which thing of a record holds the fields of a table.
    public init(_ table: HTCDSTable) {
        self =
            switch table {
            case .case: .case
            case .person, .victimContext, .perpetratorContext, .consent: .person
            case .organization: .organization
            case .caseComment: .comment
            case .event: .event
            case .supportPlan: .supportPlan
            }
    }
}
