internal import HTCDSCells
public import HTCDSFindings

/// The report for pipelines: one finding a line, and as the last line the report without its findings.
///
/// Memory: findings are handed on by the block, so it does not grow with their number.
public struct NDJSONRenderer: Renderer {
    public static let name = "ndjson"
    public static let summary = "one JSON object a line: each finding, then the report without findings"

    /// Bytes that are collected before they are handed on.
    private static let block = 32 << 10

    private let output: any ReportOutput
    private let lines = ByteArena(capacity: 2 * block)
    private var json: JSONWriter
    private var report: Report?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.json = JSONWriter(lines)
    }

    public mutating func begin(_ report: Report) throws {
        self.report = report.withoutFindings
    }

    public mutating func finding(_ finding: Finding) throws {
        json.finding(finding)
        json.newline()
        if lines.count >= Self.block { try flush() }
    }

    public mutating func finish() throws {
        guard let report else { preconditionFailure("a renderer begins before it finishes") }
        json.beginObject()
        json.members(of: report)
        json.totals(of: report)
        json.endObject()
        json.newline()
        try flush()
    }

    private func flush() throws {
        try output.write(lines.contents)
        lines.removeAll()
    }
}
