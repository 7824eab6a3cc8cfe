internal import HTCDSFindings

/// Where the name of a file, a sheet or a column may give somebody away, a report holds "column H (5 letters)" instead:
/// words of ours, which people are told in their language.
extension ReportWords {
    func name(_ text: String) -> String {
        language != .english && (text.hasPrefix("column ") || text.hasPrefix("a ")) ? retold(text, .names) : text
    }

    /// Everything that people read, with names in the language.
    func named(_ report: Report) -> Report {
        guard language != .english else { return report }
        var report = report
        for index in report.sources.indices { report.sources[index].name = name(report.sources[index].name) }
        for index in report.fields.indices { report.fields[index].column = report.fields[index].column.map(name) }
        for index in report.losses.indices { report.losses[index].column = report.losses[index].column.map(name) }
        report.columns.mapped = report.columns.mapped.map(name)
        report.columns.kept = report.columns.kept.map(name)
        report.columns.dropped = report.columns.dropped.map(name)
        report.columns.unused = report.columns.unused.map(name)
        return report
    }

    func named(_ finding: Finding) -> Finding {
        guard language != .english else { return finding }
        var finding = finding
        finding.location.column = finding.location.column.map(name)
        finding.location.sheet = finding.location.sheet.map(name)
        return finding
    }
}
