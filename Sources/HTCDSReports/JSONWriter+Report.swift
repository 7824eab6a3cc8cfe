internal import HTCDSCells
internal import HTCDSFindings

/// The JSON form of a report: the keys and their order are a promise, written down in `Schemas/report.schema.json`.
/// What is not known is null, never left out.
extension JSONWriter {
    /// Everything that comes before the findings.
    mutating func members(of report: Report) {
        key("report")
        integer(report.report)
        key("tool")
        beginObject()
        member("name", report.tool.name)
        member("version", report.tool.version)
        endObject()
        key("judgedBy")
        judgedBy(report.judgedBy)
        array("sources", report.sources) { $0.source($1) }
        member("verdict", report.verdict.rawValue)
        member("because", report.because)
        key("records")
        records(report.records)
        key("part")
        if let part = report.part {
            beginObject()
            member("recordOffset", part.recordOffset)
            endObject()
        } else {
            null()
        }
        key("counts")
        beginObject()
        member("error", report.counts.error)
        member("warning", report.counts.warning)
        member("info", report.counts.info)
        endObject()
        array("rules", report.rules) { $0.ruleCount($1) }
        array("fields", report.fields) { $0.fieldCount($1) }
        key("columns")
        beginObject()
        array("mapped", report.columns.mapped) { $0.string($1) }
        array("kept", report.columns.kept) { $0.string($1) }
        array("dropped", report.columns.dropped) { $0.string($1) }
        array("unused", report.columns.unused) { $0.string($1) }
        endObject()
        cells(report.cells)
        array("losses", report.losses) { $0.loss($1) }
        key("checks")
        beginObject()
        array("run", report.checks.run) { $0.string($1.rawValue) }
        array("skipped", report.checks.skipped) { $0.skipped($1) }
        endObject()
        array("suppressed", report.suppressed) { $0.suppressed($1) }
        array("localCodes", report.localCodes) { $0.localCode($1) }
        if let gate = report.gate {
            key("gate")
            self.gate(gate)
        }
    }

    /// Everything that comes after the findings.
    mutating func totals(of report: Report) {
        member("findingsTotal", report.findingsTotal)
        member("findingsShown", report.findingsShown)
    }

    mutating func finding(_ finding: Finding) {
        beginObject()
        member("rule", finding.rule.rawValue)
        member("severity", finding.severity.rawValue)
        member("field", finding.field)
        key("location")
        location(finding.location)
        member("message", finding.message)
        if let parameters = finding.parameters, !parameters.isEmpty {
            array("parameters", parameters) { $0.string($1) }
        }
        member("shape", finding.shape)
        member("suggestion", finding.suggestion)
        member("value", finding.value)
        endObject()
    }

    mutating func location(_ location: SourceLocation) {
        beginObject()
        member("source", location.source)
        member("record", location.record)
        member("line", location.line)
        member("row", location.row)
        member("sheet", location.sheet)
        member("cell", location.cell)
        member("column", location.column)
        member("path", location.path)
        endObject()
    }

    private mutating func judgedBy(_ judgedBy: Report.JudgedBy) {
        beginObject()
        member("standard", judgedBy.standard)
        member("profile", judgedBy.profile)
        member("profileSha256", judgedBy.profileSha256)
        array("severities", judgedBy.severities) { $0.severityChange($1) }
        array("localRules", judgedBy.localRules) { $0.localRule($1) }
        member("asOf", judgedBy.asOf)
        member("asOfFrom", judgedBy.asOfFrom)
        key("mapping")
        beginObject()
        member("name", judgedBy.mapping.name)
        member("why", judgedBy.mapping.why)
        member("sha256", judgedBy.mapping.sha256)
        endObject()
        member("acceptance", judgedBy.acceptance)
        member("rulesSha256", judgedBy.rulesSha256)
        member("codeListsSha256", judgedBy.codeListsSha256)
        if let lang = judgedBy.lang { member("lang", lang) }
        endObject()
    }

    private mutating func source(_ source: Report.Source) {
        beginObject()
        member("name", source.name)
        member("format", source.format)
        member("bytes", source.bytes)
        member("sha256", source.sha256)
        key("encoding")
        beginObject()
        member("name", source.encoding.name)
        member("why", source.encoding.why)
        endObject()
        endObject()
    }

    private mutating func records(_ records: Report.Records) {
        beginObject()
        member("read", records.read)
        member("accepted", records.accepted)
        member("rejected", records.rejected)
        array("ignored", records.ignored) { json, ignored in
            json.beginObject()
            json.member("why", ignored.why)
            json.member("count", ignored.count)
            json.endObject()
        }
        endObject()
    }

    private mutating func ruleCount(_ row: Report.RuleCount) {
        beginObject()
        member("rule", row.rule.rawValue)
        member("severity", row.severity.rawValue)
        member("field", row.field)
        member("count", row.count)
        member("records", row.records)
        member("firstRecord", row.firstRecord)
        member("lastRecord", row.lastRecord)
        member("pattern", row.pattern?.rawValue)
        endObject()
    }

    private mutating func fieldCount(_ row: Report.FieldCount) {
        beginObject()
        member("field", row.field)
        key("core")
        bool(row.core)
        member("column", row.column)
        member("filled", row.filled)
        member("valid", row.valid)
        endObject()
    }

    private mutating func cells(_ cells: Report.CellCounts) {
        key("cells")
        beginObject()
        member("filled", cells.filled)
        member("mapped", cells.mapped)
        member("kept", cells.kept)
        member("dropped", cells.dropped)
        member("unused", cells.unused)
        member("missing", cells.missing)
        endObject()
    }

    private mutating func loss(_ row: Report.Loss) {
        beginObject()
        member("column", row.column)
        member("value", row.value)
        member("field", row.field)
        member("relation", row.relation)
        array("targets", row.targets) { $0.string($1) }
        member("became", row.became.rawValue)
        member("meaning", row.meaning)
        member("note", row.note)
        member("records", row.records)
        endObject()
    }

    private mutating func skipped(_ row: Report.Checks.Skipped) {
        beginObject()
        member("rule", row.rule.rawValue)
        member("why", row.why)
        endObject()
    }

    mutating func suppressed(_ row: Report.Suppressed) {
        beginObject()
        member("rule", row.rule.rawValue)
        member("scope", row.scope)
        member("reason", row.reason)
        member("who", row.who)
        member("until", row.until)
        member("count", row.count)
        endObject()
    }

    mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        string(text)
    }

    mutating func member(_ name: StaticString, _ number: Int?) {
        key(name)
        integer(number)
    }

    mutating func array<Element>(
        _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}
