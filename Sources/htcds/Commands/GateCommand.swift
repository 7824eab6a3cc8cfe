import ArgumentParser
import Foundation

struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Decides what may leave for synthesis, and writes it with a receipt.",
        discussion: """
            htcds gate FILE... --output DIR decides and writes; see htcds gate decide --help. A file that is called like \
            one of the subcommands, or begins with a hyphen, is given with its folder: ./verify, ./-export.csv
            """,
        subcommands: [GateDecideCommand.self, GateVerifyCommand.self, GatePseudonymsCommand.self],
        defaultSubcommand: GateDecideCommand.self)

    /// What `htcds gate --help` prints: everything about the default subcommand, and the names of all of them.
    ///
    /// The parser would leave out the options, because they are those of the subcommand.
    ///
    /// - Returns: nil where the arguments ask for something else.
    static func help(for arguments: [String]) -> String? {
        guard [["gate", "--help"], ["gate", "-h"], ["help", "gate"]].contains(arguments) else { return nil }
        let own = HTCDSCommand.helpMessage(for: Self.self)
        let subcommands = own.components(separatedBy: "SUBCOMMANDS:").dropFirst().map { "SUBCOMMANDS:" + $0 }
        return HTCDSCommand.helpMessage(for: GateDecideCommand.self) + "\n" + subcommands.joined() + "\n"
    }
}
