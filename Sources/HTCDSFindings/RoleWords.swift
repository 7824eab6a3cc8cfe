public import HTCDSCells

/// The words of a column that names the roles of a person, and what each of them means.
public struct RoleWords: Sendable, Hashable {
    /// What a word says of somebody; both are false for a word that is known and names another role.
    public struct Roles: Sendable, Hashable {
        public let isVictim: Bool
        public let isPerpetrator: Bool
        public init(isVictim: Bool = false, isPerpetrator: Bool = false) {
            self.isVictim = isVictim
            self.isPerpetrator = isPerpetrator
        }
    }

    private let words: [String]
    private let roles: [Roles]
    private let lookup: ByteKeyTable

    /// - Parameter words: of the mapping; `victim` and `perpetrator` are known by themselves.
    public init(_ words: [(word: String, roles: Roles)] = []) {
        let all =
            words + [("victim", Roles(isVictim: true)), ("perpetrator", Roles(isPerpetrator: true))]
        self.words = all.map(\.word)
        roles = all.map(\.roles)
        lookup = ByteKeyTable(all.enumerated().map { ($0.element.word, $0.offset) })
    }

    /// The words for victims, or for perpetrators.
    public func words(of victims: Bool) -> [String] {
        zip(words, roles).filter { victims ? $1.isVictim : $1.isPerpetrator }.map(\.0)
    }

    /// What a cell says, in which several words stand with semicolons between them.
    /// - Returns: the roles, and whether every word is known.
    public func read(_ cell: CellBytes) -> (roles: Roles, isKnown: Bool) {
        var isVictim = false
        var isPerpetrator = false
        var isKnown = true
        if let whole = lookup.lookup(cell.trimmed()) { return (roles[whole], true) }
        var start = 0
        for index in 0...cell.count where index == cell.count || cell[index] == 0x3B {
            let part = cell[start..<index].trimmed()
            start = index + 1
            if part.isEmpty { continue }
            guard let found = lookup.lookup(part) else {
                isKnown = false
                continue
            }
            isVictim = isVictim || roles[found].isVictim
            isPerpetrator = isPerpetrator || roles[found].isPerpetrator
        }
        return (Roles(isVictim: isVictim, isPerpetrator: isPerpetrator), isKnown)
    }

    public static func == (one: RoleWords, other: RoleWords) -> Bool {
        one.words == other.words && one.roles == other.roles
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words)
        hasher.combine(roles)
    }
}
