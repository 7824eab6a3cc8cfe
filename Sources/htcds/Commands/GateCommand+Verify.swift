import ArgumentParser
import HTCDSKit

struct GateVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks a folder that a gate wrote against its receipt.",
        discussion: """
            Ends with 0 where every file is as the receipt says and the gate let the data pass, else with 1. A receipt \
            without a signature, or checked without the signer's key, tells that nothing was changed by mistake; only the \
            key tells who vouches for it.
            """)

    @Argument(help: "The folder.") var directory: String
    @Option(
        help: ArgumentHelp(
            "The signer's public key: a PEM file, or 32 bytes in base64 or hexadecimal.", valueName: "publickey"))
    var key: String?

    func run() throws {
        let result = try GateVerification.run(directory: directory, key: key)
        try Process.print(result.sentences.joined(separator: "\n") + "\n")
        if !result.passes { throw ExitCode(1) }
    }
}
