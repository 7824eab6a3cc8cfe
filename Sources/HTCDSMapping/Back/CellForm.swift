import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// How the values of one field of a partner's export are written into its columns: a transform, turned round.
enum CellForm: Sendable {
    case cell(column: Int, Kind)
    /// Columns that each stand for one code, and what a chosen and another one holds.
    case choices([Choice], chosen: [UInt8], other: [UInt8])
    /// Nothing is written; the mapping says the same of every record.
    case constant([UInt8])
    /// There is no way back, and why.
    case none(String)

    struct Choice: Sendable {
        let column: Int
        let codes: [String]
        /// Whether the partner's choice is wider than each of the codes, so that it will not be read as one again.
        let isMerge: Bool
    }

    /// The partner's word for a code.
    struct Spelling: Sendable, Hashable {
        let text: [UInt8]
        /// Whether it stands for other codes as well, so that it will not be read as this one again.
        var isMerge = false
    }

    enum Kind: Sendable {
        case text
        case number
        case boolean
        case date(DateTransform)
        /// The partner's spelling of each code, by its name, and what stands between several.
        case codes([String: Spelling], joint: UInt8)
    }

    /// - Parameters:
    ///   - source: what the document says of the field; nil for a column of the standard.
    ///   - usesLabels: whether the column is headed by a label: then values are labels too.
    ///   - isSameShape: whether the records came from this shape, so that a value can only have come from its own words.
    init(_ slot: MappingPlan.Slot, source: FieldSource?, usesLabels: Bool, isSameShape: Bool) {
        switch slot.transform {
        case let constant as ConstantTransform: self = .constant(Self.bytes(constant, slot))
        case is AgeTransform: self = .none("an age does not tell the date of birth")
        case is JoinTransform: self = .none("several columns are joined, and nothing tells where one ends")
        case is LossyTransform, is NearTransform: self = .none("the partner's column means something else or more")
        case let collect as CollectTransform: self = Self.choices(collect, slot, source, isSameShape)
        case let first as FirstFilledTransform:
            let forms = first.transforms.map {
                CellForm(
                    MappingPlan.Slot(info: slot.info, transform: $0, table: slot.table), source: source,
                    usesLabels: usesLabels, isSameShape: isSameShape)
            }
            self = forms.first ?? .none("no column is named")
        case let date as DateTransform: self = .cell(column: date.column, .date(date))
        case let boolean as BooleanTransform: self = .cell(column: boolean.column, .boolean)
        case let number as NumberTransform: self = .cell(column: number.column, .number)
        case let lookup as LookupTransform: self = .cell(column: lookup.column, .text)
        case let text as TextTransform: self = .cell(column: text.column, .text)
        case let lookup as LookupTransform: self = .cell(column: lookup.column, .text)
        case let code as CodeTransform:
            let spellings = Self.spellings(code, source, usesLabels: usesLabels)
            self = .cell(column: code.column, .codes(spellings, joint: Self.joint(code, source)))
        default: self = .none("the mapping reads it in a way that cannot be turned round")
        }
    }

    /// The missing words of the columns that the form writes: a text that is one of them would be read as nothing.
    static func missing(_ transform: any Transform) -> MissingWords {
        switch transform {
        case let date as DateTransform: date.missing
        case let boolean as BooleanTransform: boolean.missing
        case let number as NumberTransform: number.missing
        case let age as AgeTransform: age.missing
        case let text as TextTransform: text.missing
        case let lookup as LookupTransform: lookup.missing
        case let code as CodeTransform: code.missing
        case let collect as CollectTransform: collect.missing
        case let first as FirstFilledTransform: first.missing
        default: MissingWords([])
        }
    }

    // MARK: Codes

    /// The partner's own word where one means exactly the code, or merges it with others; else the code's label or name:
    /// whatever is read again as the code.
    private static func spellings(
        _ code: CodeTransform, _ source: FieldSource?, usesLabels: Bool
    ) -> [String: Spelling] {
        let rows = source?.values ?? []
        var spellings: [String: Spelling] = [:]
        for row in rows where row.target.relation == .exact {
            guard let name = row.target.code, spellings[name] == nil else { continue }
            // The first of several.
            spellings[name] = Spelling(text: Array(row.value.utf8))
        }
        // What is wider than one code goes before what may be one of several.
        let merges = rows.filter { $0.target.relation == .broader }
        for row in merges.filter({ $0.target.code != nil }) + merges.filter({ $0.target.code == nil }) {
            for name in row.target.code.map({ [$0] }) ?? row.target.oneOf where spellings[name] == nil {
                spellings[name] = Spelling(text: Array(row.value.utf8), isMerge: true)
            }
        }
        if source?.writesAlpha3 == true {
            for country in Countries.all where spellings[country.alpha2] == nil {
                spellings[country.alpha2] = Spelling(text: Array(country.alpha3.utf8))
            }
        }
        for (number, name) in code.table.names.enumerated() where spellings[name] == nil {
            let label = code.table.labels[number]
            spellings[name] = (usesLabels ? [label, name] : [name, label]).first { isRead($0, as: number, code) }
                .map { Spelling(text: Array($0.utf8)) }
        }
        return spellings
    }

    private static func isRead(_ text: String, as number: Int, _ code: CodeTransform) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return false }
            let cell = CellBytes(start: start, count: bytes.count)
            if let outcome = code.values?.find(cell) { return outcome == .code(number) }
            guard let found = code.table.find(cell), found.code == number else { return false }
            return found.spelling.rawValue <= CodeTable.Spelling.equivalent.rawValue
        }
    }

    /// What stands between several values: the mapping's first separator, else a semicolon.
    private static func joint(_ code: CodeTransform, _ source: FieldSource?) -> UInt8 {
        if let first = source?.split?.utf8.first { return first }
        return code.separators.contains(0x3B) ? 0x3B : 0x2C
    }

    private static func choices(
        _ collect: CollectTransform, _ slot: MappingPlan.Slot, _ source: FieldSource?, _ isSameShape: Bool
    ) -> CellForm {
        guard let table = slot.table else { return .none("none of its columns means a code") }
        var seen: Set<String> = []
        var byColumn: [Int: Choice] = [:]
        func take(_ choice: CollectTransform.Choice, _ codes: [String], isMerge: Bool) {
            let own = codes.filter { table.code(named: $0) != nil && seen.insert($0).inserted }
            if !own.isEmpty { byColumn[choice.column] = Choice(column: choice.column, codes: own, isMerge: isMerge) }
        }
        for choice in collect.choices {
            // A choice that is narrower than the code says more than a record of another shape does.
            let isSafe = choice.target.relation == .exact || isSameShape && choice.target.relation == .narrower
            if isSafe, let code = choice.target.code { take(choice, [code], isMerge: false) }
        }
        // In the same shape what the partner wrote goes back by itself.
        let merges = isSameShape ? [] : collect.choices.filter { $0.target.relation == .broader }
        for choice in merges.filter({ $0.target.code != nil }) + merges.filter({ $0.target.code == nil }) {
            take(choice, choice.target.code.map { [$0] } ?? choice.target.oneOf, isMerge: true)
        }
        let choices = collect.choices.compactMap { byColumn[$0.column] }
        guard !choices.isEmpty else { return .none("none of its columns means exactly one code") }
        let chosen = source?.chosen.first { !collect.missing.contains($0) } ?? "1"
        return .choices(choices, chosen: Array(chosen.utf8), other: collect.missing.contains("0") ? [] : [0x30])
    }

    private static func bytes(_ constant: ConstantTransform, _ slot: MappingPlan.Slot) -> [UInt8] {
        switch constant.value.tag {
        case .code: return slot.table.map { Array($0.names[Int(constant.value.a)].utf8) } ?? []
        case .boolean: return Array((constant.value.a == 1 ? "true" : "false").utf8)
        case .date:
            let arena = ByteArena(capacity: 16)
            PackedDate(raw: constant.value.a).append(to: arena)
            return Array(arena.contents)
        default: return constant.text
        }
    }
}

extension MissingWords {
    func contains(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return true }
            return contains(CellBytes(start: start, count: bytes.count).trimmed())
        }
    }
}

extension DatePattern {
    /// Appends a date in this way of writing, where the pattern states just as much as the date does.
    /// - Returns: whether it was written.
    func append(_ date: PackedDate, to arena: ByteArena) -> Bool {
        var states = (month: false, day: false)
        for part in parts {
            if case .month = part { states.month = true }
            if part == .monthName { states.month = true }
            if case .day = part { states.day = true }
        }
        guard states == (date.month > 0, date.day > 0) else { return false }
        func put(_ number: Int, exact: Bool) {
            if exact && number < 10 { arena.append(0x30) }
            JSONText.appendInteger(number, to: arena)
        }
        for part in parts {
            switch part {
            case .literal(let byte): arena.append(byte)
            case .month(let exact): put(date.month, exact: exact)
            case .monthName: for byte in MonthNames.english[date.month - 1].utf8 { arena.append(byte) }
            case .day(let exact): put(date.day, exact: exact)
            case .year:
                for divisor in [1_000, 100, 10, 1] { arena.append(UInt8(0x30 + date.year / divisor % 10)) }
            }
        }
        return true
    }
}
