public import HTCDSFindings
import HTCDSReports
import HTCDSSpec
import HTCDSValidation

/// Writes reports to files or standard output.
public enum ReportWriting {
    /// The forms a report can have, sorted.
    public static var formats: [String] { RendererCatalogue.names }

    /// Writes `report` in one of ``formats``.
    /// - Parameters:
    ///   - path: a file, which appears whole or not at all, or `-` for standard output.
    ///   - colour: whether a terminal will show it.
    /// - Throws: `ToolError`.
    public static func write(
        _ report: Report, format: String, to path: String, width: Int = 80, colour: Bool = false
    ) throws {
        let sink = try OutputOpener.open(path)
        try write(report, format: format, to: sink, width: width, colour: colour)
        do { try sink.commit() } catch { throw ToolError.wrapping(error) }
    }

    /// Writes to an output that was opened before the work began; whoever opened it commits.
    static func write(
        _ report: Report, format: String, to sink: any ByteSink, width: Int = 80, colour: Bool = false
    ) throws {
        guard
            var renderer = RendererCatalogue.renderer(
                named: format, output: SinkOutput(sink), options: options(report, width: width, colour: colour)
            )
        else { throw ToolError(.usage, "There is no report format \(format).") }
        do { try renderer.render(report) } catch { throw ToolError.wrapping(error) }
    }

    /// The words of the rules and of the standard beside how the report is to look.
    private static func options(_ report: Report, width: Int, colour: Bool) -> RenderingOptions {
        let language = report.language
        var options = RenderingOptions(width: width, colour: colour)
        options.language = language
        for rule in RuleCatalogue.descriptions {
            let rule = rule.told(in: language)
            options.titles[rule.id] = rule.title
            options.rationales[rule.id] = rule.rationale
            options.origins[rule.id] = rule.source
        }
        for rule in report.judgedBy.localRules {
            options.titles[rule.rule] = rule.about
            options.origins[rule.rule] = "\(report.judgedBy.profile)"
        }
        for field in HTCDSStandard.v2_0.fields {
            options.labels[field.id] = language.label(field.label)
            options.soundValues[field.id] = ExampleValue.of(field)
        }
        return options
    }

    private final class SinkOutput: ReportOutput {
        private let sink: any ByteSink
        init(_ sink: any ByteSink) { self.sink = sink }
        func write(_ bytes: UnsafeBufferPointer<UInt8>) throws { try sink.write(bytes) }
    }
}
