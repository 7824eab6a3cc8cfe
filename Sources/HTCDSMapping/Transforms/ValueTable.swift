import HTCDSCells

/// The mapping's own table of partner's values, compiled against a code list.
struct ValueTable: Sendable {
    enum Outcome: Sendable, Equatable {
        /// The value is set.
        case code(Int)
        /// The value is set though it does not mean quite the same; the partner's text is kept beside it.
        case near(Int)
        /// The value would say more, or something else, than the partner recorded: it is kept beside the record.
        case lossy
    }

    private let lookup: ByteKeyTable
    private let outcomes: [Outcome]
    private let spellings: [String]

    init(_ rows: [ValueRow], table: CodeTable) {
        outcomes = rows.map { Self.outcome($0.target, table: table) }
        lookup = ByteKeyTable(rows.enumerated().map { ($0.element.value, $0.offset) })
        spellings = rows.map(\.value)
    }

    /// How many of the separators a value of the partner holds at most.
    func most(_ separators: Separators) -> Int { spellings.map { separators.count(in: $0) }.max() ?? 0 }

    static func outcome(_ target: ValueTarget, table: CodeTable) -> Outcome {
        guard target.relation.applies || target.isApplied, let name = target.code, let code = table.code(named: name)
        else { return .lossy }
        return target.relation.applies ? .code(code) : .near(code)
    }

    func find(_ text: CellBytes) -> Outcome? { lookup.lookup(text).map { outcomes[$0] } }
}
