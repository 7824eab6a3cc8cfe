import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// Puts the counts and samples of all units of all files together, in order, into one report.
final class ReportBuilder {
    private struct Lack: Hashable {
        let rule: RuleID
        let field: String?
    }
    private struct Place: Hashable {
        let file: Int
        let sheet: String?
        let column: Int

        init(_ table: Table, _ column: Int) {
            (file, sheet, self.column) = (table.file, table.sheetName, column)
        }
    }

    /// Columns in which something stands.
    private var filledColumns: Set<Place> = []
    /// Columns that are told only where something stands in them: deprecated fields, and what tells who somebody is.
    private var whereFilled: [(Table, Validator.Kind, ColumnFinding)] = []
    private var lacking: [Lack: (table: Table, kind: Validator.Kind, finding: ColumnFinding, tables: Int)] = [:]
    let options: RunOptions
    private let acceptance: Acceptance
    let judging: Judging
    var suppressions: SuppressionAccount
    private var localCodes = LocalCodeAccount()
    var ledger: FindingLedger
    var checks = CheckLedger()
    private var fields = FieldLedger()
    private var columns = ColumnLedger()
    private(set) var read = 0
    private(set) var rejected = 0
    private var ignored: [(why: String, count: Int)] = []
    /// Records that could not be parsed at all.
    var unreadable = 0
    private var tables = 0
    /// Of the tables whose units came last.
    private var sums: [TableSums] = []
    private static let mostSums = 8
    private var losses = LossAccount()
    private var account = CellAccount()

    /// - Parameter listener: told every finding, also those that are not shown.
    init(
        options: RunOptions, acceptance: Acceptance, judging: Judging, listener: (any FindingListener)? = nil
    ) {
        self.options = options
        self.acceptance = acceptance
        self.judging = judging
        suppressions = SuppressionAccount(judging)
        ledger = FindingLedger(mostShown: options.maxFindings)
        ledger.listener = listener
    }

    /// Data records so far, those of earlier parts of a job included: the number of the last one.
    var lastRecord: Int { options.recordOffset + read }

    // MARK: Tables

    /// Takes what is known of a table before its first record.
    func begin(_ table: Table) {
        tables += 1
        for rule in table.validator.run { checks.ran(rule) }
        // Every column is looked at for it, also where no field is read from it.
        checks.ran(BrokenEncodingRule.description.id)
        begin(repeatsIn: table)
        for (rule, why) in table.validator.skipped { checks.skip(rule, why) }
        for (kind, finding) in table.validator.columnFindings {
            if Self.toldWhereFilled.contains(kind.rule) {
                whereFilled.append((table, kind, finding))
            } else if finding.column == nil {
                // A column that one table lacks may stand in another: the data set is judged as a whole.
                lacking[Lack(rule: kind.rule, field: finding.field?.id), default: (table, kind, finding, 0)].tables += 1
            } else {
                add(table, kind, finding)
            }
        }
        for fate in table.plan.layout.columns { columns.add(fate, table.names.column(fate.column)) }
        fields.begin(table)
    }

    /// Takes what turned up after a table was begun: a second person has the columns of the first.
    func extend(_ table: Table) {
        for fate in table.plan.layout.columns where fate.fate == .kept || fate.fate == .unused {
            columns.add(fate, table.names.column(fate.column))
        }
    }

    /// Rules about columns that speak only where something stands in the column.
    private static let toldWhereFilled: Set<RuleID> = [
        DeprecatedFieldRule.description.id, FreeTextPresentRule.description.id, IdentifierPresentRule.description.id,
    ]

    private func add(_ table: Table, _ kind: Validator.Kind, _ finding: ColumnFinding) {
        let context = table.validator.context
        if let passedOver = context.suppression(of: kind.rule, field: finding.field?.id, column: finding.column) {
            return suppressions.add(passedOver, 1)
        }
        ledger.add(
            Finding(
                rule: kind.rule, severity: kind.severity, field: finding.field?.id,
                location: table.headerPlace(ofColumn: finding.column), message: kind.message(finding.suggestion),
                suggestion: finding.suggestion), records: 0)
    }

    /// Columns that turned up after the mapping was compiled, with the number of their cells.
    func add(unknown cells: [Int: Int], of table: Table) {
        let all = table.columns
        for number in cells.keys.sorted() where number < all.count && number >= table.columnCount {
            let fate: ColumnFate.Fate = table.plan.keepsUnknownColumns ? .kept : .unused
            columns.add(ColumnFate(column: all[number], fate: fate), table.names.column(all[number]))
        }
    }

    /// Says whether records of a table are compared with each other.
    private func begin(repeatsIn table: Table) {
        let reasons: [(RecordKey.Kind, String?)] = [
            (.id, RecordKeyMaker.whyNoIDs(table.plan)), (.person, RecordKeyMaker.whyNoPersons(table.plan)),
        ]
        for (kind, why) in reasons {
            let rule = RepeatedRecords.rule(kind).description.id
            if let reason = why ?? (options.recordOffset > 0 ? RepeatedRecords.partOfJob : nil) {
                checks.skip(rule, reason)
            } else {
                checks.ran(rule)
            }
        }
    }

    // MARK: Units

    /// Takes the result of a unit. Units come in order.
    /// - Parameters:
    ///   - places: says where its records stand.
    ///   - saturated: which kinds of findings have all the samples that will be shown.
    func add(_ result: UnitResult, of table: Table, at places: UnitPlaces, saturated: inout [Bool]) {
        let kinds = table.validator.kinds
        let repeatsAmongErrors = add(repeated: result.repeated, places)
        let tally = result.tally
        suppressions.add(tally.suppressed)
        localCodes.add(result.localCodes)
        sums(of: table).add(result, before: lastRecord)
        // By record, so that what is shown does not depend on how records were put into batches.
        for sample in tally.samples.sorted(by: { ($0.ordinal, $0.column, $0.kind) < ($1.ordinal, $1.column, $1.kind) })
        {
            ledger.show(places.finding(sample, kinds[sample.kind]))
        }
        for number in tally.foundKinds where !saturated[number] {
            saturated[number] = ledger.isFull(kinds[number].rule, field: kinds[number].field?.id)
        }
        add(result.broken, places)
        losses.add(result.losses, of: table)
        account += result.account
        read += result.records
        rejected += tally.rejected + repeatsAmongErrors.subtracting(tally.rejectedRecords).count
        ignore("blank row", result.blankRows)
        ignore("blank but numbered row", result.numberedBlankRows)
        ignore("footer", result.leftOut.footers)
        ignore("comment", result.leftOut.comments)
    }

    /// The counts of a table's units that are not in the report yet.
    private func sums(of table: Table) -> TableSums {
        if let known = sums.last(where: { $0.table === table }) { return known }
        // Records of different widths are read by different tables in turn.
        if sums.count == Self.mostSums { take(sums.removeFirst()) }
        let made = TableSums(table)
        sums.append(made)
        return made
    }

    /// Puts the counts of many units into the report.
    private func take(_ sums: TableSums) {
        let table = sums.table
        let kinds = table.validator.kinds
        for (number, count) in sums.counts.enumerated() where count > 0 {
            ledger.count(kinds[number].rule, kinds[number].severity, field: kinds[number].field?.id, count: count)
        }
        for (span, number) in zip(sums.spans, table.validator.representatives) where span.records > 0 {
            ledger.count(
                kinds[number].rule, kinds[number].severity, field: kinds[number].field?.id, records: span.records,
                first: span.first, last: span.last)
        }
        for (number, slot) in table.plan.layout.slots.enumerated() where sums.filled[number] > 0 {
            for column in slot.columns { filledColumns.insert(Place(table, column)) }
        }
        fields.add(sums)
    }

    private func add(_ broken: BrokenCells, _ places: UnitPlaces) {
        let rule = BrokenEncodingRule.description
        guard let severity = judging.profile.profile.severity(of: rule) else { return }
        suppressions.add(broken.suppressed)
        guard broken.count > 0 else { return }
        if severity == .error { rejected += broken.rejectedBesides }
        ledger.count(rule.id, severity, count: broken.count)
        ledger.count(
            rule.id, severity, records: broken.records, first: lastRecord + broken.first + 1,
            last: lastRecord + broken.last + 1)
        for sample in broken.samples {
            ledger.show(
                Finding(
                    rule: rule.id, severity: severity, location: places.location(sample),
                    message: BrokenCells.message, shape: sample.shape, value: sample.value))
        }
    }

    /// Counts rows that are no records.
    func ignore(_ why: String, _ count: Int) {
        guard count > 0 else { return }
        if let index = ignored.firstIndex(where: { $0.why == why }) {
            ignored[index].count += count
        } else {
            ignored.append((why, count))
        }
    }

    // MARK: The report

    /// - Parameter rejects: whether records with an error count as rejected (`validate`) or not (`convert`).
    func build(sources: [Report.Source], judgedBy: Report.JudgedBy, rejects: Bool) -> Report {
        for sums in sums { take(sums) }
        sums = []
        for lack in lacking.values where lack.tables == tables { add(lack.table, lack.kind, lack.finding) }
        // A deprecated field matters where something stands in it; columns of trees are there for whatever may come.
        for (table, kind, finding) in whereFilled
        where filledColumns.contains(Place(table, finding.column ?? -1)) { add(table, kind, finding) }
        lacking = [:]
        tellOfSuppressions()
        let totals = ledger.totals
        let rules = ledger.rows(of: read + unreadable)
        let judged = Verdict(rules, records: read + unreadable, acceptance: acceptance, failOn: options.failOn)
        let ignoredRows = ignored.map { Report.Records.Ignored(why: $0.why, count: $0.count) }
        let ignoredTotal = ignoredRows.reduce(0) { $0 + $1.count }
        let rejected = (rejects ? self.rejected : 0) + unreadable
        return Report(
            tool: .init(name: "htcds", version: ToolVersion.current), judgedBy: judgedBy, sources: sources,
            verdict: judged.verdict, because: judged.because,
            records: .init(
                read: read + unreadable + ignoredTotal, accepted: read + unreadable - rejected, rejected: rejected,
                ignored: ignoredRows),
            counts: totals, rules: rules, fields: fields.rows, columns: columns.columns,
            cells: .init(account), losses: losses.rows, checks: checks.checks(by: judging.profile.profile),
            suppressed: suppressions.rows, localCodes: localCodes.rows,
            findings: ledger.kept, findingsTotal: totals.error + totals.warning + totals.info)
    }
}
