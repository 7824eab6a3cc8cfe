import ArgumentParser
import HTCDSKit

@main
struct HTCDSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "htcds",
        abstract: "Reads partners' exports as HTCDS, says what does not conform, and converts what does.",
        discussion: """
            HTCDS is the Human Trafficking Case Data Standard. No report, log or message shows a value from your data \
            unless you ask for it with --show-values.
            """,
        version: ToolVersion.current,
        subcommands: [
            ValidateCommand.self, ConvertCommand.self, GateCommand.self, UpgradeCommand.self, MappingCommand.self,
            SpecCommand.self,
            RulesCommand.self, ReportCommand.self,
            GenerateCommand.self,
        ])

    static func main() {
        Process.prepare()
        do {
            if let help = GateCommand.help(for: Array(CommandLine.arguments.dropFirst())) {
                return try Process.print(help)
            }
            var command = try parseAsRoot()
            try command.run()
        } catch let error as ToolError {
            Process.fail(error)
        } catch {
            exit(withError: error)
        }
    }
}
