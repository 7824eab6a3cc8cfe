import HTCDSCells

/// The mapping's own table of partner's values, compiled against a code list.
struct ValueTable: Sendable {
    enum Outcome: Sendable, Equatable {
        /// The value is set.
        case code(Int)
        /// The value is set though it does not mean quite the same; the partner's text is kept beside it.
        case near(Int, row: Int)
        /// The value would say more, or something else, than the partner recorded: it is kept beside the record.
        case lossy(row: Int)
    }

    /// All of the partner's values.
    let lookup: ByteKeyTable
    private let outcomes: [Outcome]
    /// In the order of the document.
    let rows: [ValueRow]

    /// - Parameter policy: which relations may be applied, besides those that always are.
    init(_ rows: [ValueRow], table: CodeTable, policy: Set<Relation>) {
        outcomes = rows.enumerated().map {
            Self.outcome($0.element.target, table: table, policy: policy, row: $0.offset)
        }
        lookup = ByteKeyTable(
            rows.enumerated().flatMap { number, row in ([row.value] + row.spellings).map { ($0, number) } })
        self.rows = rows
    }

    /// How many of the separators a value of the partner holds at most.
    func most(_ separators: Separators) -> Int {
        rows.flatMap { [$0.value] + $0.spellings }.map { separators.count(in: $0) }.max() ?? 0
    }

    static func outcome(_ target: ValueTarget, table: CodeTable, policy: Set<Relation>, row: Int) -> Outcome {
        let isAllowed = target.relation.applies || target.isApplied || policy.contains(target.relation)
        guard isAllowed, let name = target.code, let code = table.code(named: name) else { return .lossy(row: row) }
        // An own code is narrower than what is set for it, and stays beside it.
        return target.relation.applies && target.localCode == nil ? .code(code) : .near(code, row: row)
    }

    /// As what a row that is set and kept is told.
    func fault(_ row: Int) -> ValueFault { rows[row].target.fault }

    func outcome(_ row: Int) -> Outcome { outcomes[row] }

    func find(_ text: CellBytes) -> Outcome? { lookup.lookup(text).map { outcomes[$0] } }
}

extension ValueTarget {
    /// As what it is told where it is set and kept.
    var fault: ValueFault { localCode == nil ? .lossy : .localCode }
}
