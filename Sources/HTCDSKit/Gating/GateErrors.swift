import HTCDSFindings

/// The errors of the records of the unit at hand: whoever has one is quarantined.
///
/// Memory: the errors of one unit.
final class GateErrors: FindingListener {
    struct Record {
        /// Where the record's first error stands.
        var location: SourceLocation
        var rules: Set<RuleID>
    }

    /// By number of the record.
    private var records: [Int: Record] = [:]

    func take(_ finding: Finding) {
        guard finding.severity == .error, let number = finding.location.record else { return }
        if records[number] == nil {
            records[number] = Record(location: finding.location, rules: [finding.rule])
        } else {
            records[number]?.rules.insert(finding.rule)
        }
    }

    func restart() { records = [:] }

    /// The records with errors, by number; forgotten here.
    func takeAll() -> [Int: Record] {
        defer { records.removeAll(keepingCapacity: true) }
        return records
    }
}
