import ArgumentParser
import Foundation
import HTCDSKit

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Says whether the data conforms, and what to repair.")

    @OptionGroup var arguments: RunArguments

    @Option(help: "Form of the report: \(ReportWriting.formats.joined(separator: ", ")).")
    var format = "text"
    @Option(name: [.customShort("o"), .long], help: "Where the report goes (default: standard output).")
    var output = "-"
    @Option(help: ArgumentHelp("What makes the data fail: error, warning or never.", valueName: "severity"))
    var failOn = "error"
    @Option(help: ArgumentHelp("Findings shown for each rule and field; 0: all. All are counted.", valueName: "n"))
    var maxFindings = 20
    @Flag(help: "Show values from the data in the report. It then holds personal data.")
    var showValues = false

    @Option(
        help: ArgumentHelp("Write a copy of the workbook or CSV, coloured, with a sheet To do.", valueName: "path"))
    var annotate: String?
    @Option(
        help: ArgumentHelp(
            "Write the mapping with values that would repair what is in no code list.", valueName: "path"))
    var fixMapping: String?

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
        var options = arguments.options
        options.maxFindings = maxFindings
        options.showValues = showValues
        options.failOn = RunOptions.FailOn(rawValue: failOn) ?? .error
        if arguments.dryRun {
            try Process.print(try Validation.plan(files: arguments.files, options: options))
            return
        }
        let extras = [annotate, fixMapping].compactMap(\.self)
        try OutputGuard.demandApart(
            inputs: arguments.files + [arguments.mapping].compactMap(\.self) + options.documents,
            outputs: [output] + extras)
        try OutputGuard.demandDifferent([output] + extras)
        var wanted = Validation.Extras()
        wanted.annotate = annotate
        wanted.fixMapping = fixMapping
        let (report, notes) = try Validation.run(
            files: arguments.files, options: options, extras: wanted,
            progress: Process.progress(quiet: arguments.quiet))
        if !arguments.quiet { notes.forEach(Process.say) }
        let isTerminal = output == "-" && Process.outputIsTerminal
        let colour = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
        try ReportWriting.write(
            report, format: format, to: output, width: isTerminal ? Process.width : 80, colour: colour)
        if report.verdict == .fail { throw ExitCode(1) }
    }
}
