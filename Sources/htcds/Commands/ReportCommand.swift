import ArgumentParser
import Foundation
import HTCDSKit

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Works with JSON reports that were kept.",
        subcommands: [Render.self, Merge.self, Diff.self])

    struct Render: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "render", abstract: "Shows a JSON report in another form.")

        @Argument(help: "A report that --format json or --report wrote.") var report: String
        @OptionGroup var reportArguments: ReportArguments
        @OptionGroup var languageArguments: LanguageArguments

        func run() throws {
            try OutputGuard.demandApart(inputs: [report], outputs: [reportArguments.output])
            let report = try Reports.read(report, showValues: reportArguments.showValues)
            try reportArguments.write(report.told(in: languageArguments.language ?? report.language))
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
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
