internal import HTCDSCells
public import HTCDSFindings

/// The report for programs: one JSON document as `Schemas/report.schema.json` describes it, indented by two blanks.
///
/// Memory: findings are handed on by the block, so it does not grow with their number.
public struct JSONRenderer: Renderer {
    public static let name = "json"
    public static let summary = "one JSON document, for programs and for keeping"

    /// Bytes of compact JSON that are collected before they are handed on.
    private static let block = 32 << 10

    private let output: any ReportOutput
    private let compact = ByteArena(capacity: 2 * block)
    private var json: JSONWriter
    private var indentation = JSONIndentation()
    private var report: Report?

    public init(output: any ReportOutput, options: RenderingOptions = RenderingOptions()) {
        self.output = output
        self.json = JSONWriter(compact)
    }

    public mutating func begin(_ report: Report) throws {
        let head = report.withoutFindings
        self.report = head
        json.beginObject()
        json.members(of: head)
        json.key("findings")
        json.beginArray()
    }

    public mutating func finding(_ finding: Finding) throws {
        json.finding(finding)
        if compact.count >= Self.block { try flush() }
    }

    public mutating func finish() throws {
        guard let report else { preconditionFailure("a renderer begins before it finishes") }
        json.endArray()
        json.totals(of: report)
        json.endObject()
        json.newline()
        try flush()
    }

    private mutating func flush() throws {
        let indented = ByteArena(capacity: compact.count * 2)
        indentation.append(compact.contents, to: indented)
        compact.removeAll()
        try output.write(indented.contents)
    }
}
