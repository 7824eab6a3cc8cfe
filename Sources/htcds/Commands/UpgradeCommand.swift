import ArgumentParser
import HTCDSKit

struct UpgradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade", abstract: "Turns records of HTCDS 0.1, 0.2 or 1.0 into records of 2.0.",
        discussion: """
            The version is found from the headers. What means the same is rewritten; what a rule can only bring near is \
            rewritten, counted, and kept beside the record as it was; what nobody can decide from the record is kept and \
            counted. With --set-apart, records that hold such a thing go whole to a file of their own.
            """)

    @OptionGroup var arguments: RunArguments

    @Option(help: ArgumentHelp("Form of the records: ndjson, json, xml, csv or xlsx.", valueName: "form"))
    var to = Conversion.Format.ndjson.rawValue
    @Option(name: [.customShort("o"), .long], help: "Where the records go; - is standard output.")
    var output: String?
    @Option(help: "Where the report goes, as JSON: what was changed and lost, with mapping.lossy at its cells.")
    var report: String?
    @Option(
        help: ArgumentHelp(
            "Where records go, in place of the output, that hold what nobody can decide: whole, as NDJSON.",
            valueName: "path"))
    var setApart: String?

    func validate() throws {
        guard Conversion.Format(rawValue: to) != nil else {
            throw ValidationError("--to must be ndjson, json, xml, csv or xlsx.")
        }
        guard output != nil else {
            throw ValidationError("Say where the records go with --output FILE, or --output - for standard output.")
        }
        let targets = [output, report, setApart].compactMap { $0 }
        if Set(targets).count < targets.count {
            throw ValidationError("Records, records set apart and report need an output each.")
        }
        guard arguments.files.first != "-" || arguments.mapping != nil else {
            throw ValidationError("The version of standard input cannot be found: name it with --mapping htcds-1.0.")
        }
    }

    func run() throws {
        guard let first = arguments.files.first, let output else { return }
        var options = arguments.options
        if options.mapping == nil { options.mapping = try Upgrading.mapping(for: first, options: options) }
        guard let target = try Conversion.Target(to) else { return }
        let result = try Conversion.run(
            files: arguments.files, to: target, output: output, rejected: nil, report: report,
            setApart: setApart, options: options,
            progress: Process.progress(quiet: arguments.quiet))
        guard result.written + result.setApart > 0 else {
            Process.say("htcds: The files hold no record. Nothing was written.")
            throw ExitCode(1)
        }
        guard !arguments.quiet else { return }
        let lossy = result.report.rules.filter { $0.rule == "mapping.lossy" }.reduce(0) { $0 + $1.count }
        Process.say("\(result.written) records of \(result.report.judgedBy.mapping.name) written as HTCDS 2.0.")
        if setApart != nil {
            Process.say("Records set apart, because they hold what nobody can decide: \(result.setApart).")
        }
        Process.say("Values that could not be brought over exactly: \(lossy). They are kept beside their records.")
        let counts = result.report.counts
        if counts.error + counts.warning > 0 {
            Process.say(
                "Errors: \(counts.error), warnings: \(counts.warning). What was no value of that version either is kept beside "
                    + "its record; --report says where.")
        }
    }
}
