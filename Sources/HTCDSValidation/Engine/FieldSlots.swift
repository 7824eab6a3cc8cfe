import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Finds the slots of fields thing by thing (the second person's birthdate), before the first record.
struct FieldSlots: Sendable {
    private struct Key: Hashable {
        let field: String
        let thing: Int
    }

    let layout: RecordLayout
    private let numbers: [Key: Int]
    private let standard: HTCDSStandard

    init(_ context: RuleContext) {
        layout = context.layout
        standard = context.standard
        numbers = Dictionary(
            layout.slots.enumerated().map { (Key(field: $0.element.field.id, thing: $0.element.entity), $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The slot of a field of a thing, nil where the thing has none.
    subscript(_ field: String, of thing: Int) -> Int? { numbers[Key(field: field, thing: thing)] }

    /// The slots of those of `fields` that a thing has.
    func slots(_ fields: [String], of thing: Int) -> [Int] { fields.compactMap { self[$0, of: thing] } }

    func things(_ kind: EntityInfo.Kind) -> [Int] {
        layout.entities.indices.filter { layout.entities[$0].kind == kind }
    }

    /// All slots of a thing.
    func all(of thing: Int) -> [Int] { layout.slots.indices.filter { layout.slots[$0].entity == thing } }

    /// All slots of a field, whosever it is.
    func all(_ field: String) -> [Int] { layout.slots.indices.filter { layout.slots[$0].field.id == field } }

    /// Pairs of slots of two fields of the same thing.
    func pairs(_ first: String, _ second: String) -> [(first: Int, second: Int)] {
        all(first).compactMap { slot in self[second, of: layout.slots[slot].entity].map { (slot, $0) } }
    }

    /// Says why a rule cannot run where one of `fields` has no column; nil where all have one.
    func whySkipped(_ fields: String...) -> Compilation? {
        let missing = fields.filter { all($0).isEmpty }
        return missing.isEmpty ? nil : .skipped("no column for \(missing.joined(separator: ", "))")
    }

    /// The codes of a field's list with these names.
    func codes(_ names: String..., of field: String) -> CodeSet {
        let list = standard.field(id: field)?.codeList.flatMap { standard.codeList($0) }
        return CodeSet(list?.codes.filter { names.contains($0.name) }.map(\.number) ?? [])
    }

    /// A finding at the cell of a slot.
    func fault(_ record: Int, _ slot: Int, variant: Int = 0) -> BatchFault {
        BatchFault(record: record, column: layout.slots[slot].columns.first ?? -1, slot: slot, variant: variant)
    }
}

/// Some codes of a list, by number.
struct CodeSet: Sendable {
    private var numbers: UInt64 = 0

    /// - Parameter codes: numbers below 64; no closed list of the standard is longer.
    init(_ codes: [Int]) { for code in codes where (0..<64).contains(code) { numbers |= 1 << UInt64(code) } }

    @inline(__always)
    func holds(_ code: UInt32) -> Bool {
        // Both are asked without a branch.
        one(code < 64) & (numbers &>> UInt64(code)) != 0
    }

    /// Whether a value is, or has among several, one of the codes.
    func meets(_ value: FieldValue, _ fields: FieldBatch) -> Bool {
        switch value.tag {
        case .code: return holds(value.a)
        case .codes:
            let start = Int(value.a)
            for index in start..<start + Int(value.b) where holds(UInt32(fields.codes[index])) { return true }
            return false
        default: return false
        }
    }
}

/// A check that is written as what it does with a batch.
struct RecordCheck: BatchCheck {
    let slots: [Int]?
    let body: @Sendable (_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) -> Void

    init(
        at slots: [Int],
        _ body: @escaping @Sendable (_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) -> Void
    ) {
        self.slots = slots
        self.body = body
    }

    func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) { body(cells, fields, found) }
}

extension FieldBatch {
    /// Whether a source states anything for the slot, also what became no value.
    @inline(__always)
    func isStated(_ slot: Int, _ record: Int) -> Bool { value(slot: slot, record: record).tag != .absent }

    /// A date as the days that it may be, nil where none is stated.
    @inline(__always)
    func days(_ slot: Int, _ record: Int) -> DaySpan? {
        let value = value(slot: slot, record: record)
        return value.tag == .date ? DaySpan(PackedDate(raw: value.a)) : nil
    }

    /// A whole number from 0, nil for anything else.
    func wholeNumber(_ slot: Int, _ record: Int) -> Int? {
        let value = value(slot: slot, record: record)
        guard value.tag == .number, value.b > 0, value.b < 6 else { return nil }
        var number = 0
        for byte in arena.bytes(at: Int(value.a), length: Int(value.b)).buffer {
            guard ASCII.isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}

extension FieldBatch {
    /// The text of a value, nil where it is no text.
    @inline(__always)
    func text(_ value: FieldValue, _ cells: CellBatch) -> CellBytes? {
        switch value.tag {
        case .text, .reference: cells.arena.bytes(at: Int(value.a), length: Int(value.b))
        case .ownText: arena.bytes(at: Int(value.a), length: Int(value.b))
        default: nil
        }
    }
}

extension CellBytes {
    /// Whether the bytes are the same when A–Z count as a–z.
    func equalsIgnoringASCIICase(_ other: CellBytes) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where ASCII.lowered(start[index]) != ASCII.lowered(other.start[index]) { return false }
        return true
    }
}
