import ArgumentParser
import HTCDSKit

extension MappingCommand {
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "coverage",
            abstract: "Says which fields an export fills by a mapping, and how much of it fits.",
            discussion:
                "Shows public codes, and words for categories that stand there at least ten times; no other value.")

        @OptionGroup var arguments: RunArguments
        @Option(help: "table or json.") var format = "table"
        @Option(name: [.customShort("o"), .long], help: "Where it goes (default: standard output).")
        var output = "-"

        func validate() throws {
            if CoverageWriting.Format(rawValue: format) == nil {
                throw ValidationError("--format must be table or json.")
            }
        }

        func run() throws {
            if arguments.dryRun {
                return try Process.print(try Validation.plan(files: arguments.files, options: arguments.options))
            }
            try OutputGuard.demandApart(inputs: arguments.files, outputs: [output])
            let coverage = try HTCDSKit.Coverage.run(
                files: arguments.files, options: arguments.options,
                progress: Process.progress(quiet: arguments.quiet))
            try CoverageWriting.write(
                coverage, format: CoverageWriting.Format(rawValue: format) ?? .table, to: output)
        }
    }
}
