import HTCDSCells
import HTCDSSpec

/// What a column's values are, seen as values of a code list.
struct DraftedValues {
    /// Share of the cells whose values are all in the list, 0 to 1.
    var share = 0.0
    /// The characters that separate several values, nil where the field's own do.
    var split: String?
    /// Values that the list knows in another language only, with their codes: they are public words.
    var rows: [(value: String, code: String, why: String)] = []
    /// How many values the list does not know that are as frequent as a category.
    var unknown = 0

    /// How often a value must stand in a column to be a category, and how many different ones a category has at most.
    static let frequent = 10
    static let mostCategories = 40

    /// - Parameters:
    ///   - table: the list.
    ///   - find: the code of a word in another language.
    init(_ evidence: ColumnEvidence, table: CodeTable, isMulti: Bool, find: (String) -> (code: String, why: String)?) {
        let total = evidence.known
        guard total > 0 else { return }
        let splits: [String?] = [nil] + (isMulti ? [",", " ", ",[]\""] : [",[]\""])
        var best: (share: Double, split: String?, rows: [String: (code: String, why: String)]) = (-1, nil, [:])
        for split in splits {
            var found = 0
            var rows: [String: (code: String, why: String)] = [:]
            for (value, count) in evidence.distinct {
                let parts = Self.whole(value, table, find) ? [value] : Self.parts(value, split ?? ";|\n")
                var isKnown = !parts.isEmpty
                for part in parts {
                    switch Self.look(part, table, find) {
                    case .code: break
                    case .word(let code, let why): rows[part] = (code, why)
                    case .none: isKnown = false
                    }
                }
                if isKnown { found += count }
            }
            let share = Double(found) / Double(total)
            if share > best.share + 0.05 { best = (share, split, rows) }
        }
        share = best.share
        split = best.split
        rows = best.rows.map { ($0.key, $0.value.code, $0.value.why) }.sorted { $0.value < $1.value }
        // M is a man beside F, and a woman (mujer) beside H or V: a letter says nothing where another one is unknown.
        let isLetterUnknown = evidence.distinct.keys.contains { $0.count == 1 && !Self.whole($0, table, find) }
        if isLetterUnknown { rows.removeAll { $0.value.count == 1 } }
        // A column of names has frequent values too: only next to values of the list is another one a category.
        guard share >= 0.3, evidence.distinct.count <= Self.mostCategories, !evidence.hasMore else { return }
        unknown = evidence.distinct.count { value, count in
            count >= Self.frequent && Self.isCategory(value) && Self.parts(value, split ?? ";|\n").count == 1
                && !Self.whole(value, table, find)
        }
    }

    private enum Found {
        case code
        case word(String, String)
        case none
    }

    private static func whole(
        _ value: String, _ table: CodeTable, _ find: (String) -> (code: String, why: String)?
    ) -> Bool {
        if case .none = look(value, table, find) { return false }
        return true
    }

    private static func look(
        _ value: String, _ table: CodeTable, _ find: (String) -> (code: String, why: String)?
    ) -> Found {
        var value = value
        let isKnown = value.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            let found = table.find(CellBytes(start: start, count: bytes.count).trimmed())
            // A value of an earlier version counts where it is spelt otherwise only.
            return found.map { $0.spelling.rawValue <= CodeTable.Spelling.superseded.rawValue } ?? false
        }
        if isKnown { return .code }
        return find(value).map { .word($0.code, $0.why) } ?? .none
    }

    private static func parts(_ value: String, _ separators: String) -> [String] {
        value.split(whereSeparator: { separators.contains($0) }).map { part in
            var part = String(part)
            while part.first == " " { part.removeFirst() }
            while part.last == " " { part.removeLast() }
            return part
        }.filter { !$0.isEmpty }
    }

    /// Whether a value may be a word for a kind of thing: short, without digits or signs that numbers and addresses have.
    private static func isCategory(_ value: String) -> Bool {
        value.count <= 40 && !value.contains { $0.isNumber || "@+_".contains($0) } && value.contains { $0.isLetter }
    }
}
