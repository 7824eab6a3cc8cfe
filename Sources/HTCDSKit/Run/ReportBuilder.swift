import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation

/// Puts the counts and samples of all units of all files together, in order, into one report.
final class ReportBuilder {
    private struct Key: Hashable {
        let rule: RuleID
        let severity: Severity
        let field: String?
    }
    private struct Shown: Hashable {
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
    private let options: RunOptions
    private var counts: [Key: (count: Int, records: Int)] = [:]
    private var shown: [Shown: Int] = [:]
    private var findings: [Finding] = []
    private var run: Set<RuleID> = []
    private var skipped: [RuleID: String] = [:]
    private var fields: [String: (column: String?, filled: Int, valid: Int)] = [:]
    private var columns = Report.Columns()
    private var listed: [ColumnFate.Fate: Set<String>] = [:]
    private(set) var read = 0
    private(set) var rejected = 0
    private var ignored: [(why: String, count: Int)] = []
    /// Records that could not be parsed at all.
    private(set) var unreadable = 0
    private var tables = 0
    private var losses = LossAccount()
    private var account = CellAccount()
    private var lacking: [Shown: (table: Table, kind: Validator.Kind, finding: ColumnFinding, tables: Int)] = [:]

    private let acceptance: Acceptance

    init(options: RunOptions, acceptance: Acceptance) {
        self.options = options
        self.acceptance = acceptance
    }

    /// Data records so far, those of earlier parts of a job included: the number of the last one.
    var lastRecord: Int { options.recordOffset + read }

    // MARK: Tables

    /// Takes what is known of a table before its first record.
    func begin(_ table: Table) {
        tables += 1
        for rule in table.validator.run { run.insert(rule) }
        // Every column is looked at for it, also where no field is read from it.
        run.insert(BrokenEncodingRule.description.id)
        begin(repeatsIn: table)
        for (rule, why) in table.validator.skipped where skipped[rule] == nil { skipped[rule] = why }
        for (kind, finding) in table.validator.columnFindings {
            if kind.rule == DeprecatedFieldRule.description.id || kind.rule == IdentifierPresentRule.description.id {
                whereFilled.append((table, kind, finding))
                continue
            }
            if finding.column == nil {
                // A column that one table lacks may stand in another: the data set is judged as a whole.
                lacking[Shown(rule: kind.rule, field: finding.field?.id), default: (table, kind, finding, 0)].tables +=
                    1
            } else {
                add(table, kind, finding)
            }
        }
        for fate in table.plan.layout.columns { add(fate, table.names.column(fate.column)) }
        for slot in table.plan.layout.slots {
            let column = slot.columns.first.map { table.names.column(table.plan.layout.columns[$0].column) }
            if fields[slot.field.id] == nil { fields[slot.field.id] = (column, 0, 0) }
        }
    }

    /// Takes what turned up after a table was begun: a second person has the columns of the first.
    func extend(_ table: Table) {
        for fate in table.plan.layout.columns where fate.fate == .kept || fate.fate == .unused {
            add(fate, table.names.column(fate.column))
        }
    }

    private func add(_ fate: ColumnFate, _ name: String) {
        guard fate.column.name != nil || fate.fate == .mapped else { return }
        // A file may have a hundred thousand columns, and a data set many files.
        guard listed[fate.fate, default: []].insert(name).inserted else { return }
        func insert(_ list: inout [String]) { list.append(name) }
        switch fate.fate {
        case .mapped: insert(&columns.mapped)
        case .kept: insert(&columns.kept)
        case .dropped: insert(&columns.dropped)
        case .unused: insert(&columns.unused)
        }
    }

    private func add(_ table: Table, _ kind: Validator.Kind, _ finding: ColumnFinding) {
        var location = SourceLocation(source: table.file, sheet: table.names.sheet(table.sheetName))
        if let number = finding.column {
            let column = table.plan.layout.columns[number].column
            location.column = table.names.column(column)
            location.columnNumber = number
            if let origin = table.origin(ofColumn: number) {
                // The header of the table that it was joined from.
                let source = origin.source
                location.source = source.file
                location.sheet = table.names.sheet(source.sheetName)
                location.column = table.names.isSafe ? origin.column.name : location.column
                location.cell = "\(origin.column.letters)\(source.headerRow)"
                if source.format != "csv" { location.row = source.headerRow }
            } else if table.headerRow > 0 {
                location.cell = "\(column.letters)\(table.headerRow)"
                if table.isSpreadsheet { location.row = table.headerRow }
            }
        }
        add(
            Finding(
                rule: kind.rule, severity: kind.severity, field: finding.field?.id, location: location,
                message: kind.message(finding.suggestion), suggestion: finding.suggestion), count: 1, records: 0)
    }

    /// Tells which rules about a file as a whole are applied to a file of this format.
    func begin(format: String) {
        run.insert(NoHeaderRule.description.id)
        run.insert(NoRecordsRule.description.id)
        if format == "xlsx" || format == "ods" {
            for rule in [SheetNotReadRule.description, HiddenSheetRule.description, MergedCellsRule.description] {
                run.insert(rule.id)
            }
        }
        if format == "json" { run.insert(MorePagesRule.description.id) }
        if format == "xml" { run.insert(OutsideRecordsRule.description.id) }
    }

    /// Takes a finding about a file as a whole.
    func add(_ rule: any FileRule.Type, file: Int, sheet: String? = nil) {
        add(
            Finding(
                rule: rule.description.id, severity: rule.description.severity,
                location: SourceLocation(source: file, sheet: sheet), message: rule.message), count: 1, records: 0)
    }

    /// Takes the rows of a related table that nothing belongs to.
    func add(unresolvedIn source: RelatedSource, of table: Table?) {
        let rule = UnresolvedRule.description
        run.insert(rule.id)
        // A table that is only looked up in may hold more than this data set asks for.
        guard !source.section.isSingle else { return }
        let limit = options.maxFindings == 0 ? Int.max : options.maxFindings
        let unused = source.table.unused(limit: limit)
        ignore("blank row", 0)
        guard unused.count > 0 else { return }
        counts[Key(rule: rule.id, severity: rule.severity, field: nil), default: (0, 0)].count += unused.count
        let names = ShownNames(header: source.header, layout: RecordLayout(slots: [], entities: [], columns: []))
        for place in unused.places {
            var location = SourceLocation(source: source.file, sheet: names.sheet(source.sheetName))
            if source.format == "csv" { location.line = place.line } else { location.row = place.row }
            show(Finding(rule: rule.id, severity: rule.severity, location: location, message: UnresolvedRule.message))
        }
    }

    /// Takes the lines on which something outside of every record does not fit the schema.
    func add(violationsOutside lines: [Int], of table: Table) {
        for line in lines {
            add(
                Finding(
                    rule: SchemaViolationRule.description.id, severity: SchemaViolationRule.description.severity,
                    location: SourceLocation(source: table.file, line: line), message: SchemaViolationRule.message),
                count: 1, records: 0)
        }
    }

    /// Takes the lines of NDJSON that could not be parsed: rejected records, also where records are converted.
    func add(rejectedLines samples: [(line: Int, message: String)], count: Int, of table: Table) {
        guard count > 0 else { return }
        unreadable += count
        let rule = UnreadableRecordRule.description
        run.insert(rule.id)
        counts[Key(rule: rule.id, severity: rule.severity, field: nil), default: (0, 0)].count += count
        counts[Key(rule: rule.id, severity: rule.severity, field: nil), default: (0, 0)].records += count
        for sample in samples {
            show(
                Finding(
                    rule: rule.id, severity: rule.severity,
                    location: SourceLocation(source: table.file, line: sample.line),
                    message: UnreadableRecordRule.message(cause: sample.message)))
        }
    }

    private func add(_ finding: Finding, count: Int, records: Int) {
        let key = Key(rule: finding.rule, severity: finding.severity, field: finding.field)
        counts[key, default: (0, 0)].count += count
        counts[key, default: (0, 0)].records += records
        show(finding)
    }

    private func show(_ finding: Finding) {
        let key = Shown(rule: finding.rule, field: finding.field)
        let number = shown[key, default: 0]
        guard options.maxFindings == 0 || number < options.maxFindings else { return }
        shown[key] = number + 1
        findings.append(finding)
    }

    /// Columns that turned up after the mapping was compiled, with the number of their cells.
    func add(unknown cells: [Int: Int], of table: Table) {
        let all = table.columns
        for number in cells.keys.sorted() where number < all.count && number >= table.columnCount {
            let fate: ColumnFate.Fate = table.plan.keepsUnknownColumns ? .kept : .unused
            add(ColumnFate(column: all[number], fate: fate), table.names.column(all[number]))
        }
    }

    // MARK: Units

    /// Takes the result of a unit. Units come in order.
    /// - Parameters:
    ///   - linesBefore: lines of the file before the unit (CSV).
    ///   - rowsBefore: rows of the file before the unit (CSV).
    /// - Returns: which kinds of findings have all the samples that will be shown.
    func add(_ result: UnitResult, of table: Table, linesBefore: Int, rowsBefore: Int, saturated: inout [Bool]) {
        let tally = result.tally
        for (number, count) in tally.counts.enumerated() where count > 0 {
            let kind = table.validator.kinds[number]
            let key = Key(rule: kind.rule, severity: kind.severity, field: kind.field?.id)
            counts[key, default: (0, 0)].count += count
            counts[key, default: (0, 0)].records += tally.records[number]
        }
        // By record, so that what is shown does not depend on how records were put into batches.
        for sample in tally.samples.sorted(by: { ($0.ordinal, $0.column, $0.kind) < ($1.ordinal, $1.column, $1.kind) })
        {
            let kind = table.validator.kinds[sample.kind]
            show(finding(sample, kind, table, linesBefore, rowsBefore))
        }
        if options.maxFindings > 0 {
            for (number, count) in tally.counts.enumerated() where count > 0 && !saturated[number] {
                let kind = table.validator.kinds[number]
                saturated[number] =
                    shown[Shown(rule: kind.rule, field: kind.field?.id), default: 0] >= options.maxFindings
            }
        }
        for (number, slot) in table.plan.layout.slots.enumerated() where result.filled[number] > 0 {
            for column in slot.columns { filledColumns.insert(Place(table, column)) }
        }
        for (number, slot) in table.plan.layout.slots.enumerated() where isMain(slot, number, table) {
            fields[slot.field.id]?.filled += result.filled[number]
            fields[slot.field.id]?.valid += result.filled[number] - tally.invalid[number]
        }
        add(result.broken, of: table, linesBefore: linesBefore, rowsBefore: rowsBefore)
        losses.add(result.losses, of: table)
        account += result.account
        read += result.records
        rejected += tally.rejected + result.broken.rejectedBesides
        ignore("blank row", result.blankRows)
        ignore("blank but numbered row", result.numberedBlankRows)
        ignore("footer", result.leftOut.footers)
        ignore("comment", result.leftOut.comments)
    }

    /// Says whether records of a table are compared with each other.
    private func begin(repeatsIn table: Table) {
        let reasons: [(RecordKey.Kind, String?)] = [
            (.id, RecordKeyMaker.whyNoIDs(table.plan)), (.person, RecordKeyMaker.whyNoPersons(table.plan)),
        ]
        for (kind, why) in reasons {
            let rule = RepeatedRecords.rule(kind).description.id
            let reason = why ?? (options.recordOffset > 0 ? RepeatedRecords.partOfJob : nil)
            if let reason {
                if skipped[rule] == nil { skipped[rule] = reason }
            } else {
                run.insert(rule)
            }
        }
    }

    /// Takes the records of a unit that repeat earlier ones; before the unit itself.
    func add(repeated keys: [RecordKey], of table: Table, linesBefore: Int, rowsBefore: Int) {
        for key in keys {
            let rule = RepeatedRecords.rule(key.kind)
            let description = rule.description
            let kind = Validator.Kind(rule: description.id, severity: description.severity) { _ in rule.message }
            let sample = FindingTally.Sample(
                column: key.column, ordinal: key.ordinal, position: key.position, sheet: key.sheet)
            add(finding(sample, kind, table, linesBefore, rowsBefore), count: 1, records: 1)
        }
    }

    private func add(_ broken: BrokenCells, of table: Table, linesBefore: Int, rowsBefore: Int) {
        guard broken.count > 0 else { return }
        let rule = BrokenEncodingRule.description
        let key = Key(rule: rule.id, severity: rule.severity, field: nil)
        counts[key, default: (0, 0)].count += broken.count
        counts[key, default: (0, 0)].records += broken.records
        for sample in broken.samples {
            let column = table.columns[sample.column]
            let row = Int(sample.position.row) + rowsBefore
            show(
                Finding(
                    rule: rule.id, severity: rule.severity,
                    location: SourceLocation(
                        source: table.file, record: lastRecord + sample.ordinal + 1,
                        line: Int(sample.position.line) + linesBefore, cell: "\(column.letters)\(row)",
                        column: table.names.column(column), columnNumber: sample.column),
                    message: BrokenCells.message, shape: sample.shape, value: sample.value))
        }
    }

    /// Whether a field's counts are taken from this slot: the first thing that has it.
    private func isMain(_ slot: SlotInfo, _ number: Int, _ table: Table) -> Bool {
        table.plan.layout.slots.firstIndex { $0.field.number == slot.field.number } == number
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

    private func finding(
        _ sample: FindingTally.Sample, _ kind: Validator.Kind, _ table: Table, _ linesBefore: Int, _ rowsBefore: Int
    ) -> Finding {
        var location = SourceLocation(source: table.file, record: lastRecord + sample.ordinal + 1)
        let isCSV = table.format == "csv"
        let row = Int(sample.position.row) + (isCSV ? rowsBefore : 0)
        switch table.format {
        case "csv":
            location.line = Int(sample.position.line) + linesBefore
            // A part of a container, as a sheet is of a workbook.
            location.sheet = table.names.sheet(table.sheetName)
        case "xlsx", "ods":
            location.row = row
            location.sheet = table.names.sheet(table.sheetName)
        default:
            location.line = sample.cellLine ?? Int(sample.position.line)
            location.path = table.path(row: row, column: sample.column)
        }
        if sample.column >= 0, let origin = table.origin(ofColumn: sample.column) {
            // The partner's own cell, in the table that it was joined from.
            let names = ShownNames(
                header: origin.source.header, layout: RecordLayout(slots: [], entities: [], columns: []))
            let own = sample.cellLine ?? 0
            location.source = origin.source.file
            location.line = nil
            location.row = origin.source.format == "csv" ? nil : own
            location.sheet = names.sheet(origin.source.sheetName)
            location.column = table.names.isSafe ? names.column(origin.column) : "column \(origin.column.letters)"
            location.columnNumber = sample.column
            location.cell = "\(origin.column.letters)\(own)"
        } else if sample.column >= 0, sample.column < table.columns.count {
            let column = table.columns[sample.column]
            location.column = table.names.column(column)
            location.columnNumber = sample.column
            if let formColumn = table.formColumn, let own = sample.cellLine {
                location.row = own
                location.cell = "\(SourceColumn.letters(formColumn))\(own)"
            } else if isCSV || table.isSpreadsheet {
                location.cell = "\(column.letters)\(row)"
            }
        }
        let description = sample.description
        return Finding(
            rule: kind.rule, severity: kind.severity, field: kind.field?.id, location: location,
            message: kind.message(description.suggestion), shape: description.shape,
            suggestion: description.suggestion, value: description.value)
    }

    // MARK: The report

    /// - Parameter rejects: whether records with an error count as rejected (`validate`) or not (`convert`).
    func build(sources: [Report.Source], judgedBy: Report.JudgedBy, rejects: Bool) -> Report {
        for lack in lacking.values where lack.tables == tables { add(lack.table, lack.kind, lack.finding) }
        // A deprecated field matters where something stands in it; columns of trees are there for whatever may come.
        for (table, kind, finding) in whereFilled
        where filledColumns.contains(Place(table, finding.column ?? -1)) { add(table, kind, finding) }
        lacking = [:]
        var totals = Report.Counts()
        for (key, value) in counts {
            switch key.severity {
            case .error: totals.error += value.count
            case .warning: totals.warning += value.count
            case .info: totals.info += value.count
            }
        }
        let ruleCounts = ruleCounts()
        let judged = Verdict(
            ruleCounts, records: read + unreadable, acceptance: acceptance, failOn: options.failOn)
        let ignoredRows = ignored.map { Report.Records.Ignored(why: $0.why, count: $0.count) }
        let ignoredTotal = ignoredRows.reduce(0) { $0 + $1.count }
        let rejected = (rejects ? self.rejected : 0) + unreadable
        return Report(
            tool: .init(name: "htcds", version: ToolVersion.current), judgedBy: judgedBy, sources: sources,
            verdict: judged.verdict, because: judged.because,
            records: .init(
                read: read + unreadable + ignoredTotal, accepted: read + unreadable - rejected, rejected: rejected,
                ignored: ignoredRows),
            counts: totals, rules: ruleCounts, fields: fieldCounts(), columns: columns,
            cells: .init(account), losses: losses.rows, checks: checks(),
            findings: findings.sorted(by: Finding.inReportOrder),
            findingsTotal: totals.error + totals.warning + totals.info)
    }

    private func ruleCounts() -> [Report.RuleCount] {
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

    private func fieldCounts() -> [Report.FieldCount] {
        HTCDSStandard.v2_0.fields.compactMap { field in
            let found = fields[field.id]
            guard found != nil || (field.isCore && field.status == .draft) else { return nil }
            return Report.FieldCount(
                field: field.id, core: field.isCore, column: found?.column, filled: found?.filled ?? 0,
                valid: found?.valid ?? 0)
        }
    }

    private func checks() -> Report.Checks {
        Report.Checks(
            run: run.sorted(),
            skipped: skipped.filter { !run.contains($0.key) }.map { .init(rule: $0.key, why: $0.value) }
                .sorted { $0.rule < $1.rule })
    }
}
