/// One attribute that leaves, and in what form. What no attribute names does not leave.
public struct Attribute: Sendable {
    /// Where a value is taken from.
    public struct Source: Sendable, Hashable {
        public enum Origin: Sendable, Hashable {
            /// Official id of a field.
            case field(String)
            /// The partner's own name of a column that was kept beside the fields: of the thing the row is about, or of
            /// the record.
            case kept(String)
        }
        /// Whose field it is.
        public enum Owner: String, Sendable, Hashable {
            case victim, perpetrator, record, event, organization, supportPlan
        }

        public var origin: Origin
        public var owner: Owner
        /// Which of several things: those whose field (official id) has one of these codes. Empty: all.
        public var only: [String: [String]]
        /// What stands between several values in the text of a kept column; nil: the text is one value.
        public var split: String?

        public init(_ origin: Origin, owner: Owner, only: [String: [String]] = [:], split: String? = nil) {
            self.origin = origin
            self.owner = owner
            self.only = only
            self.split = split
        }
    }

    /// How a value becomes a category.
    public enum Form: Sendable, Hashable {
        /// The code's name, the number, `true`/`false`, or the text as it is.
        case keep
        /// `1` where one of these codes or texts is chosen, else nothing (or `0` where something else is stated and zeros
        /// are wanted). For booleans `true`/`false`.
        case any([String])
        /// Names for codes or texts; others become `otherwise`, or nothing.
        case values([String: String], otherwise: String?)
        /// Numbers in bands that begin at these numbers: `0--8`, `9--17`, …; with `open` the last one is `48+`, without it
        /// the last number begins no band and ends the one before it.
        case bands([Int], open: Bool)
        /// The year of a date.
        case year
        /// The quarter of a date, `2019-Q2`; nothing where the month is not known.
        case quarter
        /// A country as its ISO 3166-1 code of two or three letters.
        case country(letters: Int)
        /// A country's region (tier 1) or sub-region (tier 2) of the UN's M49.
        case region(tier: Int)
        /// An industry of any tier as its section of ISIC (tier 1), by the name of its code.
        case section
        /// A date of birth as the age in bands on the reference day.
        case ageBand([Int], open: Bool, at: ReferenceDay)
    }

    /// The day at which somebody's age is reckoned.
    public enum ReferenceDay: Sendable, Hashable {
        case asOf
        /// Official id of a date of the case.
        case field(String)
    }

    /// What becomes of several values where the column holds one.
    public enum Several: Sendable, Hashable {
        /// The cell stays empty, and is counted.
        case drop
        /// The first one stands.
        case first
        /// A 0/1 column for each value, called `NAME_value`.
        case columns
        /// All of them joined by this delimiter, in one column that is declared.
        case join(String)
    }

    public var name: String
    /// In order: the first one that says something counts.
    public var sources: [(source: Source, form: Form)]
    public var several = Several.drop
    /// Whether `0` says something: columns of `1` have it where something else is stated, and numbers may be it. Without
    /// it programs for synthetic data take `0` for nothing.
    public var zeros = false

    public init(name: String, sources: [(source: Source, form: Form)]) {
        self.name = name
        self.sources = sources
    }
}
