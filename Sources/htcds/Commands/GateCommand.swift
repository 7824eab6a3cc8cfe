import ArgumentParser

struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Decides what may leave for synthesis, and writes it with a receipt.",
        discussion: """
            htcds gate FILE... --output DIR decides and writes; see htcds gate decide --help. A file that is called like \
            one of the subcommands is given with its folder: ./verify
            """,
        subcommands: [GateDecideCommand.self, GateVerifyCommand.self, GatePseudonymsCommand.self],
        defaultSubcommand: GateDecideCommand.self)
}
