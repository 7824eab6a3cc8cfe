import HTCDSFindings

/// Counts all findings exactly, by rule, severity and field, and keeps the first few of each rule and field.
///
/// Memory: `mostShown` findings for each rule and field; all where that is 0.
struct FindingLedger {
    private struct Key: Hashable {
        let rule: RuleID
        let severity: Severity
        let field: String?
    }
    private struct Shown: Hashable {
        let rule: RuleID
        let field: String?
    }

    private let mostShown: Int
    private var counts: [Key: (count: Int, records: Int)] = [:]
    private var shown: [Shown: Int] = [:]
    private var findings: [Finding] = []
    /// Told every finding, also those that are not kept.
    var listener: (any FindingListener)?

    /// - Parameter mostShown: findings kept for each rule and field, 0: all.
    init(mostShown: Int) { self.mostShown = mostShown }

    /// Counts, without a finding to show.
    mutating func count(_ rule: RuleID, _ severity: Severity, field: String? = nil, count: Int, records: Int) {
        counts[Key(rule: rule, severity: severity, field: field), default: (0, 0)].count += count
        counts[Key(rule: rule, severity: severity, field: field), default: (0, 0)].records += records
    }

    /// Counts one finding and keeps it if there is room.
    mutating func add(_ finding: Finding, records: Int) {
        count(finding.rule, finding.severity, field: finding.field, count: 1, records: records)
        show(finding)
    }

    /// Keeps a finding, which was counted already, if there is room.
    mutating func show(_ finding: Finding) {
        listener?.take(finding)
        let key = Shown(rule: finding.rule, field: finding.field)
        guard mostShown == 0 || shown[key, default: 0] < mostShown else { return }
        shown[key, default: 0] += 1
        findings.append(finding)
    }

    /// Whether no further finding of this kind is kept.
    func isFull(_ rule: RuleID, field: String?) -> Bool {
        mostShown > 0 && shown[Shown(rule: rule, field: field), default: 0] >= mostShown
    }

    /// By rule, field and severity.
    var rows: [Report.RuleCount] {
        counts.map {
            Report.RuleCount(
                rule: $0.key.rule, severity: $0.key.severity, field: $0.key.field, count: $0.value.count,
                records: $0.value.records)
        }.sorted {
            if $0.rule != $1.rule { return $0.rule < $1.rule }
            if $0.field != $1.field { return ($0.field ?? "") < ($1.field ?? "") }
            return $0.severity > $1.severity
        }
    }

    var totals: Report.Counts {
        var totals = Report.Counts()
        for (key, value) in counts {
            switch key.severity {
            case .error: totals.error += value.count
            case .warning: totals.warning += value.count
            case .info: totals.info += value.count
            }
        }
        return totals
    }

    /// What was kept, in the order of reports.
    var kept: [Finding] { findings.sorted(by: Finding.inReportOrder) }
}
