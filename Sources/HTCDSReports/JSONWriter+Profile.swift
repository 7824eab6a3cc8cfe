internal import HTCDSCells
internal import HTCDSFindings

/// What a profile brings into a report.
extension JSONWriter {
    mutating func severityChange(_ row: Report.SeverityChange) {
        beginObject()
        member("rule", row.rule.rawValue)
        member("field", row.field)
        member("from", row.from)
        member("to", row.to)
        endObject()
    }

    mutating func localRule(_ row: Report.LocalRule) {
        beginObject()
        member("rule", row.rule.rawValue)
        member("about", row.about)
        endObject()
    }

    mutating func localCode(_ row: Report.LocalCodeUse) {
        beginObject()
        member("field", row.field)
        member("code", row.code)
        member("broader", row.broader)
        member("records", row.records)
        endObject()
    }
}
