import HTCDSCells
import HTCDSMapping
import HTCDSSpec

/// Looks at the records of one thread where others write them, and counts what did not fit.
final class MisfitEncoder: RecordEncoder {
    private var fieldTally = MisfitTally()
    /// By slot, then by column: numbers are quicker to find than names.
    private var counts: [[Int: MisfitTally.Counts]]
    let streamNames = [""]
    private let slots: [Slot]
    private let table: Table
    /// What each column may be called; those of things that repeat are called alike.
    private let names: [String]

    private struct Slot {
        let field: FieldSpec
        /// The list whose codes are no misfits, nil where values are not looked at.
        let codes: CodeTable?
        /// Values that the mapping sets, folded.
        let known: Set<[UInt8]>
        let separators: [UInt8]
    }

    private let mostValues: Int

    private let countsLosses: Bool

    /// - Parameters:
    ///   - mostValues: different values that are told apart in one column of one field.
    ///   - countsLosses: whether values count that the mapping speaks of and cannot say exactly.
    init(_ table: Table, mostValues: Int = MisfitTally.mostValues, countsLosses: Bool = true) {
        self.mostValues = mostValues
        self.countsLosses = countsLosses
        self.table = table
        names = table.plan.layout.columns.map {
            table.names.column($0.column).replacing(/\[[0-9]+\]\//, with: "/")
        }
        let document = table.plan.document
        let rules = document.fields + document.parts.flatMap(\.fields)
        slots = table.plan.layout.slots.map { info in
            let sources = rules.filter { $0.field == info.field.id }.flatMap(\.alternatives)
            let known = sources.flatMap(\.values).filter { $0.target.relation.applies && $0.target.code != nil }
            let isMulti = info.field.kind == .multiselect
            let split = sources.compactMap(\.split).first
            return Slot(
                field: info.field, codes: CodeTable.of(info.field),
                known: Set(known.map { ByteKeyTable.folded($0.value) }),
                separators: Array((split ?? (isMulti ? ";|\n" : "")).utf8))
        }
        counts = Array(repeating: [:], count: slots.count)
    }

    /// What was counted until now, by names.
    var tally: MisfitTally {
        var tally = fieldTally
        for (slot, columns) in zip(slots, counts) {
            for (column, counts) in columns {
                tally.add(MisfitTally.Place(field: slot.field.id, column: names[column]), counts)
            }
        }
        return tally
    }

    func begin(stream: Int, into arena: ByteArena) {}
    func end(stream: Int, into arena: ByteArena) {}

    /// The faults of a batch are looked at once, with its first record.
    func encode(_ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput) {
        guard record == 0 else { return }
        countFields(fields)
        var last: (UInt32, UInt32, UInt32)?
        for fault in fields.faults where !fault.fault.keepsValue && (countsLosses || fault.fault != .lossy) {
            // A cell of several values may have a fault for each; all of it is looked at once.
            let cell = (fault.slot, fault.record, fault.column)
            if let last, last == cell { continue }
            last = cell
            let number = Int(fault.slot)
            guard number < slots.count, Int(fault.column) < names.count else { continue }
            add(fault, number, table.plan.text(of: fault, in: cells))
        }
    }

    /// How often each field is filled and matched. Faults stand in order of slot and record.
    private func countFields(_ fields: FieldBatch) {
        var unmatched = [Int](repeating: 0, count: slots.count)
        var last: (slot: UInt32, record: UInt32)?
        for fault in fields.faults where !fault.fault.keepsValue && Int(fault.slot) < slots.count {
            if let last, last == (fault.slot, fault.record) { continue }
            last = (fault.slot, fault.record)
            unmatched[Int(fault.slot)] += 1
        }
        for (number, slot) in slots.enumerated() where number < fields.slotCount {
            fieldTally.add(field: slot.field.id, filled: fields.filled[number], unmatched: unmatched[number])
        }
    }

    private func add(_ fault: FieldBatch.Fault, _ number: Int, _ text: CellBytes) {
        let slot = slots[number]
        let column = Int(fault.column)
        // Texts, dates, numbers and the like are somebody's own: they are counted and not looked at.
        let isCategory = slot.codes != nil || slot.field.kind == .checkbox
        guard isCategory, fault.fault != .brokenEncoding, text.count <= 1024 else {
            counts[number][column, default: .init(mostValues: mostValues)].add(nil)
            return
        }
        let parts = slot.separators.isEmpty ? [text.makeString()] : pieces(text, slot)
        if parts.isEmpty { counts[number][column, default: .init(mostValues: mostValues)].add(nil) }
        for part in parts { counts[number][column, default: .init(mostValues: mostValues)].add(part) }
    }

    /// The values of a cell that are neither codes nor set by the mapping.
    private func pieces(_ text: CellBytes, _ slot: Slot) -> [String] {
        text.buffer.indices.split(whereSeparator: { slot.separators.contains(text[$0]) }).compactMap { indices in
            guard let first = indices.first, let last = indices.last else { return nil }
            let bytes = text[first..<last + 1].trimmed()
            let value = bytes.makeString()
            let isCode = slot.codes?.find(bytes).map { $0.spelling.rawValue <= CodeTable.Spelling.equivalent.rawValue }
            let isKnown = isCode == true || slot.known.contains(ByteKeyTable.folded(value))
            return isKnown || value.isEmpty ? nil : value
        }
    }
}

/// Takes the records of all threads and keeps none of them.
final class MisfitListener: DataSetRun.Listener {
    private var encoders: [MisfitEncoder] = []
    private let mostValues: Int
    private let countsLosses: Bool

    init(mostValues: Int = MisfitTally.mostValues, countsLosses: Bool = true) {
        self.mostValues = mostValues
        self.countsLosses = countsLosses
    }

    func makeEncoder(_ table: Table, fileName: String) throws -> (any RecordEncoder)? {
        let encoder = MisfitEncoder(table, mostValues: mostValues, countsLosses: countsLosses)
        encoders.append(encoder)
        return encoder
    }

    func begin(_ table: Table) throws {}
    func take(_ output: RecordOutput, of unit: DataSetRun.ConsumedUnit) throws {}
    func reject(file: Int, line: Int, message: String, text: CellBytes) throws {}
    func restart() throws { encoders = [] }

    var tally: MisfitTally {
        var tally = MisfitTally()
        for encoder in encoders { tally.merge(encoder.tally) }
        return tally
    }
}
