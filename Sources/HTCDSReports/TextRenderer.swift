internal import HTCDSFindings

/// The report for people: verdict first, then what to repair, the worst first, then what was not looked at.
///
/// Memory: a few places for each rule, field and severity, however many findings there are.
public struct TextRenderer: CollectingRenderer {
    public static let name = "text"
    public static let summary = "plain text, for people"

    /// Kinds of findings that are told in full; a terminal shows no more at once.
    private static let problemsShown = 5

    private let output: any ReportOutput
    private let options: RenderingOptions
    private let page: TextPage
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
        self.page = TextPage(width: options.width, colour: options.colour)
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        verdict(report)
        page.summary(of: report)
        problems(groups, sources: report.sources.map(\.name))
        page.unchecked(in: report)
        page.columns(of: report)
        page.losses(of: report)
        page.completeness(of: report)
        closing(report, groups)
        try page.write(to: output)
    }

    private func verdict(_ report: Report) {
        let passed = report.verdict == .pass
        page.paragraph(
            (passed ? "the data conforms: " : "the data does not conform yet: ") + report.because + ".", indent: 0,
            lead: passed ? "PASS - " : "FAIL - ", tint: passed ? .green : .red)
    }

    private func problems(_ groups: FindingGroups, sources: [String]) {
        guard !groups.groups.isEmpty else { return }
        page.heading("What was found, the worst first")
        for (number, group) in groups.groups.prefix(Self.problemsShown).enumerated() {
            if number > 0 { page.blank() }
            problem(group, sources: sources)
        }
        let rest = groups.groups.dropFirst(Self.problemsShown)
        guard !rest.isEmpty else { return }
        page.blank()
        let kinds = [
            (rest.count { $0.row.severity == .error }, "error"),
            (rest.count { $0.row.severity == .warning }, "warning"),
            (rest.count { $0.row.severity == .info }, "hint"),
        ].filter { $0.0 > 0 }.map { "\($0.0) of \($0.1)s" }
        page.paragraph(
            "... and \(rest.count) more kind\(rest.count == 1 ? "" : "s"), \(kinds.joined(separator: ", ")): see them with "
                + "--format html or json.")
    }

    private func problem(_ group: FindingGroup, sources: [String]) {
        let row = group.row
        let (label, tint): (String, TextPage.Tint) =
            switch row.severity {
            case .error: ("ERROR    ", .red)
            case .warning: ("WARNING  ", .yellow)
            case .info: ("HINT     ", .blue)
            }
        let title = options.titles[row.rule] ?? row.rule.rawValue
        page.paragraph(title + (row.field.map { " - field \($0)" } ?? ""), lead: label, tint: tint)
        if group.fields.count > 1 { line("Fields", group.fields.joined(separator: ", ")) }
        var amount = row.count == 1 ? "once" : "\(row.count) times"
        if row.records > 0 { amount += row.records == 1 ? ", in 1 record" : ", in \(row.records) records" }
        line("How often", amount)
        if group.places.isEmpty {
            line("Where", "not listed one by one")
        } else {
            for (number, place) in group.placeLines(sources: sources).enumerated() {
                line(number == 0 ? "Where" : "", place)
            }
        }
        if group.fields.count > 1, group.messages.count > 1 {
            line("What", "For example: " + (group.messages.first ?? ""))
        } else {
            for (number, message) in group.messages.enumerated() { line(number == 0 ? "What" : "", message) }
        }
        if !group.suggestions.isEmpty { line("Meant?", "perhaps " + group.suggestions.joined(separator: " or ")) }
        if !group.shapes.isEmpty { line("Looks like", group.shapes.joined(separator: "; ")) }
        if !group.values.isEmpty { line("Value", group.values.joined(separator: "; ")) }
        line("Rule", row.rule.rawValue)
    }

    private func line(_ label: String, _ text: String) { page.labelled(label, text, indent: 4) }

    private func closing(_ report: Report, _ groups: FindingGroups) {
        page.heading("What to do next")
        page.paragraph(NextStep.text(report))
        if report.findingsShown < report.findingsTotal {
            page.paragraph(
                "\(report.findingsShown) of \(report.findingsTotal) findings were kept one by one; all were counted. "
                    + "With --max-findings 0 all are kept, and --format json lists each with its place.")
        } else if groups.groups.contains(where: { $0.row.count > FindingGroup.placesShown }) {
            page.paragraph(
                "Up to \(FindingGroup.placesShown) places are shown of each kind; --format json lists them all.")
        }
        page.paragraph(
            groups.showsValues
                ? "This report shows values from the data, as was asked for. Guard it like the data itself."
                : "Values are left out of this report on purpose: they may say something about a person. "
                    + "With --show-values they are shown; then guard the report like the data itself.")
    }
}
