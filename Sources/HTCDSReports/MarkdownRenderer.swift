internal import HTCDSFindings

/// The report for issues, wikis and job summaries: Markdown with tables.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
public struct MarkdownRenderer: CollectingRenderer {
    public static let name = "markdown"
    public static let summary = "Markdown, for issues, wikis and job summaries"

    private let output: any ReportOutput
    private let options: RenderingOptions
    private let page = MarkdownPage()
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        summary(report)
        problems(groups, sources: report.sources.map(\.name))
        core(report)
        losses(report)
        unchecked(report)
        page.paragraph(
            groups.showsValues
                ? "This report shows values from the data, as was asked for. Guard it like the data itself."
                : "Values are left out of this report on purpose: they may say something about a person.")
        try page.write(to: output)
    }

    private func summary(_ report: Report) {
        let passed = report.verdict == .pass
        page.heading("HTCDS: \(passed ? "pass" : "fail")", level: 1)
        page.paragraph(
            (passed ? "The data conforms: " : "The data does not conform yet: ") + report.because + ".")
        let records = report.records
        let ignored = records.ignored.map { "\($0.count) (\($0.why))" }.joined(separator: "; ")
        page.table(
            ["Records", "Number"],
            [
                ["read", "\(records.read)"], ["accepted", "\(records.accepted)"], ["rejected", "\(records.rejected)"],
                ["ignored", ignored.isEmpty ? "0" : ignored],
            ], numbers: [1])
        page.table(
            ["File", "Format", "Bytes", "Encoding"],
            report.sources.map { [$0.name, $0.format, "\($0.bytes)", $0.encoding.name] }, numbers: [2])
        let judged = report.judgedBy
        page.paragraph(
            "Recognised as \(judged.mapping.name): \(judged.mapping.why). Judged by HTCDS \(judged.standard), profile "
                + "\(judged.profile), with \(judged.asOf) as today.")
    }

    private func problems(_ groups: FindingGroups, sources: [String]) {
        guard !groups.groups.isEmpty else { return }
        page.heading("What was found, the worst first", level: 2)
        page.table(
            ["", "Problem", "Field", "Times", "Where", "What and how to repair", "Perhaps", "Looks like"]
                + (groups.showsValues ? ["Value"] : []),
            groups.groups.map { group in
                let row = group.row
                let cells = [
                    row.severity == .info ? "hint" : row.severity.rawValue,
                    "\(options.title(row.rule)) (\(row.rule.rawValue))", group.fields.joined(separator: ", "),
                    "\(row.count)", group.places.isEmpty ? "not listed one by one" : group.whereText(sources: sources),
                    group.messages.first ?? "", group.suggestions.joined(separator: " or "),
                    group.shapes.joined(separator: "; "),
                ]
                return cells + (groups.showsValues ? [group.values.joined(separator: "; ")] : [])
            }, numbers: [3])
    }

    private func core(_ report: Report) {
        let core = report.fields.filter(\.core)
        guard !core.isEmpty else { return }
        page.heading("Core fields", level: 2)
        page.table(
            ["Field", "Label", "Column", "Filled", "Valid"],
            core.map {
                [
                    $0.field, options.labels[$0.field] ?? "", $0.column ?? "no column",
                    $0.column == nil ? "" : "\($0.filled)",
                    $0.column == nil ? "" : "\($0.valid)",
                ]
            }, numbers: [3, 4])
    }

    private func losses(_ report: Report) {
        guard !report.losses.isEmpty else { return }
        page.heading("What the mapping could not say exactly", level: 2)
        page.table(
            ["Column", "Value of the mapping", "Field", "Records", "What is lost"],
            report.losses.prefix(Self.mostLosses).map {
                [$0.column ?? "", $0.value ?? "", $0.field ?? "", "\($0.records)", $0.meaning]
            }, numbers: [3])
        if report.losses.count > Self.mostLosses {
            page.paragraph("\(report.losses.count - Self.mostLosses) further rows are in the JSON report.")
        }
    }

    private func unchecked(_ report: Report) {
        page.heading("Checks", level: 2)
        page.paragraph("Rules applied: \(report.checks.run.count).")
        if !report.checks.skipped.isEmpty {
            page.paragraph("Not checked, and why:")
            page.list(report.checks.skipped.map { "\($0.rule.rawValue): \($0.why)" })
        }
        if !report.suppressed.isEmpty {
            page.paragraph("Passed over, because somebody decided so:")
            page.list(
                report.suppressed.map {
                    "\($0.rule.rawValue) for \($0.scope), \($0.count) times: \($0.reason) (\($0.who)"
                        + ($0.until.map { " until \($0)" } ?? "") + ")"
                })
        }
    }

    private static let mostLosses = 12
}
