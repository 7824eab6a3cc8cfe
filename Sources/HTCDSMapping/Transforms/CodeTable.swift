public import HTCDSCells
public import HTCDSSpec

/// A code list made ready for cells: every spelling of every code, found by its bytes.
///
/// Made once for each list and shared. A code list accepts name and label by themselves, and what people are known to
/// write instead; which of these it was is told apart, so that rules can speak of it.
public final class CodeTable: Sendable {
    /// By which of its spellings a code was found.
    public enum Spelling: Int, Sendable {
        /// The name: the identifier that the standard demands in data.
        case name = 0
        /// The label, or another spelling of either.
        case label = 1
        /// Another code or name for the same country: no finding.
        case equivalent = 2
        /// A value of an earlier version of the standard, with this code as its successor.
        case superseded = 3
        /// A value of an earlier version without a successor.
        case supersededWithoutTarget = 4
    }

    public let id: CodeListID
    /// The names, in the order of the standard.
    public let names: [String]
    /// What people read, in the same order.
    public let labels: [String]
    /// The names as JSON strings, in the same order.
    public let json: [[UInt8]]
    /// All spellings.
    let lookup: ByteKeyTable
    private let numbers: [String: Int]
    /// What people write for a code besides its name and label: other spellings, values of earlier versions, and words of
    /// other languages. Made when somebody asks.
    let otherWords: @Sendable () -> [(text: String, code: Int)]
    let suggestions = SuggestionMemory()
    /// Every spelling that holds a sign or a blank: what may be a separator.
    private let composite: [String]

    init(
        id: CodeListID, names: [String], labels: [String], spellings: [(text: String, code: Int, spelling: Spelling)],
        others: @escaping @Sendable () -> [(text: String, code: Int)] = { [] }
    ) {
        self.id = id
        self.names = names
        self.labels = labels
        json = names.map { JSONText.quoted($0) }
        otherWords = {
            spellings.filter { $0.spelling != .name && $0.spelling != .supersededWithoutTarget }
                .map { ($0.text, $0.code) } + others()
        }
        lookup = ByteKeyTable(spellings.map { ($0.text, $0.code << 3 | $0.spelling.rawValue) })
        numbers = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        composite = spellings.map(\.text).filter { $0.utf8.contains { $0 < 0x80 && !ASCII.isLetter($0) } }
    }

    /// How many of the separators a spelling holds at most.
    func most(_ separators: Separators) -> Int { composite.map { separators.count(in: $0) }.max() ?? 0 }

    /// The number of the code with exactly this name.
    public func code(named name: String) -> Int? { numbers[name] }

    /// The code that `text` stands for. `text` is trimmed.
    @inline(__always)
    public func find(_ text: CellBytes) -> (code: Int, spelling: Spelling)? {
        guard let packed = lookup.lookup(text) else { return nil }
        return (packed >> 3, Spelling(rawValue: packed & 7) ?? .name)
    }

    /// The table of a field's list, nil for a field without one.
    public static func of(_ field: FieldSpec) -> CodeTable? {
        guard let id = field.codeList else { return nil }
        if id == .iso3166 { return countries }
        if id == .iso639 { return languages }
        return lists[field.id]
    }

    /// Tables by field: two fields may share a list and yet have different values behind them in earlier versions.
    private static let lists: [String: CodeTable] = {
        let standard = HTCDSStandard.v2_0
        var tables: [String: CodeTable] = [:]
        for field in standard.fields {
            guard let id = field.codeList, let list = standard.codeList(id) else { continue }
            tables[field.id] = CodeTable(list, field: field)
        }
        return tables
    }()

    private convenience init(_ list: CodeList, field: FieldSpec) {
        // The first of two equal spellings wins, so the stronger kinds go first.
        var spellings: [(String, Int, Spelling)] = list.codes.map { ($0.name, $0.number, .name) }
        spellings += list.codes.map { ($0.label, $0.number, .label) }
        for code in list.codes { spellings += code.aliases.map { ($0, code.number, .label) } }
        for code in list.codes { spellings += code.superseded.map { ($0.text, code.number, .superseded) } }
        spellings += field.supersededWithoutTarget.map { ($0.text, 0, .supersededWithoutTarget) }
        let numbers = Dictionary(list.codes.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
        self.init(
            id: list.id, names: list.codes.map(\.name), labels: list.codes.map(\.label), spellings: spellings
        ) {
            Translations.all.filter { $0.id == list.id.rawValue }.flatMap { entry in
                entry.names.compactMap { name in entry.code.flatMap { numbers[$0] }.map { (text: name, code: $0) } }
            }
        }
    }

    /// ISO 3166-1; what is stored is alpha-2.
    public static let countries: CodeTable = {
        let all = Countries.all
        var spellings: [(String, Int, Spelling)] = []
        for (number, country) in all.enumerated() { spellings.append((country.alpha2, number, .name)) }
        for (number, country) in all.enumerated() {
            for text in [country.alpha3, country.numeric, country.name] + country.otherNames + country.formerCodes {
                spellings.append((text, number, .equivalent))
            }
        }
        for (number, country) in all.enumerated() {
            for text in TranslatedNames.countries[country.alpha2] ?? [] {
                spellings.append((text, number, .equivalent))
            }
        }
        return CodeTable(id: .iso3166, names: all.map(\.alpha2), labels: all.map(\.name), spellings: spellings)
    }()

    /// ISO 639-2; what is stored is the terminological code.
    public static let languages: CodeTable = {
        let all = Languages.all
        var spellings: [(String, Int, Spelling)] = []
        for (number, language) in all.enumerated() { spellings.append((language.alpha3T, number, .name)) }
        for (number, language) in all.enumerated() {
            if let code = language.alpha3B { spellings.append((code, number, .equivalent)) }
        }
        for (number, language) in all.enumerated() {
            for text in [language.alpha2].compactMap({ $0 }) + [language.name] + language.otherNames {
                spellings.append((text, number, .label))
            }
        }
        for (number, language) in all.enumerated() {
            for text in TranslatedNames.languages[language.alpha3T] ?? [] { spellings.append((text, number, .label)) }
        }
        return CodeTable(id: .iso639, names: all.map(\.alpha3T), labels: all.map(\.name), spellings: spellings)
    }()
}
