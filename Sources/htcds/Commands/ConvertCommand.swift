import ArgumentParser
import HTCDSKit

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Turns a partner's export into HTCDS records.")

    @OptionGroup var arguments: RunArguments

    @Option(
        help: ArgumentHelp(
            "Form of the records: ndjson, json, xml, csv or xlsx, or mapping:NAME for the shape of a partner's export.",
            valueName: "form"))
    var to: String
    @Option(name: [.customShort("o"), .long], help: "Where the records go; - is standard output.")
    var output: String?
    @Option(help: "Where records go that could not be read, as NDJSON.")
    var rejected: String?
    @Option(help: "Where the conformance report goes, as JSON.")
    var report: String?
    @Flag(help: "End with 1 if a record was rejected.")
    var strict = false

    func validate() throws {
        if Conversion.Format(rawValue: to) == nil && !to.hasPrefix("mapping:") {
            throw ValidationError("--to must be ndjson, json, xml, csv, xlsx or mapping:NAME.")
        }
        guard let output else {
            throw ValidationError("Say where the records go with --output FILE, or --output - for standard output.")
        }
        let targets = [output, report, rejected].compactMap { $0 }
        if Set(targets).count < targets.count {
            throw ValidationError("Records, rejected records and report need an output each.")
        }
    }

    func run() throws {
        guard let target = try Conversion.Target(to), let output else { return }
        if arguments.dryRun {
            try Process.print(try Validation.plan(files: arguments.files, options: arguments.options))
            return
        }
        let result = try Conversion.run(
            files: arguments.files, to: target, output: output, rejected: rejected, report: report,
            options: arguments.options, progress: Process.progress(quiet: arguments.quiet))
        if result.written == 0 {
            let why = result.report.findings.first { $0.location.record == nil && $0.severity == .error }
            Process.say("htcds: \(why?.message ?? "The files hold no record.") Nothing was written.")
            throw ExitCode(1)
        }
        if !arguments.quiet { say(result) }
        if strict && result.report.records.rejected > 0 { throw ExitCode(1) }
    }

    private func say(_ result: Conversion.Result) {
        let counts = result.report.counts
        let mapping = result.report.judgedBy.mapping
        let word = result.written == 1 ? "record" : "records"
        let rejectedCount = result.report.records.rejected
        Process.say("\(result.written) \(word) written, \(rejectedCount) rejected.")
        if rejectedCount > 0, rejected == nil {
            Process.say("What was rejected is in no file: name one with --rejected to keep it.")
        }
        Process.say("Mapping \(mapping.name): \(mapping.why).")
        for ignored in result.report.records.ignored { Process.say("Left out: \(ignored.count) x \(ignored.why).") }
        if counts.error + counts.warning > 0 {
            let isKept = result.report.rules.contains { $0.rule.area == "value" || $0.rule.area == "mapping" }
            Process.say(
                "Errors: \(counts.error), warnings: \(counts.warning)"
                    + (isKept ? "; what could not be read as HTCDS was kept beside the record" : "")
                    + ". See them with: htcds validate")
        }
        let cells = result.report.cells
        if cells.unused > 0 {
            let names = result.report.columns.unused
            let shown =
                names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
            Process.say(
                "In no record, because the mapping does not speak of them: \(cells.unused) \(cells.unused == 1 ? "cell" : "cells") of \(names.isEmpty ? "columns without a name" : shown). "
                    + "Say keep or drop in the mapping.")
        }
        for (why, lost) in Dictionary(grouping: result.lost, by: \.why).sorted(by: { $0.key < $1.key }) {
            let names = lost.map { "\($0.name) (\($0.records))" }.joined(separator: ", ")
            Process.say("Not carried over, because \(why), with the number of records: \(names).")
        }
        for path in result.besides { Process.say("Also written: \(path)") }
        for path in result.leftOver { Process.say("Not part of this output, left from an earlier run: \(path)") }
    }
}
