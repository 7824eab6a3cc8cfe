public import HTCDSSpec

/// A mapping document as rows that a person can go through and sign: what of the partner's becomes what of ours, how well
/// the two match, what is done, and who decided so.
public struct MappingReview: Sendable {
    /// What a row is about.
    public enum Kind: String, Sendable, CaseIterable {
        /// Where a field comes from.
        case field
        /// What one value becomes.
        case value
        /// What a column becomes that stands for one choice.
        case choice
        case id, role, table, kept, dropped
        /// Columns that are recognised by the names of the standard, without being listed.
        case standardNames = "standard names"
    }

    public struct Code: Sendable, Hashable {
        public let name: String
        public let label: String
    }

    public struct Row: Sendable {
        public var kind: Kind
        /// The column, or columns, in words.
        public var source: String
        /// Headers or paths as the document names them, each once.
        public var columns: [String] = []
        /// The partner's value, nil where the row is about the column.
        public var value: String?
        /// What of a record is filled: `case`, `person 1`, `each visits (supportPlan)`.
        public var object = ""
        public var field: FieldSpec?
        /// The code that the value becomes, or those that it may stand for.
        public var codes: [Code] = []
        /// Nil where nothing is compared: what is kept or dropped.
        public var relation: Relation?
        /// What happens, in words, without a full stop.
        public var outcome: String
        /// Whether the columns are joined into one text.
        public var isJoined = false
        public var note: String?
        public var decision = Decision()

        init(_ kind: Kind, source: String, outcome: String) {
            self.kind = kind
            self.source = source
            self.outcome = outcome
        }

        /// How well the two match, with the direction spelt out; empty where nothing is compared.
        public var relationInWords: String {
            guard let relation else { return "" }
            let theirs = kind == .field ? "the partner's column" : "the partner's value"
            switch relation {
            case .exact: return "\(theirs) means the same as ours"
            case .narrower: return "\(theirs) is narrower than ours"
            case .broader: return "\(theirs) is wider than ours"
            case .close: return "\(theirs) means nearly the same as ours"
            case .none: return "\(theirs) was compared and nothing of ours fits"
            case .outOfScope: return "\(theirs) is about something else than ours"
            }
        }
    }

    public let document: MappingDocument
    /// In the order of the document.
    public let rows: [Row]

    public init(_ document: MappingDocument) {
        self.document = document
        var builder = ReviewBuilder(document)
        builder.addAll()
        rows = builder.rows
    }
}
