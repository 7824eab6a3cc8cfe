internal import HTCDSFindings

/// The report for issues, wikis and job summaries: Markdown with tables.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
public struct MarkdownRenderer: CollectingRenderer {
    public static let name = "markdown"
    public static let summary = "Markdown, for issues, wikis and job summaries"

    private let output: any ReportOutput
    let options: RenderingOptions
    private let page = MarkdownPage()
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        summary(report)
        gate(report)
        problems(groups, sources: report.sources.map(\.name))
        core(report)
        losses(report)
        unchecked(report)
        page.paragraph(groups.showsValues ? words(.showsValues) : words(.leavesValuesOut))
        try page.write(to: output)
    }

    private func summary(_ report: Report) {
        let passed = report.verdict == .pass
        page.heading("HTCDS: \(words(passed ? .pass : .fail))", level: 1)
        let sentence: Phrase =
            report.gate == nil
            ? (passed ? .conformsCapital : .conformsNotCapital) : (passed ? .leavesCapital : .leavesNotCapital)
        page.paragraph(words(sentence, report.because))
        let records = report.records
        let ignored = records.ignored.map { "\($0.count) (\(words.retold($0.why, .ignored)))" }.joined(separator: "; ")
        page.table(
            [words(.recordsTitle), words(.number)],
            [
                [words(.read), "\(records.read)"], [words(.accepted), "\(records.accepted)"],
                [
                    report.gate == nil
                        ? words(.rejected) : words(.pair, words(.rejected), words(.withheldNote)),
                    "\(records.rejected)",
                ],
                [words(.ignored), ignored.isEmpty ? "0" : ignored],
            ], numbers: [1])
        page.table(
            [words(.file), words(.format), words(.bytesTitle), words(.encoding)],
            report.sources.map { [$0.name, $0.format, "\($0.bytes)", $0.encoding.name] }, numbers: [2])
        let judged = report.judgedBy
        page.paragraph(
            words(
                .recognisedMarkdown, judged.mapping.name, words.retold(judged.mapping.why, .mapping), judged.standard,
                judged.profile, judged.asOf))
    }

    private func problems(_ groups: FindingGroups, sources: [String]) {
        guard !groups.groups.isEmpty else { return }
        page.heading(words(.whatWasFoundWorst), level: 2)
        page.table(
            [
                "", words(.problem), words(.field), words(.timesTitle), words(.place), words(.whatAndHow),
                words(.perhapsTitle), words(.looksLike),
            ] + (groups.showsValues ? [words(.value)] : []),
            groups.groups.map { group in
                let row = group.row
                let cells = [
                    words.severity(row.severity),
                    "\(options.title(row.rule)) (\(row.rule.rawValue))", group.fields.joined(separator: ", "),
                    "\(row.count)", group.places.isEmpty ? words(.notListed) : group.whereText(sources: sources),
                    group.messages.first ?? "", words.either(group.suggestions),
                    group.shapes.joined(separator: "; "),
                ]
                return cells + (groups.showsValues ? [group.values.joined(separator: "; ")] : [])
            }, numbers: [3])
    }

    private func gate(_ report: Report) {
        guard let parts = GateParts(report, words) else { return }
        page.heading(parts.title, level: 2)
        page.list(parts.sentences)
        if !parts.columns.rows.isEmpty { table(parts.columns) }
        if parts.riskSentences.isEmpty { return }
        page.heading(words(.riskTitle), level: 2)
        page.list(parts.riskSentences)
        for part in parts.riskTables {
            page.heading(part.title, level: 3)
            table(part)
        }
    }

    private func table(_ part: GateParts.Table) {
        page.table(part.header, part.rows, numbers: part.numbers)
    }

    private func core(_ report: Report) {
        let core = report.fields.filter(\.core)
        guard !core.isEmpty else { return }
        page.heading(words(.coreFields), level: 2)
        page.table(
            [words(.field), words(.label), words(.columnTitle), words(.filled), words(.valid)],
            core.map {
                [
                    $0.field, options.labels[$0.field] ?? "", $0.column ?? words(.noColumn),
                    $0.column == nil ? "" : "\($0.filled)",
                    $0.column == nil ? "" : "\($0.valid)",
                ]
            }, numbers: [3, 4])
    }

    private func losses(_ report: Report) {
        guard !report.losses.isEmpty else { return }
        page.heading(words(.notSaidExactly), level: 2)
        page.table(
            [
                words(.columnTitle), words(.valueOfMapping), words(.field), words(.recordsTitle), words(.whatIsLost),
            ],
            report.losses.prefix(Self.mostLosses).map {
                [$0.column ?? "", $0.value ?? "", $0.field ?? "", "\($0.records)", $0.meaning]
            }, numbers: [3])
        if report.losses.count > Self.mostLosses {
            page.paragraph(words(.furtherRows, String(report.losses.count - Self.mostLosses)))
        }
    }

    private func unchecked(_ report: Report) {
        page.heading(words(.checks), level: 2)
        page.paragraph(words(.rulesAppliedCount, String(report.checks.run.count)))
        if !report.checks.skipped.isEmpty {
            page.paragraph(words(.notChecked))
            page.list(report.checks.skipped.map { words(.pair, $0.rule.rawValue, $0.why) })
        }
        if !report.suppressed.isEmpty {
            page.paragraph(words(.passedOver))
            page.list(report.suppressed.map(words.passedOver))
        }
    }

    private var words: ReportWords { options.words }

    private static let mostLosses = 12
}
