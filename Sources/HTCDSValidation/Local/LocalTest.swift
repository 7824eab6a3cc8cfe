import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// A condition compiled against the slots of one thing: no name is looked up any more.
indirect enum LocalTest: Sendable {
    case all([LocalTest])
    case any([LocalTest])
    case not(LocalTest)
    case isStated(Int)
    case hasCode(Int, Set<UInt32>)
    case isTrue(Int, Set<UInt32>)
    case isBefore(Int, Day)
    case isAfter(Int, Day)
    case isAtLeast(Int, Double)
    case isAtMost(Int, Double)
    case matches(Int, TextShape)

    enum Day: Sendable {
        case day(DaySpan)
        case slot(Int)
    }

    /// - Parameters:
    ///   - slot: the slot of a field for the thing at hand.
    /// - Returns: nil where a field has no slot, or no day counts as today.
    init?(_ condition: LocalCondition, asOf: PackedDate?, slot: (String) -> Int?, field: (String) -> FieldSpec?) {
        func inner(_ condition: LocalCondition) -> LocalTest? {
            LocalTest(condition, asOf: asOf, slot: slot, field: field)
        }
        func day(_ day: LocalCondition.Day) -> Day? {
            switch day {
            case .asOf: asOf.map { .day(DaySpan($0)) }
            case .field(let id): slot(id).map { .slot($0) }
            }
        }
        var made: LocalTest?
        switch condition {
        case .all(let parts), .any(let parts):
            let tests = parts.compactMap { inner($0) }
            guard tests.count == parts.count else { return nil }
            if case .all = condition { made = .all(tests) } else { made = .any(tests) }
        case .not(let part): made = inner(part).map { .not($0) }
        case .filled(let id): made = slot(id).map { .isStated($0) }
        case .empty(let id): made = slot(id).map { .not(.isStated($0)) }
        case .isOneOf(let id, let words):
            guard let number = slot(id), let field = field(id) else { return nil }
            if field.kind == .checkbox {
                made = .isTrue(number, Set(words.map { $0 == "true" ? 1 : 0 }))
            } else {
                made = .hasCode(number, LocalCodes.numbers(of: words, in: field))
            }
        case .before(let id, let other):
            if let number = slot(id), let other = day(other) { made = .isBefore(number, other) }
        case .after(let id, let other):
            if let number = slot(id), let other = day(other) { made = .isAfter(number, other) }
        case .atLeast(let id, let limit): made = slot(id).map { .isAtLeast($0, limit) }
        case .atMost(let id, let limit): made = slot(id).map { .isAtMost($0, limit) }
        case .matches(let id, let shape): made = slot(id).map { .matches($0, TextShape(shape)) }
        }
        guard let made else { return nil }
        self = made
    }

    /// Whether it holds for a record.
    func holds(_ cells: CellBatch, _ fields: FieldBatch, _ record: Int) -> Truth {
        switch self {
        case .all(let tests):
            var truth = Truth.yes
            for test in tests {
                switch test.holds(cells, fields, record) {
                case .no: return .no
                case .open: truth = .open
                case .unstated: if truth == .yes { truth = .unstated }
                case .yes: break
                }
            }
            return truth
        case .any(let tests):
            var truth = Truth.unstated
            for test in tests {
                switch test.holds(cells, fields, record) {
                case .yes: return .yes
                case .open: truth = .open
                case .no: if truth == .unstated { truth = .no }
                case .unstated: break
                }
            }
            return truth
        case .not(let test):
            switch test.holds(cells, fields, record) {
            case .yes: return .no
            case .no: return .yes
            case let other: return other
            }
        case .isStated(let slot): return Truth(fields.isStated(slot, record))
        case .hasCode(let slot, let codes):
            let value = fields.value(slot: slot, record: record)
            switch value.tag {
            case .code: return Truth(codes.contains(value.a))
            case .codes:
                let start = Int(value.a)
                return Truth(fields.codes[start..<start + Int(value.b)].contains { codes.contains(UInt32($0)) })
            default: return .unstated
            }
        case .isTrue(let slot, let wanted):
            let value = fields.value(slot: slot, record: record)
            return value.tag == .boolean ? Truth(wanted.contains(value.a)) : .unstated
        case .isBefore(let slot, let other):
            guard let one = fields.days(slot, record), let two = days(other, fields, record) else { return .unstated }
            return one.isBefore(two) ? .yes : two.isNotAfter(one) ? .no : .open
        case .isAfter(let slot, let other):
            guard let one = fields.days(slot, record), let two = days(other, fields, record) else { return .unstated }
            return two.isBefore(one) ? .yes : one.isNotAfter(two) ? .no : .open
        case .isAtLeast(let slot, let limit):
            return fields.number(slot, record).map { Truth($0 >= limit) } ?? .unstated
        case .isAtMost(let slot, let limit):
            return fields.number(slot, record).map { Truth($0 <= limit) } ?? .unstated
        case .matches(let slot, let shape):
            return fields.text(fields.value(slot: slot, record: record), cells).map { Truth(shape.fits($0)) }
                ?? .unstated
        }
    }

    /// Whether something holds, as far as a record says.
    enum Truth: Sendable {
        case yes, no
        /// What is stated is not precise enough to tell.
        case open
        /// Nothing is stated, or nothing that could be read.
        case unstated

        init(_ holds: Bool) { self = holds ? .yes : .no }
    }

    private func days(_ day: Day, _ fields: FieldBatch, _ record: Int) -> DaySpan? {
        switch day {
        case .day(let span): span
        case .slot(let slot): fields.days(slot, record)
        }
    }
}

/// Numbers of the codes of a field in the values of records.
enum LocalCodes {
    /// What a field's codes are called, in the order of their numbers; nil where it has no list.
    static func names(of field: FieldSpec) -> [String]? {
        guard let list = field.codeList else { return nil }
        if list == .iso3166 { return Countries.all.map(\.alpha2) }
        if list == .iso639 { return Languages.all.map(\.alpha3T) }
        return HTCDSStandard.v2_0.codeList(list)?.codes.map(\.name)
    }

    static func numbers(of words: [String], in field: FieldSpec) -> Set<UInt32> {
        let names = names(of: field) ?? []
        return Set(words.compactMap { names.firstIndex(of: $0).map { UInt32($0) } })
    }
}

/// A shape that a text may have: `9` is a digit, `A` a letter, everything else itself.
struct TextShape: Sendable {
    private let signs: [Unicode.Scalar]

    init(_ shape: String) { signs = Array(shape.unicodeScalars) }

    func fits(_ text: CellBytes) -> Bool {
        // A scalar has four bytes at most.
        guard text.count <= signs.count * 4 else { return false }
        var index = 0
        for scalar in text.makeString().unicodeScalars {
            guard index < signs.count else { return false }
            let isFit =
                switch signs[index] {
                case "9": (0x30...0x39).contains(scalar.value)
                case "A": scalar.properties.isAlphabetic
                default: scalar == signs[index]
                }
            guard isFit else { return false }
            index += 1
        }
        return index == signs.count
    }
}

extension DaySpan {
    /// Whether it is no later than the other, whatever the days are.
    func isNotAfter(_ other: DaySpan) -> Bool { latest <= other.earliest }
}

extension FieldBatch {
    /// A number, nil for anything else. Exact for up to 15 digits.
    func number(_ slot: Int, _ record: Int) -> Double? {
        let value = value(slot: slot, record: record)
        guard value.tag == .number, value.b > 0, value.b <= 32 else { return nil }
        return Double(arena.bytes(at: Int(value.a), length: Int(value.b)).makeString())
    }
}
