internal import HTCDSFindings

/// The groups of a report, filled as its findings come by.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
struct FindingGroups: FindingCollector {
    private(set) var groups: [FindingGroup]
    private var numberOf: [FindingGroup.Key: Int] = [:]
    private(set) var showsValues = false

    init(_ report: Report, _ options: RenderingOptions) {
        groups = FindingGroup.groups(of: report, words: options.words)
        for (number, group) in groups.enumerated() {
            for key in group.keys { numberOf[key] = number }
        }
    }

    mutating func add(_ finding: Finding) {
        if finding.value != nil { showsValues = true }
        if let number = numberOf[FindingGroup.Key(finding)] { groups[number].add(finding) }
    }
}
