internal import HTCDSCells
public import HTCDSFindings
internal import Mustache

/// The report as a page to pass on: one file without scripts or network, light or dark, for screens, screen readers and
/// paper.
///
/// Memory: a few places for each rule, field and severity, however many findings there are, and the page.
public struct HTMLRenderer: Renderer {
    public static let name = "html"
    public static let summary = "a page for a browser, in one file"

    private let output: any ReportOutput
    private let options: RenderingOptions
    private var report: Report?
    private var groups: FindingGroups?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.options = options
    }

    public mutating func begin(_ report: Report) throws {
        var head = report
        head.findings = []
        self.report = head
        groups = FindingGroups(report)
    }

    public mutating func finding(_ finding: Finding) throws { groups?.add(finding) }

    /// - Throws: what the output throws.
    public mutating func finish() throws {
        guard let report, let groups else { preconditionFailure("a renderer begins before it finishes") }
        let template = try MustacheTemplate(string: HTMLTemplate.text)
        var page = HTMLPage(report: report, groups: groups, options: options).members
        page["style"] = HTMLStyle.text
        let arena = ByteArena(capacity: 64 << 10)
        arena.append(template.render(page))
        try output.write(arena.contents)
    }
}
