/// What a local rule says of one thing of a record and its case, written as data.
///
/// What is not stated, or not precise enough to tell, is neither true nor false, unless the condition asks whether it is
/// stated. Of several in ``any(_:)`` what is not stated is left out.
public indirect enum LocalCondition: Sendable, Hashable {
    case all([LocalCondition])
    case any([LocalCondition])
    case not(LocalCondition)
    /// Whether a source states anything.
    case filled(String)
    case empty(String)
    /// One of the codes, or, of several, has one of them; `true` or `false` for a checkbox.
    case isOneOf(String, [String])
    case before(String, Day)
    case after(String, Day)
    case atLeast(String, Double)
    case atMost(String, Double)
    /// Has a shape: `9` is a digit, `A` a letter, everything else itself.
    case matches(String, String)

    /// The other side of a comparison of days.
    public enum Day: Sendable, Hashable {
        /// The day that counts as today.
        case asOf
        /// Official id of a date field.
        case field(String)
    }

    /// Official ids of all fields that it speaks of, each once, in order.
    public var fields: [String] {
        var seen: Set<String> = []
        return allFields.filter { seen.insert($0).inserted }
    }

    private var allFields: [String] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.allFields)
        case .not(let part): part.allFields
        case .before(let field, .field(let other)), .after(let field, .field(let other)): [field, other]
        case .filled(let field), .empty(let field), .isOneOf(let field, _), .before(let field, .asOf),
            .after(let field, .asOf), .atLeast(let field, _), .atMost(let field, _), .matches(let field, _):
            [field]
        }
    }

    /// Whether it asks for the day that counts as today.
    public var asksForToday: Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForToday)
        case .not(let part): part.asksForToday
        case .before(_, .asOf), .after(_, .asOf): true
        default: false
        }
    }
}
