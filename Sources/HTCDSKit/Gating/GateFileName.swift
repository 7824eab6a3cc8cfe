/// The files of a gate's folder. No others are ever in it.
public enum GateFileName: String, Sendable, CaseIterable {
    case synthesis = "synthesis.csv"
    case columns = "synthesis.json"
    case report = "report.json"
    case quarantine = "quarantine.ndjson"
    /// Written last, because it names the others.
    case receipt = "receipt.json"

    /// What of its lines are rows; nil where lines mean nothing.
    var rows: Rows? {
        switch self {
        case .synthesis: .afterHeader
        case .quarantine: .all
        case .columns, .report, .receipt: nil
        }
    }

    enum Rows {
        case all, afterHeader

        func count(lines: Int) -> Int {
            switch self {
            case .all: lines
            case .afterHeader: max(0, lines - 1)
            }
        }
    }
}
