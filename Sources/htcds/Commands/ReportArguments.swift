import ArgumentParser
import Foundation
import HTCDSFindings
import HTCDSKit

/// How a report is shown: the options of every command that writes one for people.
struct ReportArguments: ParsableArguments {
    @Option(help: "Form of the report: \(ReportWriting.formats.joined(separator: ", ")).")
    var format = "text"
    @Option(name: [.customShort("o"), .long], help: "Where the report goes (default: standard output).")
    var output = "-"
    @Flag(help: "Show values from the data where there are any. The report then holds personal data.")
    var showValues = false

    func validate() throws {
        if !ReportWriting.formats.contains(format) {
            throw ValidationError("--format must be one of \(ReportWriting.formats.joined(separator: ", ")).")
        }
    }

    /// Writes a report as wide as the terminal is that shows it, in colour where that is wanted (`NO_COLOR`).
    func write(_ report: Report) throws {
        let isTerminal = output == "-" && Process.outputIsTerminal
        try ReportWriting.write(
            report, format: format, to: output, width: isTerminal ? Process.width : 80,
            colour: isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    }
}

/// What decides on the verdict, and how many findings are shown.
struct VerdictArguments: ParsableArguments {
    @Option(help: ArgumentHelp("What makes the data fail: error, warning or never.", valueName: "severity"))
    var failOn = "error"
    @Option(help: ArgumentHelp("Findings shown for each rule and field; 0: all. All are counted.", valueName: "n"))
    var maxFindings = 20

    func validate() throws {
        if RunOptions.FailOn(rawValue: failOn) == nil {
            throw ValidationError("--fail-on must be error, warning or never.")
        }
        if maxFindings < 0 { throw ValidationError("--max-findings must not be negative.") }
    }

    var severity: RunOptions.FailOn { RunOptions.FailOn(rawValue: failOn) ?? .error }
}
