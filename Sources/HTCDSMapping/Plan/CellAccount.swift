public import HTCDSCells
import HTCDSFindings

/// What became of the filled cells of a source: each is counted once, so that the sum of all others is `filled`.
public struct CellAccount: Sendable, Hashable {
    /// Cells in which something stands.
    public var filled = 0
    /// Cells that a field, an id or a role was read from, with nothing left over.
    public var mapped = 0
    /// Cells whose text stands beside the record, whether or not a value came of them as well.
    public var kept = 0
    /// Cells of columns that the mapping leaves out, with its reason.
    public var dropped = 0
    /// Cells of columns that the mapping does not speak of: the report names them.
    public var unused = 0
    /// Cells that say nothing: white space, or a word that the mapping takes for nothing.
    public var missing = 0

    public init() {}

    public static func += (sum: inout CellAccount, other: CellAccount) {
        sum.filled += other.filled
        sum.mapped += other.mapped
        sum.kept += other.kept
        sum.dropped += other.dropped
        sum.unused += other.unused
        sum.missing += other.missing
    }
}

/// Counts what became of cells, a batch at a time. Compiled once for a plan; immutable.
public struct CellAccountant: Sendable {
    private enum Kind {
        /// The slots' own count of filled cells tells what is missing.
        case plain(slot: Int)
        case mapped(MissingWords)
        case kept
        case dropped
        case unused
    }

    /// What decides whether the text of a column is kept in a record.
    private struct Keeping {
        var always = false
        /// Slots that may not use all of it; with the choices of which it is one, where it is.
        var slots: [(slot: Int, choices: CollectTransform?)] = []
        var isNever: Bool { !always && slots.isEmpty }
    }

    private let values: RecordValues
    private let kinds: [Kind]
    /// By column.
    private let keeping: [Keeping]

    public init(_ plan: MappingPlan) {
        values = RecordValues(plan)
        var extensions = [[ExtensionColumn]](repeating: [], count: plan.columnCount)
        for column in plan.extensions where column.column < extensions.count {
            extensions[column.column].append(column)
        }
        keeping = extensions.map { columns in
            Keeping(
                always: columns.contains(where: \.always),
                slots: columns.flatMap(\.slots).map { ($0, plan.slots[$0].transform as? CollectTransform) })
        }
        var slots = [[Int]](repeating: [], count: plan.columnCount)
        for (number, slot) in plan.slots.enumerated() {
            for column in slot.transform.columns where column < slots.count { slots[column].append(number) }
        }
        kinds = plan.layout.columns.enumerated().map { number, fate in
            if extensions[number].contains(where: \.always) { return .kept }
            switch fate.fate {
            case .dropped: return .dropped
            case .unused, .kept: return .unused
            case .mapped:
                guard let slot = slots[number].first else { return .mapped(plan.missing) }
                let isAlone = slots[number].count == 1 && plan.slots[slot].transform.columns == [number]
                return isAlone ? .plain(slot: slot) : .mapped(CellForm.missing(plan.slots[slot].transform))
            }
        }
    }

    public func count(
        _ cells: CellBatch, _ fields: FieldBatch, columns: [SourceColumn], into account: inout CellAccount
    ) {
        var faulty = [Bool](repeating: false, count: fields.slotCount)
        for fault in fields.faults { faulty[Int(fault.slot)] = true }
        for (column, kind) in kinds.enumerated() where column < cells.columnCount {
            let filled = Self.filled(column, kind, cells, fields)
            if filled == 0 { continue }
            account.filled += filled
            switch kind {
            case .dropped: account.dropped += filled
            case .unused: account.unused += filled
            case .kept:
                let kept = kept(column, cells, fields)
                account.kept += kept
                account.missing += filled - kept
            case .plain(let slot):
                let kept = faulty[slot] ? kept(column, cells, fields) : 0
                account.kept += kept
                account.mapped += fields.filled[slot] - kept
                account.missing += filled - fields.filled[slot]
            case .mapped(let missing):
                let kept = kept(column, cells, fields)
                var silent = 0
                for cell in cells.column(column) where !cell.isEmpty {
                    if missing.contains(cells.bytes(cell).trimmed()) { silent += 1 }
                }
                account.kept += kept
                account.mapped += filled - kept - silent
                account.missing += silent
            }
        }
        countExtras(cells, columns, into: &account)
    }

    /// How many cells of a column hold something.
    private static func filled(_ column: Int, _ kind: Kind, _ cells: CellBatch, _ fields: FieldBatch) -> Int {
        // The transform of the column has counted them, where it is the only one.
        if case .plain(let slot) = kind, fields.nonEmpty[slot] >= 0 { return fields.nonEmpty[slot] }
        return filled(cells.column(column))
    }

    /// How many cells hold something. Without a branch, which half of all cells would have foreseen wrongly: a length above
    /// 0 carries into the bit above the longest one.
    private static func filled(_ cells: UnsafeBufferPointer<Cell>) -> Int {
        var filled = 0
        for cell in cells { filled &+= (cell.length &+ Cell.maximumLength) &>> Cell.maximumLength.nonzeroBitCount }
        return filled
    }

    /// How many cells of a column stand beside their records: as many as ``RecordValues/text(_:_:_:_:)`` gives a text for.
    private func kept(_ column: Int, _ cells: CellBatch, _ fields: FieldBatch) -> Int {
        let keeping = keeping[column]
        if keeping.isNever { return 0 }
        precondition(cells.recordCount <= fields.recordCapacity)
        let missing = values.plan.missing
        let source = cells.column(column)
        func isStated(_ record: Int) -> Bool {
            !source[record].isEmpty && !missing.contains(cells.bytes(source[record]).trimmed())
        }
        var kept = 0
        if !keeping.always, keeping.slots.count == 1, keeping.slots[0].choices == nil {
            let values = fields.slotValues(keeping.slots[0].slot)
            for record in source.indices where values[record].keepsText && isStated(record) { kept &+= 1 }
            return kept
        }
        for record in source.indices where isStated(record) {
            let isWanted =
                keeping.always
                || keeping.slots.contains { slot, choices in
                    guard fields.value(slot: slot, record: record).keepsText else { return false }
                    return choices.map { $0.isChosen(cells.bytes(source[record]).trimmed()) == nil } ?? true
                }
            if isWanted { kept &+= 1 }
        }
        return kept
    }

    /// Cells outside of the grid: ragged rows, columns that turned up later.
    private func countExtras(_ cells: CellBatch, _ columns: [SourceColumn], into account: inout CellAccount) {
        guard !cells.extras.isEmpty else { return }
        for record in 0..<cells.recordCount {
            let extras = cells.extras(of: record)
            let filled = extras.count(where: { !$0.cell.isEmpty })
            if filled == 0 { continue }
            let silent = extras.count(where: {
                !$0.cell.isEmpty && values.plan.missing.contains(cells.bytes($0.cell).trimmed())
            })
            let kept = values.extras(cells, record, columns).count
            account.filled += filled
            account.missing += silent
            account.kept += kept
            account.unused += filled - silent - kept
        }
    }
}
