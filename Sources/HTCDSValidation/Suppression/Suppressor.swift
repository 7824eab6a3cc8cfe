import HTCDSCells
public import HTCDSFindings
import HTCDSSpec

/// Which findings of a table are passed over, known before its first record.
struct Suppressor: Sendable {
    private struct Candidate: Sendable {
        let index: Int
        /// Numbers of columns, nil: wherever it is found.
        let columns: Set<Int>?
    }
    /// By kind of finding, in the order of the document: the first that fits counts.
    private let candidates: [[Candidate]]

    /// nil where nothing is passed over: then nothing is asked either.
    init?(kinds: [Validator.Kind], _ context: RuleContext) {
        guard !context.suppressions.isEmpty else { return nil }
        let columns = context.suppressions.map { $0.suppression.column.map { context.columns(called: $0) } }
        candidates = kinds.map { kind in
            zip(context.suppressions, columns).filter { $0.0.suppression.speaks(of: kind.rule, kind.field?.id) }
                .map { Candidate(index: $0.0.index, columns: $0.1) }
        }
    }

    /// The suppression of a finding, nil where it is told.
    func find(kind: Int, column: Int) -> Int? {
        candidates[kind].first { $0.columns?.contains(column) ?? true }?.index
    }
}

extension RuleContext {
    /// Numbers of the columns with a header, by any of the names under which a report may show them.
    func columns(called name: String) -> Set<Int> {
        let wanted = ByteKeyTable.folded(name)
        return Set(
            layout.columns.enumerated().filter { _, fate in
                guard let header = fate.column.name else { return fate.name.map { ByteKeyTable.folded($0) } == wanted }
                var names = [header, "\(header)[\(fate.column.occurrence)]"]
                if let shown = fate.name { names.append(shown) }
                // The partner's own name in the table that a column was joined from.
                if hasRelatedTables, let last = header.split(separator: "/").last { names.append(String(last)) }
                return names.contains { ByteKeyTable.folded($0) == wanted }
            }.map(\.offset))
    }

    /// The suppression of a finding about a column or the table as a whole.
    public func suppression(of rule: RuleID, field: String?, column: Int?) -> Int? {
        suppressions.first { entry in
            guard entry.suppression.speaks(of: rule, field) else { return false }
            guard let name = entry.suppression.column else { return true }
            return column.map { columns(called: name).contains($0) } ?? false
        }?.index
    }
}
