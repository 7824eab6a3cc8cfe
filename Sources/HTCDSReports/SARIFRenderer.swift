internal import HTCDSCells
public import HTCDSFindings

/// The report for code hosts and editors: SARIF 2.1.0 (OASIS Standard, 27 March 2020), one run.
///
/// A result's place is the file, the line where the format has lines, and the cell or path as a logical location.
/// Results hold shapes only; a value is a property of a result where the report has it.
///
/// Memory: findings are handed on by the block, so it does not grow with their number.
public struct SARIFRenderer: Renderer {
    public static let name = "sarif"
    public static let summary = "SARIF 2.1.0, for code hosts and editors"

    private let block: BlockOutput
    private let options: RenderingOptions
    private var json: JSONWriter
    private var sources: [Report.Source] = []
    private var rules: [RuleID] = []
    private var indexOf: [RuleID: Int] = [:]
    private var report: Report?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        block = BlockOutput(output)
        self.options = options
        json = JSONWriter(block.arena)
    }

    public mutating func begin(_ report: Report) throws {
        let head = report.withoutFindings
        self.report = head
        sources = report.sources
        rules = Set(report.rules.map(\.rule) + report.checks.run + report.checks.skipped.map(\.rule)).sorted()
        for (index, rule) in rules.enumerated() { indexOf[rule] = index }
        json.beginObject()
        json.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json")
        json.member("version", "2.1.0")
        json.key("runs")
        json.beginArray()
        json.beginObject()
        json.sarifTool(head, rules: rules, options: options)
        json.array("artifacts", sources) { $0.sarifArtifact($1) }
        json.sarifInvocation(head, words: options.words)
        json.key("results")
        json.beginArray()
    }

    public mutating func finding(_ finding: Finding) throws {
        json.sarifResult(finding, sources: sources, ruleIndex: indexOf[finding.rule])
        try block.flushIfFull()
    }

    public mutating func finish() throws {
        guard let report else { preconditionFailure("a renderer begins before it finishes") }
        json.endArray()
        json.sarifProperties(of: report)
        json.endObject()
        json.endArray()
        json.endObject()
        json.newline()
        try block.flush()
    }
}
