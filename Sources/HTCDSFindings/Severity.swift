/// How much a finding weighs.
///
/// `error` only where the standard makes it definite; what this tool itself finds implausible is a `warning` at most.
public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case error, warning, info

    private var rank: Int {
        switch self {
        case .error: 2
        case .warning: 1
        case .info: 0
        }
    }
    /// `info` < `warning` < `error`.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}
