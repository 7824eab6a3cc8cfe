import ArgumentParser
import HTCDSKit

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Says whether the data conforms, and what to repair.")

    @OptionGroup var arguments: RunArguments

    @OptionGroup var reportArguments: ReportArguments
    @OptionGroup var verdictArguments: VerdictArguments
    @Option(
        help: ArgumentHelp("Write a copy of the workbook or CSV, coloured, with a sheet To do.", valueName: "path"))
    var annotate: String?
    @Option(
        help: ArgumentHelp(
            "Write the mapping with values that would repair what is in no code list.", valueName: "path"))
    var fixMapping: String?

    func run() throws {
        var options = arguments.options
        options.maxFindings = verdictArguments.maxFindings
        options.showValues = reportArguments.showValues
        options.failOn = verdictArguments.severity
        if arguments.dryRun {
            try Process.print(try Validation.plan(files: arguments.files, options: options))
            return
        }
        let extras = [annotate, fixMapping].compactMap(\.self)
        try OutputGuard.demandApart(
            inputs: arguments.files + [arguments.mapping].compactMap(\.self) + options.documents,
            outputs: [reportArguments.output] + extras)
        try OutputGuard.demandDifferent([reportArguments.output] + extras)
        var wanted = Validation.Extras()
        wanted.annotate = annotate
        wanted.fixMapping = fixMapping
        let (report, notes) = try Validation.run(
            files: arguments.files, options: options, extras: wanted,
            progress: Process.progress(quiet: arguments.quiet))
        if !arguments.quiet { notes.forEach(Process.say) }
        try reportArguments.write(report)
        if report.verdict == .fail { throw ExitCode(1) }
    }
}
