import ArgumentParser
import Foundation
import HTCDSKit

extension ReportCommand {
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts the reports of the parts of a job together.",
            discussion: """
                Each part is run by itself with --format json, and with --record-offset for the records of the parts before \
                it. Ends with 1 where the whole does not pass.
                """)

        @Argument(help: "The reports of the parts, in any order.") var parts: [String]
        @Option(help: "Form of the report: \(ReportWriting.formats.joined(separator: ", ")).")
        var format = "text"
        @Option(name: [.customShort("o"), .long], help: "Where it goes (default: standard output).")
        var output = "-"
        @Option(help: ArgumentHelp("The acceptance that the parts were judged by.", valueName: "file"))
        var acceptance = "default"
        @Option(help: ArgumentHelp("What makes the data fail: error, warning or never.", valueName: "severity"))
        var failOn = "error"
        @Option(
            help: ArgumentHelp("Findings shown for each rule and field; 0: all that the parts show.", valueName: "n"))
        var maxFindings = 20
        @OptionGroup var languageArguments: LanguageArguments
        @Flag(help: "Show values from the data where the reports hold them.")
        var showValues = false

        func validate() throws {
            if !ReportWriting.formats.contains(format) {
                throw ValidationError("--format must be one of \(ReportWriting.formats.joined(separator: ", ")).")
            }
            if RunOptions.FailOn(rawValue: failOn) == nil {
                throw ValidationError("--fail-on must be error, warning or never.")
            }
            if maxFindings < 0 { throw ValidationError("--max-findings must not be negative.") }
        }

        func run() throws {
            try OutputGuard.demandApart(inputs: parts, outputs: [output])
            var options = ReportMerge.Options()
            options.acceptance = acceptance
            options.failOn = RunOptions.FailOn(rawValue: failOn) ?? .error
            options.maxFindings = maxFindings
            let parts = try parts.map { try Reports.read($0, showValues: showValues) }
            // Sentences of parts in several languages could not be told to be the same.
            let merged = try ReportMerge.merge(parts.map { $0.told(in: .english) }, options: options)
                .told(in: languageArguments.language ?? parts.first?.language ?? .english)
            let isTerminal = output == "-" && Process.outputIsTerminal
            try ReportWriting.write(
                merged.told(in: languageArguments.language ?? merged.language), format: format, to: output,
                width: isTerminal ? Process.width : 80,
                colour: isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
            if merged.verdict == .fail { throw ExitCode(1) }
        }
    }
}
