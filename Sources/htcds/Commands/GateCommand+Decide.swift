import ArgumentParser
import HTCDSKit

/// What `htcds gate FILE…` does: the name is there for its help only.
struct GateDecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decides what may leave for synthesis, and writes it with a receipt.",
        usage: "htcds gate <files> ... --output <dir> [--policy <name|file>] [<options>]",
        discussion: """
            Reads the files as validate does, lets those pass whom the policy lets pass, makes each of them a row of \
            categories, looks for what could give somebody away, and writes a folder: synthesis.csv and synthesis.json for \
            the synthesizer, report.json, quarantine.ndjson and receipt.json. Exit code 0: it may leave. 1: it may not, and \
            the folder holds no table. A folder is checked later with htcds gate verify <dir>.
            """)

    @OptionGroup var arguments: RunArguments

    @Option(
        name: [.customShort("o"), .long], help: ArgumentHelp("The folder to write; absent or empty.", valueName: "dir"))
    var output: String
    @Option(
        help: ArgumentHelp(
            "Who may pass and what leaves in what form: \(PolicyLibrary.names.joined(separator: ", ")), or a policy document.",
            valueName: "name|file"))
    var policy = "showcase-default"
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "Whom the table is for: \(Gating.targets.joined(separator: ", ")).", valueName: "program"))
    var target = "showcase"
    @Option(
        help: ArgumentHelp(
            "Where whole records go that do not pass, as NDJSON. The file then holds personal data.", valueName: "path")
    )
    var quarantine: String?
    @Option(
        help: ArgumentHelp("Pseudonyms of those who withdrew their consent (see gate pseudonyms).", valueName: "file"))
    var withdrawn: String?
    @Option(help: ArgumentHelp("Sign the receipt with this Ed25519 key.", valueName: "keyfile"))
    var sign: String?
    @Option(
        help: ArgumentHelp("The folder of an earlier release: what comparing both would give away.", valueName: "dir"))
    var earlier: String?
    @Option(help: ArgumentHelp("Findings shown for each rule and field; 0: all. All are counted.", valueName: "n"))
    var maxFindings = 20

    func validate() throws {
        guard Gating.targets.contains(target) else {
            throw ValidationError("--for must be one of \(Gating.targets.joined(separator: ", ")).")
        }
        if output == "-" { throw ValidationError("--output names a folder. It cannot be standard output.") }
        if maxFindings < 0 { throw ValidationError("--max-findings must not be negative.") }
    }

    func run() throws {
        var options = arguments.options
        options.maxFindings = maxFindings
        var gate = Gating.Options(policy: policy, target: target)
        gate.quarantine = quarantine
        gate.withdrawn = withdrawn
        gate.sign = sign
        gate.earlier = earlier
        gate.profile = arguments.profile
        gate.acceptance = arguments.acceptance
        if arguments.dryRun {
            try Process.print(try Gating.plan(files: arguments.files, gate: gate, options: options))
            return
        }
        let result = try Gating.run(
            files: arguments.files, to: output, gate: gate, options: options,
            progress: Process.progress(quiet: arguments.quiet))
        if !arguments.quiet {
            result.notes.forEach(Process.say)
            try Process.print(result.summary)
        } else if result.receipt.verdict == .fail {
            Process.say("htcds: \(result.receipt.because)")
        }
        if result.receipt.verdict == .fail { throw ExitCode(1) }
    }
}
