/// What a draft has to say of the file itself.
public struct DraftSource: Sendable {
    public var name: String
    /// `csv`, `xlsx`, …: the first is the file's own.
    public var formats: [String]
    /// Path of the record (XML), or pointer to the records (JSON).
    public var record: String?
    /// The root element (XML).
    public var root: String?
    public var sheet: String?
    public var headerRow: Int?
    /// First row of data, nil where it is the one behind the header.
    public var dataRow: Int?
    public var delimiter: String?
    public var encoding: String?
    /// Records that were looked at.
    public var records = 0
    /// Whether no cell of the header row looks like a date, phone number, e-mail address or number.
    public var headersAreSafe = true

    public init(name: String, formats: [String]) {
        self.name = name
        self.formats = formats
    }
}

/// Proposes a mapping document for an export that nobody has seen.
///
/// Time grows with the columns times the names of the standard in six languages (some 3,000); memory with the columns.
public struct MappingDraft: Sendable {
    /// The document, which `htcds mapping check` accepts. Doubtful lines are comments.
    public let yaml: String
    /// Columns that a line which is no comment speaks of.
    public let mapped: Int
    /// Columns that only a comment speaks of.
    public let doubtful: Int

    /// - Parameter withSpellings: whether the spellings count that official files are known to use instead of the
    ///   standard's own; without them a sample of such a file is as unknown as any other.
    public init(_ columns: [DraftColumn], source: DraftSource, withSpellings: Bool = true) {
        let matcher = DraftMatcher(columns, DraftVocabulary(withSpellings: withSpellings))
        yaml = DraftWriter(matcher, source).text()
        let rows = matcher.collections.flatMap(\.rows)
        mapped =
            matcher.proposals.count(where: \.isSure) + rows.count(where: \.isSure)
            + (matcher.id?.isSure == true ? 1 : 0)
        doubtful = matcher.proposals.count + rows.count + (matcher.id == nil ? 0 : 1) - mapped
    }
}

/// How well a row of cells does as a header: how many of them are near to a name of a field or code.
public struct DraftHeaders {
    private let vocabulary = DraftVocabulary()

    public init() {}

    /// - Returns: cells that are a name of the standard in one of six languages, to the word; and those that are near one.
    public func known(_ names: [String]) -> (whole: Int, near: Int) {
        var whole = 0
        var near = 0
        for (place, name) in names.prefix(2_000).enumerated() {
            let text = HeaderWords(name)
            guard !text.words.isEmpty else { continue }
            let match = vocabulary.fields.matches(text, isLenient: place < 100).first
            if match?.isWhole == true || vocabulary.ids.matches(text, isLenient: false).first?.isWhole == true {
                whole += 1
            } else if match.map({ $0.score >= 0.6 }) == true {
                near += 1
            }
        }
        return (whole, near)
    }
}
