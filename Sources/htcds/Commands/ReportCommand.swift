import ArgumentParser
import Foundation
import HTCDSKit

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Works with JSON reports that were kept.",
        subcommands: [Render.self, Merge.self, Diff.self])

    struct Render: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows a JSON report in another form.")

        @Argument(help: "A report that --format json or --report wrote.") var report: String
        @Option(help: "Form of the report: \(ReportWriting.formats.joined(separator: ", ")).")
        var format = "text"
        @Option(name: [.customShort("o"), .long], help: "Where it goes (default: standard output).")
        var output = "-"
        @OptionGroup var languageArguments: LanguageArguments
        @Flag(help: "Show values from the data where the report holds them.")
        var showValues = false

        func validate() throws {
            if !ReportWriting.formats.contains(format) {
                throw ValidationError("--format must be one of \(ReportWriting.formats.joined(separator: ", ")).")
            }
        }

        func run() throws {
            try OutputGuard.demandApart(inputs: [report], outputs: [output])
            let isTerminal = output == "-" && Process.outputIsTerminal
            let report = try Reports.read(report, showValues: showValues)
            try ReportWriting.write(
                report.told(in: languageArguments.language ?? report.language), format: format, to: output,
                width: isTerminal ? Process.width : 80,
                colour: isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares two JSON reports.",
            discussion: "Ends with 1 where there are more errors of a kind than before, or the data passes no longer.")

        @Argument(help: "The earlier report.") var old: String
        @Argument(help: "The later report.") var new: String

        func run() throws {
            let diff = ReportDiff(from: try Reports.read(old), to: try Reports.read(new))
            try Process.print(diff.text)
            if diff.isWorse { throw ExitCode(1) }
        }
    }
}
