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

    private let lookup: ByteKeyTable
    private let outcomes: [Outcome]
    /// In the order of the document.
    let rows: [ValueRow]

    /// - Parameter policy: which relations may be applied, besides those that always are.
    init(_ rows: [ValueRow], table: CodeTable, policy: Set<Relation>) {
        outcomes = rows.enumerated().map {
            Self.outcome($0.element.target, table: table, policy: policy, row: $0.offset)
        }
        lookup = ByteKeyTable(rows.enumerated().map { ($0.element.value, $0.offset) })
        self.rows = rows
    }

    /// How many of the separators a value of the partner holds at most.
    func most(_ separators: Separators) -> Int { rows.map { separators.count(in: $0.value) }.max() ?? 0 }

    static func outcome(_ target: ValueTarget, table: CodeTable, policy: Set<Relation>, row: Int) -> Outcome {
        let isAllowed = target.relation.applies || target.isApplied || policy.contains(target.relation)
        guard isAllowed, let name = target.code, let code = table.code(named: name) else { return .lossy(row: row) }
        return target.relation.applies ? .code(code) : .near(code, row: row)
    }

    func outcome(_ row: Int) -> Outcome { outcomes[row] }

    func find(_ text: CellBytes) -> Outcome? { lookup.lookup(text).map { outcomes[$0] } }
}
