internal import HTCDSFindings

/// For each rule, field and severity of a report a few places, one a line.
///
/// Memory: at most ``linesKept`` lines a group, however many findings there are.
struct FindingLines: FindingCollector {
    static let linesKept = 20

    private(set) var lines: [FindingGroup.Key: [String]] = [:]
    private let sources: [String]
    private let words: ReportWords

    init(_ report: Report, _ options: RenderingOptions) {
        sources = report.sources.map(\.name)
        words = options.words
    }

    mutating func add(_ finding: Finding) {
        let key = FindingGroup.Key(finding)
        guard lines[key, default: []].count < Self.linesKept else { return }
        let place = finding.location
        let file = sources.indices.contains(place.source) ? sources[place.source] + ": " : ""
        var line = "\(file)\(place.told(words)): \(finding.message)"
        if let shape = finding.shape { line += " (\(words.shape(shape)))" }
        if let suggestion = finding.suggestion { line += " " + words(.perhapsWasMeant, suggestion) }
        if let value = finding.value { line += " " + words(.valueSentence, value) }
        lines[key, default: []].append(line)
    }

    /// The lines of a row, and how many more there are.
    func text(_ row: Report.RuleCount) -> String {
        let key = FindingGroup.Key(row)
        let kept = lines[key] ?? []
        let more = row.count &- kept.count
        return (kept + (more > 0 ? [words(.andMore, String(more))] : [])).joined(separator: "\n")
    }
}
