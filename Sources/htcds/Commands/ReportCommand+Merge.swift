import ArgumentParser
import HTCDSKit

extension ReportCommand {
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: "Puts the reports of the parts of a job together.",
            discussion: """
                Each part is run by itself with --format json, and with --record-offset for the records of the parts before \
                it. Ends with 1 where the whole does not pass.
                """)

        @Argument(help: "The reports of the parts, in any order.") var parts: [String]
        @OptionGroup var reportArguments: ReportArguments
        @OptionGroup var verdictArguments: VerdictArguments
        @Option(help: ArgumentHelp("The acceptance that the parts were judged by.", valueName: "file"))
        var acceptance = "default"
        @OptionGroup var languageArguments: LanguageArguments

        func run() throws {
            try OutputGuard.demandApart(inputs: parts, outputs: [reportArguments.output])
            var options = ReportMerge.Options()
            options.acceptance = acceptance
            options.failOn = verdictArguments.severity
            options.maxFindings = verdictArguments.maxFindings
            let parts = try parts.map { try Reports.read($0, showValues: reportArguments.showValues) }
            // Sentences of parts in several languages could not be told to be the same.
            let merged = try ReportMerge.merge(parts.map { $0.told(in: .english) }, options: options)
                .told(in: languageArguments.language ?? parts.first?.language ?? .english)
            try reportArguments.write(merged)
            if merged.verdict == .fail { throw ExitCode(1) }
        }
    }
}
