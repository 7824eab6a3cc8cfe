internal import HTCDSCells
internal import HTCDSFindings
internal import Mustache

/// The report as a page to pass on: one file without scripts or network, light or dark, for screens, screen readers and
/// paper.
///
/// Memory: a few places for each rule, field and severity, however many findings there are, and the page.
public struct HTMLRenderer: CollectingRenderer {
    public static let name = "html"
    public static let summary = "a page for a browser, in one file"

    private let output: any ReportOutput
    let options: RenderingOptions
    var collected: (report: Report, findings: FindingGroups)?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    func write(_ report: Report, _ groups: FindingGroups) throws {
        let template = try MustacheTemplate(string: HTMLTemplate.text)
        var page = HTMLPage(report: report, groups: groups, options: options).members
        page["style"] = HTMLStyle.text
        let arena = ByteArena(capacity: 64 << 10)
        arena.append(template.render(page))
        try output.write(arena.contents)
    }
}
