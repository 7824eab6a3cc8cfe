extension LocalCondition {
    /// The condition as a profile document has it, in one line of YAML: `{cas_Status: {is: [Closed]}, spl_Type: filled}`.
    public var text: String {
        "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }

    private var entries: [(key: String, value: String)] {
        switch self {
        case .all(let parts): Self.entries(ofAll: parts)
        case .any(let parts): [("any", Self.list(parts.map(\.text)))]
        case .not(let part): [("not", part.text)]
        case .filled(let field): [(field, "filled")]
        case .empty(let field): [(field, "empty")]
        default: question.map { [($0.field, "{\($0.asked)}")] } ?? []
        }
    }

    /// What is asked of one field, where it has a key of its own.
    private var question: (field: String, asked: String)? {
        switch self {
        case .isOneOf(let field, let words):
            (field, "is: " + (words.count == 1 ? Self.quoted(words[0]) : Self.list(words.map(Self.quoted))))
        case .before(let field, let day): (field, "before: \(Self.name(day))")
        case .after(let field, let day): (field, "after: \(Self.name(day))")
        case .atLeast(let field, let number): (field, "atLeast: \(Self.plain(number))")
        case .atMost(let field, let number): (field, "atMost: \(Self.plain(number))")
        case .matches(let field, let shape): (field, "matches: \(Self.quoted(shape))")
        case .all, .any, .not, .filled, .empty: nil
        }
    }

    private static func entries(ofAll parts: [LocalCondition]) -> [(key: String, value: String)] {
        // Several questions about one field stand behind it together.
        let questions = parts.compactMap(\.question)
        if let first = questions.first, questions.count == parts.count,
            questions.allSatisfy({ $0.field == first.field })
        {
            return [(first.field, "{" + questions.map(\.asked).joined(separator: ", ") + "}")]
        }
        let all = parts.flatMap(\.entries)
        // A key may stand only once.
        return Set(all.map(\.key)).count == all.count ? all : [("all", list(parts.map(\.text)))]
    }

    private static func name(_ day: Day) -> String {
        switch day {
        case .asOf: LocalExample.today
        case .field(let field): field
        }
    }

    private static func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ", ") + "]" }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }

    /// In quotation marks unless it is a plain word.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        }
        if isPlain, text.first != "-" { return text }
        return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
