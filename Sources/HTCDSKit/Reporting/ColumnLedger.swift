import HTCDSCells
import HTCDSFindings
import HTCDSMapping

/// What becomes of each column, by name, each name once: a file may have a hundred thousand, a data set many files.
struct ColumnLedger {
    private(set) var columns = Report.Columns()
    private var listed: [ColumnFate.Fate: Set<String>] = [:]

    /// - Parameter name: the column's name as reports may show it.
    mutating func add(_ fate: ColumnFate, _ name: String) {
        guard fate.column.name != nil || fate.fate == .mapped else { return }
        guard listed[fate.fate, default: []].insert(name).inserted else { return }
        switch fate.fate {
        case .mapped: columns.mapped.append(name)
        case .kept: columns.kept.append(name)
        case .dropped: columns.dropped.append(name)
        case .unused: columns.unused.append(name)
        }
    }
}
