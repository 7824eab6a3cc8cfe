import HTCDSFindings
import HTCDSValidation

/// What findings weigh that no validator judged, and what is said of suppressions.
extension ReportBuilder {
    /// The severity of findings about a file as a whole; nil where they are not looked for, or passed over.
    func judge(_ rule: RuleDescription, at location: SourceLocation, count: Int = 1) -> Severity? {
        guard let severity = judging.profile.profile.severity(of: rule) else { return nil }
        if let passedOver = judging.suppression(of: rule.id, at: location) {
            suppressions.add(passedOver, count)
            return nil
        }
        return severity
    }

    /// Takes the records of a unit that repeat earlier ones.
    /// - Returns: ordinals of those that are rejected for it, by a profile that calls it an error.
    func add(repeated keys: [RecordKey], _ places: UnitPlaces) -> Set<Int> {
        var rejected: Set<Int> = []
        for key in keys {
            let rule = RepeatedRecords.rule(key.kind)
            let description = rule.description
            // Words cost more than the search: they are found for what will be shown, or passed over by its place.
            if ledger.listener == nil, judging.suppressions.isEmpty, ledger.isFull(description.id, field: nil) {
                guard let severity = judging.profile.profile.severity(of: description) else { continue }
                let record = places.recordsBefore + key.ordinal + 1
                ledger.count(description.id, severity, count: 1)
                ledger.count(description.id, severity, records: 1, first: record, last: record)
                if severity == .error { rejected.insert(key.ordinal) }
                continue
            }
            let kind = Validator.Kind(rule: description.id, severity: description.severity) { _ in rule.message }
            let sample = FindingTally.Sample(
                column: key.column, ordinal: key.ordinal, position: key.position, sheet: key.sheet)
            var finding = places.finding(sample, kind)
            guard let severity = judge(description, at: finding.location) else { continue }
            finding.severity = severity
            if severity == .error { rejected.insert(key.ordinal) }
            ledger.add(finding, records: 1)
        }
        return rejected
    }

    /// Takes what a gate says of a record: why somebody in it does not pass.
    /// - Parameter isFirstOfRecord: whether the rule was not told of this record before.
    func add(_ rule: any FileRule.Type, field: String?, at location: SourceLocation, isFirstOfRecord: Bool) {
        guard let severity = judge(rule.description, at: location) else { return }
        ledger.add(
            Finding(
                rule: rule.description.id, severity: severity, field: field, location: location, message: rule.message),
            records: 1)
    }

    /// Tells of suppressions that have run out, and of those that nothing needed.
    func tellOfSuppressions() {
        guard !suppressions.isEmpty else { return }
        checks.ran(SuppressionExpiredRule.description.id)
        let isPart = options.recordOffset > 0
        if isPart {
            checks.skip(SuppressionUnusedRule.description.id, RepeatedRecords.partOfJob)
        } else {
            checks.ran(SuppressionUnusedRule.description.id)
        }
        for (rule, message) in suppressions.findings(isPartOfJob: isPart) {
            guard let severity = judging.profile.profile.severity(of: rule.description) else { continue }
            ledger.add(
                Finding(rule: rule.description.id, severity: severity, location: SourceLocation(), message: message),
                records: 0)
        }
    }
}
