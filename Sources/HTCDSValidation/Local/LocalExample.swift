import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// One small record of official values that a local rule is tried on, by the very check that runs on data.
struct LocalExample {
    let rule: LocalRule
    /// Set by the key `as-of`.
    private var asOf: PackedDate?
    private var values: [String: Value] = [:]

    private enum Value {
        case codes([UInt32], isMulti: Bool)
        case boolean(Bool)
        case date(PackedDate)
        case number(String)
        case text(String)
    }

    static let today = "as-of"

    init(_ rule: LocalRule) { self.rule = rule }

    /// Sets a value of the record; `as-of` sets the day that counts as today.
    /// - Returns: what is wrong with it, nil where nothing is.
    mutating func set(_ key: String, _ text: String) -> String? {
        if key == Self.today {
            asOf = Self.date(text)
            return asOf == nil ? "as-of is a day, as 2026-01-31." : nil
        }
        guard rule.fields.contains(key), let field = HTCDSStandard.v2_0.field(id: key) else {
            return "The rule does not look at \(key). It looks at \(rule.fields.joined(separator: ", "))."
        }
        if text.isEmpty { return nil }
        if let names = LocalCodes.names(of: field) {
            let isMulti = field.kind == .multiselect
            let words = isMulti ? text.split(separator: ";").map(String.init) : [text]
            let numbers = words.map { word in names.firstIndex(of: word).map { UInt32($0) } }
            for (word, number) in zip(words, numbers) where number == nil { return "\(key) has no code \(word)." }
            values[key] = .codes(numbers.compactMap { $0 }, isMulti: isMulti)
            return nil
        }
        switch field.kind {
        case .checkbox:
            guard text == "true" || text == "false" else { return "\(key) is true or false." }
            values[key] = .boolean(text == "true")
        case .date:
            guard let date = Self.date(text) else { return "\(key) is a date, as 2018, 2018-05 or 2018-05-03." }
            values[key] = .date(date)
        case .number, .geolocation:
            guard let number = Double(text), number.isFinite, text.utf8.count <= 32 else {
                return "\(key) is a number."
            }
            values[key] = .number(text)
        default: values[key] = .text(text)
        }
        return nil
    }

    /// What the record needs besides, nil where it has all.
    var lacks: String? {
        rule.asksForToday && asOf == nil
            ? "The rule asks for the day that counts as today. Give it in the example, as {as-of: 2026-01-31}." : nil
    }

    /// Whether the rule finds something in the record.
    var fires: Bool {
        let specs = rule.fields.compactMap { HTCDSStandard.v2_0.field(id: $0) }
        let subject = HTCDSStandard.v2_0.field(id: rule.field).map { EntityInfo.Kind($0.table) } ?? .case
        let kinds: [EntityInfo.Kind] = subject == .case ? [.case] : [.case, subject]
        let slots = specs.map { field in
            SlotInfo(
                field: field, entity: kinds.firstIndex(of: EntityInfo.Kind(field.table)) ?? 0, columns: [0])
        }
        let layout = RecordLayout(
            slots: slots, entities: kinds.map { EntityInfo(kind: $0, number: 1) }, columns: [])
        let context = RuleContext(
            standard: .v2_0, layout: layout, format: "csv", columnCount: 0, asOf: asOf)
        guard case .run(let check) = rule.compile(context) else { return false }
        let cells = CellBatch(columnCount: 0, recordCapacity: 1, arena: ByteArena(capacity: 64))
        cells.fillDirectly { _, _, _ in 1 }
        let fields = FieldBatch(slotCount: slots.count, recordCapacity: 1)
        for (number, field) in specs.enumerated() {
            if let value = values[field.id] { fields.set(Self.put(value, into: fields), slot: number, record: 0) }
        }
        var isFound = false
        check.check(cells, fields) { _ in isFound = true }
        return isFound
    }

    private static func put(_ value: Value, into fields: FieldBatch) -> FieldValue {
        switch value {
        case .codes(let codes, isMulti: false): return FieldValue(.code, codes.first ?? 0)
        case .codes(let codes, isMulti: true):
            let start = fields.codes.count
            for code in codes { fields.codes.append(UInt16(truncatingIfNeeded: code)) }
            return FieldValue(.codes, UInt32(clamping: start), UInt32(clamping: codes.count))
        case .boolean(let value): return FieldValue(.boolean, value ? 1 : 0)
        case .date(let date): return FieldValue(.date, date.raw)
        case .number(let text), .text(let text):
            let start = fields.arena.count
            fields.arena.append(text)
            var tag = FieldValue.Tag.ownText
            if case .number = value { tag = .number }
            return FieldValue(tag, UInt32(clamping: start), UInt32(clamping: fields.arena.count - start))
        }
    }

    /// `2018`, `2018-05` or `2018-05-03`.
    private static func date(_ text: String) -> PackedDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard (1...3).contains(parts.count),
            zip(parts, widths).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy(ASCII.isDigit) })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        if numbers.dropFirst().contains(0) { return nil }
        return PackedDate(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : 0, day: numbers.count > 2 ? numbers[2] : 0)
    }
}
