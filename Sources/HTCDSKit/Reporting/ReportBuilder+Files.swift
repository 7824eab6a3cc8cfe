import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// What is said of files as a whole.
extension ReportBuilder {
    /// Tells which rules about a file as a whole are applied to a file of this format.
    func begin(format: String) {
        checks.ran(NoHeaderRule.description.id)
        checks.ran(NoRecordsRule.description.id)
        if format == "xlsx" || format == "ods" {
            for rule in [SheetNotReadRule.description, HiddenSheetRule.description, MergedCellsRule.description] {
                checks.ran(rule.id)
            }
        }
        if format == "json" { checks.ran(MorePagesRule.description.id) }
        if format == "xml" { checks.ran(OutsideRecordsRule.description.id) }
    }

    /// Takes a finding about a file as a whole.
    func add(_ rule: any FileRule.Type, file: Int, sheet: String? = nil) {
        let location = SourceLocation(source: file, sheet: sheet)
        guard let severity = judge(rule.description, at: location) else { return }
        ledger.add(
            Finding(rule: rule.description.id, severity: severity, location: location, message: rule.message),
            records: 0)
    }

    /// Takes the rows of a related table that nothing belongs to.
    func add(unresolvedIn source: RelatedSource) {
        let rule = UnresolvedRule.description
        checks.ran(rule.id)
        // A table that is only looked up in may hold more than this data set asks for.
        guard !source.section.isSingle else { return }
        let isBounded = options.maxFindings > 0 && ledger.listener == nil
        let unused = source.table.unused(limit: isBounded ? options.maxFindings : Int.max)
        let names = ShownNames(header: source.header, layout: RecordLayout(slots: [], entities: [], columns: []))
        let table = SourceLocation(source: source.file, sheet: names.sheet(source.sheetName))
        guard unused.count > 0, let severity = judge(rule, at: table, count: unused.count) else { return }
        ledger.count(rule.id, severity, count: unused.count)
        for place in unused.places {
            var location = table
            location.sheetNumber = source.sheetNumber
            if source.format == "csv" { location.line = place.line } else { location.row = place.row }
            ledger.show(
                Finding(rule: rule.id, severity: severity, location: location, message: UnresolvedRule.message))
        }
    }

    /// Takes the lines on which something outside of every record does not fit the schema.
    func add(violationsOutside lines: [Int], of table: Table) {
        let rule = SchemaViolationRule.description
        for line in lines {
            let location = SourceLocation(source: table.file, line: line)
            guard let severity = judge(rule, at: location) else { continue }
            ledger.add(
                Finding(rule: rule.id, severity: severity, location: location, message: SchemaViolationRule.message),
                records: 0)
        }
    }

    /// Takes the lines of NDJSON that could not be parsed: rejected records, also where records are converted.
    func add(rejectedLines samples: [(line: Int, message: String)], count: Int, of table: Table) {
        guard count > 0 else { return }
        unreadable += count
        let rule = UnreadableRecordRule.description
        checks.ran(rule.id)
        ledger.count(rule.id, rule.severity, count: count)
        ledger.count(rule.id, rule.severity, records: count, first: nil, last: nil)
        for sample in samples {
            ledger.show(
                Finding(
                    rule: rule.id, severity: rule.severity,
                    location: SourceLocation(source: table.file, line: sample.line),
                    message: UnreadableRecordRule.message(cause: sample.message)))
        }
    }
}
