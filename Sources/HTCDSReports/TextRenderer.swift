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
    let options: RenderingOptions
    private let page: TextPage
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
        self.page = TextPage(width: options.width, colour: options.colour, words: options.words)
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        verdict(report)
        page.summary(of: report)
        page.gate(of: report)
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
        let sentence: Phrase =
            report.gate == nil
            ? (passed ? .conformsBecause : .conformsNotBecause) : (passed ? .leavesBecause : .leavesNotBecause)
        page.paragraph(
            words(sentence, report.because), indent: 0,
            lead: words(passed ? .passWord : .failWord) + " - ", tint: passed ? .green : .red)
    }

    private func problems(_ groups: FindingGroups, sources: [String]) {
        guard !groups.groups.isEmpty else { return }
        page.heading(words(.whatWasFoundWorst))
        for (number, group) in groups.groups.prefix(Self.problemsShown).enumerated() {
            if number > 0 { page.blank() }
            problem(group, sources: sources)
        }
        let rest = groups.groups.dropFirst(Self.problemsShown)
        guard !rest.isEmpty else { return }
        page.blank()
        let kinds = [
            (rest.count { $0.row.severity == .error }, Phrase.kindOfError),
            (rest.count { $0.row.severity == .warning }, .kindOfWarning),
            (rest.count { $0.row.severity == .info }, .kindOfHint),
        ].filter { $0.0 > 0 }.map { words($0.1, String($0.0)) }
        page.paragraph(words.counted(rest.count, .oneMoreKind, .moreKinds, kinds.joined(separator: ", ")))
    }

    private func problem(_ group: FindingGroup, sources: [String]) {
        let row = group.row
        let (label, tint): (Phrase, TextPage.Tint) =
            switch row.severity {
            case .error: (.errorCapital, .red)
            case .warning: (.warningCapital, .yellow)
            case .info: (.hintCapital, .blue)
            }
        let title = options.title(row.rule)
        page.paragraph(
            row.field.map { words(.withField, title, $0) } ?? title,
            lead: TextPage.padded(words(label), to: words.width(.errorCapital, .warningCapital, .hintCapital)),
            tint: tint)
        if group.fields.count > 1 { line(.fields, group.fields.joined(separator: ", ")) }
        line(.howOften, group.amount)
        if group.places.isEmpty {
            line(.place, words(.notListed))
        } else {
            for (number, place) in group.placeLines(sources: sources).enumerated() {
                line(number == 0 ? .place : nil, place)
            }
        }
        if group.fields.count > 1, group.messages.count > 1 {
            line(.what, words(.forExample, group.messages.first ?? ""))
        } else {
            for (number, message) in group.messages.enumerated() { line(number == 0 ? .what : nil, message) }
        }
        if !group.suggestions.isEmpty { line(.meant, words(.perhaps, words.either(group.suggestions))) }
        if !group.shapes.isEmpty { line(.looksLike, group.shapes.joined(separator: "; ")) }
        if !group.values.isEmpty { line(.value, group.values.joined(separator: "; ")) }
        line(.rule, row.rule.rawValue)
    }

    private func line(_ label: Phrase?, _ text: String) {
        page.labelled(label.map { words($0) } ?? "", text, indent: 4, labelWidth: labelWidth)
    }

    private var labelWidth: Int {
        words.width(.fields, .howOften, .place, .what, .meant, .looksLike, .value, .rule, atLeast: 12)
    }

    private var words: ReportWords { options.words }

    private func closing(_ report: Report, _ groups: FindingGroups) {
        page.heading(words(.whatToDoNext))
        page.paragraph(NextStep.text(report, words))
        if report.findingsShown < report.findingsTotal {
            page.paragraph(words(.keptOneByOne, String(report.findingsShown), String(report.findingsTotal)))
        } else if groups.groups.contains(where: { $0.row.count > FindingGroup.placesShown }) {
            page.paragraph(words(.placesShown, String(FindingGroup.placesShown)))
        }
        page.paragraph(words(groups.showsValues ? .showsValues : .leavesValuesOutOption))
    }
}
