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
    /// Findings of a kind, the records that have one, and the first and last of these by number.
    private struct Tally {
        var count = 0
        var records = 0
        var first = Int.max
        var last = 0
    }

    private var counts: [Key: Tally] = [:]
    private var shown: [Shown: Int] = [:]
    private var findings: [Finding] = []
    /// Told every finding, also those that are not kept.
    var listener: (any FindingListener)?

    /// - Parameter mostShown: findings kept for each rule and field, 0: all.
    init(mostShown: Int) { self.mostShown = mostShown }

    /// Counts, without a finding to show.
    mutating func count(_ rule: RuleID, _ severity: Severity, field: String? = nil, count: Int) {
        counts[Key(rule: rule, severity: severity, field: field), default: Tally()].count += count
    }

    /// Counts records that have a finding, of which the findings were counted.
    /// - Parameters:
    ///   - first: number of the first of them in the data set, from 1; nil where they have none.
    ///   - last: number of the last.
    mutating func count(
        _ rule: RuleID, _ severity: Severity, field: String? = nil, records: Int, first: Int?, last: Int?
    ) {
        let key = Key(rule: rule, severity: severity, field: field)
        var tally = counts[key] ?? Tally()
        tally.records += records
        tally.first = min(tally.first, first ?? Int.max)
        tally.last = max(tally.last, last ?? 0)
        counts[key] = tally
    }

    /// Counts one finding and keeps it if there is room.
    mutating func add(_ finding: Finding, records: Int) {
        count(finding.rule, finding.severity, field: finding.field, count: 1)
        if records > 0, let record = finding.location.record {
            count(
                finding.rule, finding.severity, field: finding.field, records: records, first: record, last: record)
        }
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
    /// - Parameter total: records of the data set.
    func rows(of total: Int) -> [Report.RuleCount] {
        counts.map { key, tally in
            let first = tally.first == Int.max ? nil : tally.first
            let last = tally.last == 0 ? nil : tally.last
            return Report.RuleCount(
                rule: key.rule, severity: key.severity, field: key.field, count: tally.count, records: tally.records,
                firstRecord: first, lastRecord: last,
                pattern: RecordPattern(records: tally.records, first: first, last: last, of: total))
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
