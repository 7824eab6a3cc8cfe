internal import HTCDSFindings

/// For each rule, field and severity of a report a few places, one a line.
///
/// Memory: at most ``linesKept`` lines a group, however many findings there are.
struct FindingLines: FindingCollector {
    static let linesKept = 20

    private(set) var lines: [FindingGroup.Key: [String]] = [:]
    private var sources: [String] = []

    init(_ report: Report) { sources = report.sources.map(\.name) }

    mutating func add(_ finding: Finding) {
        let key = FindingGroup.Key(finding)
        guard lines[key, default: []].count < Self.linesKept else { return }
        let place = finding.location
        let file = sources.indices.contains(place.source) ? sources[place.source] + ": " : ""
        var line = "\(file)\(place.inWords): \(finding.message)"
        if let shape = finding.shape { line += " (\(shape))" }
        if let suggestion = finding.suggestion { line += " Perhaps \(suggestion) was meant." }
        if let value = finding.value { line += " Value: \(value)" }
        lines[key, default: []].append(line)
    }

    /// The lines of a row, and how many more there are.
    func text(_ row: Report.RuleCount) -> String {
        let key = FindingGroup.Key(row)
        let kept = lines[key] ?? []
        let more = row.count &- kept.count
        return (kept + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    }
}
