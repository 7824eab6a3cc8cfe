public import HTCDSFindings
import HTCDSSpec
import HTCDSValidation

/// Puts the reports of the parts of a job together to the report that one run over all of it would have made.
///
/// Counts, fields, columns, cells, losses and records are the same, and of gates the rows, victims and the share of records
/// that were quarantined. Rules that compare all records with each other are
/// listed as skipped, because no part could.
public enum ReportMerge {
    /// What the verdict on the whole is made by.
    public struct Options: Sendable {
        /// `default`, or the path of the acceptance document that the parts were judged by.
        public var acceptance = "default"
        public var failOn = RunOptions.FailOn.error
        /// Findings shown for each rule and field; 0: all that the parts show.
        public var maxFindings = 20

        public init() {}
    }

    /// - Parameter parts: reports of runs with `--record-offset`, in any order.
    /// - Throws: `ToolError`: 65 where the parts are not those of one job, 64 where the acceptance is another one.
    public static func merge(_ parts: [Report], options: Options = Options()) throws -> Report {
        guard !parts.isEmpty else { throw ToolError(.usage, "Name the reports of the parts.") }
        let language = parts[0].language
        // Put together in English, in which the verdict is made.
        let parts = parts.map { $0.told(in: .english) }.enumerated().sorted {
            ($0.element.part?.recordOffset ?? 0, $0.element.dataRecords, $0.offset)
                < ($1.element.part?.recordOffset ?? 0, $1.element.dataRecords, $1.offset)
        }.map(\.element)
        try PartsOfJob.demand(parts)
        let acceptance = try AcceptanceReader.load(
            options.acceptance, localRules: parts[0].judgedBy.localRules.map(\.rule))
        let named = parts[0].judgedBy.acceptance
        guard acceptance.name == named else {
            throw ToolError(
                .usage,
                named == Acceptance.standard.name
                    ? "The parts were judged without an acceptance, so the whole is too. Leave --acceptance out."
                    : "The parts were judged by the acceptance \(named). Give its document with --acceptance.")
        }
        var merged = parts[0]
        merged.tool = .init(name: "htcds", version: ToolVersion.current)
        merged.part = nil
        merged.sources = parts.flatMap(\.sources)
        merged.records = records(parts)
        merged.suppressed = suppressed(parts)
        let found = MergedFindings(parts, suppressed: merged.suppressed, maxFindings: options.maxFindings)
        merged.rules = found.rows
        merged.counts = found.totals
        merged.findings = found.shown
        merged.findingsTotal = found.totals.error + found.totals.warning + found.totals.info
        merged.findingsShown = found.shown.count
        merged.fields = fields(parts)
        merged.columns = columns(parts)
        merged.cells = cells(parts)
        merged.losses = losses(parts)
        merged.checks = checks(parts)
        merged.localCodes = localCodes(parts)
        if let gate = GateMerge.gate(parts) {
            merged.gate = gate
            let judged = GateMerge.verdict(merged, gate, acceptance)
            (merged.verdict, merged.because) = (judged.verdict, judged.because)
            return merged.told(in: language)
        }
        let judged = Verdict(
            merged.rules, records: parts.reduce(0) { $0 + $1.records.accepted + $1.records.rejected },
            acceptance: acceptance, failOn: options.failOn)
        (merged.verdict, merged.because) = (judged.verdict, judged.because)
        return merged.told(in: language)
    }

    private static func records(_ parts: [Report]) -> Report.Records {
        var records = Report.Records(read: 0, accepted: 0, rejected: 0, ignored: [])
        for part in parts {
            records.read += part.records.read
            records.accepted += part.records.accepted
            records.rejected += part.records.rejected
            for row in part.records.ignored {
                if let index = records.ignored.firstIndex(where: { $0.why == row.why }) {
                    records.ignored[index].count += row.count
                } else {
                    records.ignored.append(row)
                }
            }
        }
        return records
    }

    private static func fields(_ parts: [Report]) -> [Report.FieldCount] {
        var byID: [String: Report.FieldCount] = [:]
        for row in parts.flatMap(\.fields) {
            guard var known = byID[row.field] else {
                byID[row.field] = row
                continue
            }
            known.column = known.column ?? row.column
            known.filled += row.filled
            known.valid += row.valid
            byID[row.field] = known
        }
        return HTCDSStandard.v2_0.fields.compactMap { byID[$0.id] }
    }

    private static func columns(_ parts: [Report]) -> Report.Columns {
        func union(_ list: (Report.Columns) -> [String]) -> [String] {
            var seen: Set<String> = []
            return parts.flatMap { list($0.columns) }.filter { seen.insert($0).inserted }
        }
        return Report.Columns(
            mapped: union(\.mapped), kept: union(\.kept), dropped: union(\.dropped), unused: union(\.unused))
    }

    private static func cells(_ parts: [Report]) -> Report.CellCounts {
        parts.reduce(into: Report.CellCounts()) { sum, part in
            sum.filled += part.cells.filled
            sum.mapped += part.cells.mapped
            sum.kept += part.cells.kept
            sum.dropped += part.cells.dropped
            sum.unused += part.cells.unused
            sum.missing += part.cells.missing
        }
    }

    private static func losses(_ parts: [Report]) -> [Report.Loss] {
        var records: [Report.Loss: Int] = [:]
        for loss in parts.flatMap(\.losses) {
            var kind = loss
            kind.records = 0
            records[kind, default: 0] += loss.records
        }
        return records.map { kind, count in
            var loss = kind
            loss.records = count
            return loss
        }.sorted(by: Report.Loss.inReportOrder)
    }

    /// A rule ran on the whole only if it ran on every part that could have it.
    private static func checks(_ parts: [Report]) -> Report.Checks {
        var run = Set(parts.flatMap(\.checks.run))
        var skipped: [RuleID: String] = [:]
        for row in parts.flatMap(\.checks.skipped) {
            // Whether a suppression was needed is known of the whole, once the parts are together.
            if row.rule == SuppressionUnusedRule.description.id, run.contains(row.rule) { continue }
            let isOfWhole = row.why == RepeatedRecords.partOfJob
            if isOfWhole { run.remove(row.rule) }
            if isOfWhole || skipped[row.rule] == nil { skipped[row.rule] = row.why }
        }
        return Report.Checks(
            run: run.sorted(),
            skipped: skipped.filter { !run.contains($0.key) }.map { .init(rule: $0.key, why: $0.value) }
                .sorted { $0.rule < $1.rule })
    }

    private static func localCodes(_ parts: [Report]) -> [Report.LocalCodeUse] {
        var rows: [Report.LocalCodeUse] = []
        for row in parts.flatMap(\.localCodes) {
            let index = rows.firstIndex { ($0.field, $0.code, $0.broader) == (row.field, row.code, row.broader) }
            if let index { rows[index].records += row.records } else { rows.append(row) }
        }
        return rows
    }

    private static func suppressed(_ parts: [Report]) -> [Report.Suppressed] {
        var rows: [Report.Suppressed] = []
        for row in parts.flatMap(\.suppressed) {
            var kind = row
            kind.count = 0
            let index = rows.firstIndex { known in
                var known = known
                known.count = 0
                return known == kind
            }
            if let index { rows[index].count += row.count } else { rows.append(row) }
        }
        return rows
    }
}

extension Report {
    /// Records that have a number: those that could be parsed.
    var dataRecords: Int {
        let unreadable = rules.filter { $0.rule == UnreadableRecordRule.description.id }.reduce(0) { $0 + $1.records }
        return records.accepted + records.rejected - unreadable
    }
}
