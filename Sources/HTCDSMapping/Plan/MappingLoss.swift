public import HTCDSCells

/// A meaning that a mapping loses, or could not bring over: one row of its own, as the document has it.
///
/// Holds words of the mapping document only, never what stands in a cell.
public struct MappingLoss: Sendable, Hashable {
    /// The partner's value, nil where the whole column is meant.
    public let value: String?
    /// How the partner's value stands to ours; nil where two columns of one field say different things.
    public let relation: Relation?
    /// The codes of the standard that come nearest.
    public let targets: [String]
    /// Whether the code was set, and the partner's words kept beside it; else they are kept only.
    public let isApplied: Bool
    public let note: String?
    /// The organisation's own code that the value is, nil for a row of the mapping.
    public var localCode: String?
}

extension MappingPlan {
    /// Which row of the mapping a loss comes from; nil for any other fault.
    public func loss(_ fault: FieldBatch.Fault) -> MappingLoss? {
        switch fault.fault {
        case .otherSource:
            MappingLoss(value: nil, relation: nil, targets: [], isApplied: false, note: nil)
        case .lossy, .localCode: Self.loss(Int(fault.hint), Int(fault.column), slots[Int(fault.slot)].transform)
        default: nil
        }
    }

    private static func loss(_ row: Int, _ column: Int, _ transform: any Transform) -> MappingLoss? {
        switch transform {
        case let code as CodeTransform:
            guard let rows = code.values?.rows, rows.indices.contains(row) else { return nil }
            return MappingLoss(rows[row].value, rows[row].target, of: code.values?.outcome(row))
        case let collect as CollectTransform:
            guard collect.choices.indices.contains(row) else { return nil }
            let choice = collect.choices[row]
            return MappingLoss(nil, choice.target, of: choice.outcome)
        case let lossy as LossyTransform:
            return MappingLoss(
                value: nil, relation: lossy.relation, targets: [], isApplied: false, note: lossy.note)
        case let near as NearTransform:
            if row >= 0 { return loss(row, column, near.inner) }
            return MappingLoss(value: nil, relation: near.relation, targets: [], isApplied: true, note: near.note)
        case let first as FirstFilledTransform:
            guard let inner = first.columns.firstIndex(of: column) else { return nil }
            return loss(row, column, first.transforms[inner])
        case let demanding as DemandingTransform:
            return MappingLoss(
                value: nil, relation: .broader, targets: [], isApplied: row == 1, note: demanding.note)
        default: return nil
        }
    }
}

extension MappingLoss {
    fileprivate init(_ value: String?, _ target: ValueTarget, of outcome: ValueTable.Outcome?) {
        var isApplied = false
        if case .near? = outcome { isApplied = true }
        self.init(
            value: value, relation: target.relation, targets: target.code.map { [$0] } ?? target.oneOf,
            isApplied: isApplied, note: target.note, localCode: target.localCode)
    }
}
