import ArgumentParser
import HTCDSKit

struct GatePseudonymsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pseudonyms", abstract: "Makes ids into the pseudonyms of a list of withdrawn consents.",
        discussion: """
            Reads ids, one a line, and writes a pseudonym a line. An id of a record (2019-0017) stands for everybody in it, \
            an id with a person (2019-0017/p2) for one. The secret comes from where the policy says, by default from the \
            environment variable HTCDS_GATE_KEY.
            """)

    @Argument(help: ArgumentHelp("A file of ids; - is standard input.", valueName: "file"))
    var file = "-"
    @Option(help: ArgumentHelp("The policy that says where the secret is.", valueName: "name|file"))
    var policy = "showcase-default"

    func run() throws { try Process.print(try Gating.pseudonyms(ofIDsIn: file, policy: policy)) }
}
