internal import HTCDSFindings

/// A renderer that writes when everything was told: it holds only how it writes.
///
/// Memory: the report without its findings, and what `Collected` keeps of them.
protocol CollectingRenderer: Renderer {
    associatedtype Collected: FindingCollector
    var options: RenderingOptions { get }
    var collected: (report: Report, findings: Collected)? { get set }
    /// - Throws: what the output throws.
    func write(_ report: Report, _ findings: Collected) throws
}

/// Keeps of the findings that come by what one kind of report tells of them.
protocol FindingCollector {
    init(_ report: Report, _ options: RenderingOptions)
    mutating func add(_ finding: Finding)
}

extension CollectingRenderer {
    public mutating func begin(_ report: Report) throws {
        let report = options.words.named(report.withoutFindings)
        collected = (report, Collected(report, options))
    }

    public mutating func finding(_ finding: Finding) throws {
        let named = options.words.named(finding)
        collected?.findings.add(named)
    }

    public mutating func finish() throws {
        guard let (report, findings) = collected else { preconditionFailure("a renderer begins before it finishes") }
        try write(report, findings)
    }
}

extension Report {
    /// Everything but the findings, which renderers are given one by one.
    var withoutFindings: Report {
        var report = self
        report.findings = []
        return report
    }
}
