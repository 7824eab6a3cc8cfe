internal import HTCDSFindings

/// What somebody with a report should do, in a sentence or two.
enum NextStep {
    static func text(_ report: Report, _ words: ReportWords) -> String {
        if report.records.read == 0 { return words(.nextNothingRead) }
        if report.gate != nil {
            if report.verdict == .fail { return words(.nextStopped) }
            return words(.nextLeaves, String(report.records.rejected))
        }
        if report.verdict == .fail { return words(report.counts.error > 0 ? .nextRepair : .nextNotMet) }
        if report.counts.error > 0 { return words(.nextAllowed, String(report.records.rejected)) }
        return words(report.counts.warning > 0 ? .nextWarnings : .nextNothing)
    }
}
