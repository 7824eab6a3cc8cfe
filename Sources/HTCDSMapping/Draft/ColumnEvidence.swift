public import HTCDSCells
internal import HTCDSFindings
internal import HTCDSSpec

/// What the cells of one column look like: counts, and the different values as far as there are few of them.
///
/// Memory: at most `mostDistinct` texts of at most 120 bytes. The texts are for comparing; what of them may be shown is
/// decided by ``DraftedValues``.
public struct ColumnEvidence: Sendable {
    /// Cells that say something.
    private(set) var filled = 0
    private(set) var dates = 0
    private(set) var numbers = 0
    private(set) var booleans = 0
    private(set) var emails = 0
    private(set) var phones = 0
    private(set) var salutations = 0
    /// Dates with a separator: those that begin with a day above 12, with a month before one, and those that may be both.
    private(set) var dayFirst = 0
    private(set) var monthFirst = 0
    private(set) var eitherFirst = 0
    private(set) var separator: Character?
    /// Cells by what they hold, and whether there were more different ones than are kept.
    private(set) var distinct: [String: Int] = [:]
    private(set) var hasMore = false
    /// Cells that hold a sign for "missing", by that sign.
    private(set) var missing: [String: Int] = [:]
    private let mostDistinct: Int

    public init(mostDistinct: Int = 200) { self.mostDistinct = mostDistinct }

    /// Takes one cell.
    public mutating func add(_ cell: CellBytes) {
        let text = cell.trimmed()
        guard !text.isEmpty else { return }
        if text.count <= 8, let sign = Self.missing.lookup(text) {
            missing[Self.signs[sign], default: 0] += 1
            return
        }
        filled += 1
        if text.count > 4, isDate(text) { dates += 1 }
        if Self.isNumber(text) { numbers += 1 }
        if text.count <= 12, Self.isBoolean(text) { booleans += 1 }
        if TextTransform.isEmail(text) { emails += 1 }
        if TextTransform.isPhone(text), text.count >= 7 { phones += 1 }
        if text.count <= 24, Self.salutationWords.lookup(text) != nil { salutations += 1 }
        guard text.count <= 120 else {
            hasMore = true
            return
        }
        let value = text.makeString()
        if distinct[value] != nil || distinct.count < mostDistinct {
            distinct[value, default: 0] += 1
        } else {
            hasMore = true
        }
    }

    /// Cells that are kept with their text.
    var known: Int { distinct.values.reduce(0, +) }

    func share(_ count: Int) -> Double { filled == 0 ? 0 : Double(count) / Double(filled) }

    /// Whether the column says yes or no in each row.
    var isBoolean: Bool { filled > 0 && !hasMore && distinct.count <= 6 && booleans == filled }

    /// Whether every value stands there once.
    var isUnique: Bool { filled > 0 && distinct.values.allSatisfy { $0 == 1 } }

    /// A value of a column of yes and no that means yes, as it is written.
    var chosen: [String] {
        distinct.keys.filter { value in
            var value = value
            return value.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return false }
                let text = CellBytes(start: start, count: bytes.count)
                return BooleanTransform.read(text) ?? (Self.yes.lookup(text) != nil)
            }
        }.sorted()
    }

    /// Pattern of the dates where all of them were written the same way round.
    var datePattern: String? {
        guard let separator, dayFirst > 0 || monthFirst > 0, dayFirst == 0 || monthFirst == 0 else { return nil }
        return dayFirst > 0 ? "dd\(separator)MM\(separator)yyyy" : "MM\(separator)dd\(separator)yyyy"
    }

    private mutating func isDate(_ text: CellBytes) -> Bool {
        if DateTransform.iso(text) != nil { return true }
        if readDayAndMonth(text) { return true }
        switch DateTransform.unambiguous(text, hasPatterns: false) {
        case .date, .ambiguous: return true
        case .other, .none: return false
        }
    }

    /// `31/05/2019` and the like.
    private mutating func readDayAndMonth(_ text: CellBytes) -> Bool {
        guard (8...10).contains(text.count) else { return false }
        let parts = text.makeString().split(whereSeparator: { "/.-".contains($0) })
        let sign = text.makeString().first { "/.-".contains($0) }
        guard parts.count == 3, parts[2].utf8.count == 4, let one = Int(parts[0]), let two = Int(parts[1]),
            Int(parts[2]) != nil, (1...31).contains(one), (1...31).contains(two), min(one, two) <= 12
        else { return false }
        separator = separator ?? sign
        if one > 12 { dayFirst += 1 } else if two > 12 { monthFirst += 1 } else { eitherFirst += 1 }
        return true
    }

    private static func isNumber(_ text: CellBytes) -> Bool {
        text.count <= 24 && text.buffer.contains { ASCII.isDigit($0) }
            && text.buffer.allSatisfy { ASCII.isDigit($0) || [0x2E, 0x2C, 0x2D, 0x2B].contains($0) }
    }

    static func isBoolean(_ text: CellBytes) -> Bool {
        BooleanTransform.read(text) != nil || yes.lookup(text) != nil || no.lookup(text) != nil
    }

    static let yes = ByteKeyTable((Words.list("yes") + ["x", "✓", "✔"]).map { ($0, 1) })
    static let no = ByteKeyTable(Words.list("no").map { ($0, 0) })
    private static let salutationWords = ByteKeyTable(Words.list("salutation").flatMap { [($0, 0), ("\($0).", 0)] })
    private static let signs = Words.list("missing")
    private static let missing = ByteKeyTable(signs.enumerated().map { ($0.element, $0.offset) })
}
