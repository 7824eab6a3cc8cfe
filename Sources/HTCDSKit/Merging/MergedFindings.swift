import HTCDSFindings
import HTCDSValidation

/// The findings of all parts, counted and shown as one run would.
///
/// What is said of columns and files as a whole is said once: parts of one table have the same columns. A column that one
/// part lacks may stand in another.
struct MergedFindings {
    private(set) var rows: [Report.RuleCount] = []
    private(set) var shown: [Finding] = []
    var totals: Report.Counts {
        rows.reduce(into: Report.Counts()) { totals, row in
            switch row.severity {
            case .error: totals.error += row.count
            case .warning: totals.warning += row.count
            case .info: totals.info += row.count
            }
        }
    }

    private struct Kind: Hashable {
        let rule: RuleID
        let severity: Severity
        let field: String?
    }

    /// A finding, and its place in the order of all reports: within a report they are in order already.
    private struct Placed {
        let order: Int
        let finding: Finding
    }

    init(_ parts: [Report], suppressed: [Report.Suppressed], maxFindings: Int) {
        // A pattern speaks of all records, those that could not be parsed included.
        let total = parts.reduce(0) { $0 + $1.records.accepted + $1.records.rejected }
        let isEmpty = parts.allSatisfy { $0.records.accepted + $0.records.rejected == 0 }
        var findings: [Kind: [Placed]] = [:]
        var firstSource = 0
        var order = 0
        for part in parts {
            for var finding in part.findings {
                finding.location.source = firstSource + min(max(0, finding.location.source), part.sources.count)
                order += 1
                findings[Kind(rule: finding.rule, severity: finding.severity, field: finding.field), default: []]
                    .append(
                        Placed(order: order, finding: finding))
            }
            firstSource += part.sources.count
        }
        var counts: [Kind: [(count: Int, records: Int)]] = [:]
        var spans: [Kind: (first: Int?, last: Int?)] = [:]
        for (number, part) in parts.enumerated() {
            for row in part.rules {
                let kind = Kind(rule: row.rule, severity: row.severity, field: row.field)
                counts[kind, default: Array(repeating: (0, 0), count: parts.count)][number].count += row.count
                counts[kind, default: Array(repeating: (0, 0), count: parts.count)][number].records += row.records
                let span = spans[kind]
                spans[kind] = (
                    [span?.first, row.firstRecord].compactMap(\.self).min(),
                    [span?.last, row.lastRecord].compactMap(\.self).max()
                )
            }
        }
        var kept: [Placed] = []
        for (kind, counts) in counts {
            let records = counts.reduce(0) { $0 + $1.records }
            let (first, last) = spans[kind] ?? (nil, nil)
            var count = counts.reduce(0) { $0 + $1.count }
            var own = findings[kind] ?? []
            if kind.rule == SuppressionUnusedRule.description.id {
                // What one part had no use for, another may have had.
                own = own.filter { placed in
                    suppressed.contains {
                        $0.count == 0 && placed.finding.message.contains("\($0.rule) (\($0.scope), ")
                    }
                }
                count = own.count
                if own.isEmpty { continue }
            } else if records == 0, parts.count > 1 {
                if kind.rule == NoRecordsRule.description.id, !isEmpty { continue }
                // What is missing is missing only if no part has it.
                if kind.field != nil, own.allSatisfy(\.finding.isOfNoColumn), counts.contains(where: { $0.count == 0 })
                {
                    continue
                }
                own = Self.once(own)
                count = max(own.count, counts.map(\.count).max() ?? 0)
            }
            rows.append(
                Report.RuleCount(
                    rule: kind.rule, severity: kind.severity, field: kind.field, count: count, records: records,
                    firstRecord: first, lastRecord: last,
                    pattern: RecordPattern(records: records, first: first, last: last, of: total)))
            kept += own
        }
        rows.sort {
            if $0.rule != $1.rule { return $0.rule < $1.rule }
            if $0.field != $1.field { return ($0.field ?? "") < ($1.field ?? "") }
            return $0.severity > $1.severity
        }
        shown = Self.limited(kept.sorted { $0.order < $1.order }.map(\.finding), maxFindings)
    }

    /// Each thing that is said of columns or files, from the first part that says it.
    private static func once(_ findings: [Placed]) -> [Placed] {
        var seen: Set<[String?]> = []
        return findings.filter { placed in
            let finding = placed.finding
            let letters = finding.location.cell?.prefix { $0.isLetter }
            return seen.insert([
                finding.message, finding.location.column, finding.location.sheet, letters.map(String.init),
            ]).inserted
        }
    }

    /// As many of each rule and field as one run would show.
    private static func limited(_ findings: [Finding], _ most: Int) -> [Finding] {
        guard most > 0 else { return findings }
        var numbers: [Kind: Int] = [:]
        return findings.filter { finding in
            let kind = Kind(rule: finding.rule, severity: .error, field: finding.field)
            numbers[kind, default: 0] += 1
            return numbers[kind, default: 0] <= most
        }
    }
}

extension Finding {
    /// Whether it is about a column that is not there.
    fileprivate var isOfNoColumn: Bool {
        location.record == nil && location.column == nil && location.cell == nil && location.line == nil
    }
}
