public import HTCDSCells
internal import HTCDSSpec

/// A column of the export that a mapping is drafted for, with what its cells look like.
public struct DraftColumn: Sendable {
    public let column: SourceColumn
    public let evidence: ColumnEvidence

    public init(_ column: SourceColumn, _ evidence: ColumnEvidence) {
        self.column = column
        self.evidence = evidence
    }
}

/// Where a value goes: a field, of whom or of what.
struct DraftTarget: Hashable {
    enum Place: Hashable {
        /// The case, its first person, and what the record has one of.
        case record
        case perpetrator
        /// An event of this kind.
        case event(String)
    }
    let place: Place
    /// Number of the field in the standard.
    let field: Int
}

/// A column and what it may be, with the reasons.
struct DraftProposal {
    let column: Int
    let target: DraftTarget
    /// 0 to 1.
    var score: Double
    var why: [String]
    /// The name that the header is or is near to.
    let name: HeaderWords
    /// Whether the header is an id of the standard.
    let isID: Bool
    /// Whether the line may stand; else it becomes a comment.
    var isSure = false
    var values: DraftedValues?

    /// Below this a line is a comment: wrong is worse than nothing.
    static let bound = 0.8
    /// So much a proposal must be above the next one for the same column.
    static let margin = 0.05
}

/// Columns of yes and no that each stand for one code.
struct DraftCollection {
    struct Row {
        let column: Int
        /// One code, or several of which the column merges.
        let codes: [String]
        let isNarrower: Bool
        let score: Double
        var isSure: Bool { score >= DraftProposal.bound }
    }
    let field: Int
    var rows: [Row]
    /// The column that holds the same as all of them, where there is one.
    var repeats: Int?
}
