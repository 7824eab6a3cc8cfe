import ArgumentParser
import HTCDSKit

extension MappingCommand {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Says everything that is wrong with mapping documents, before any data is touched.",
            discussion: "What is wrong ends with exit code 78. Remarks are worth knowing and change nothing.")
        @Argument(help: "Names or files.") var documents: [String]
        @Option(
            help: ArgumentHelp("A file that the document should fit: no column of it may go unused.", valueName: "file")
        )
        var sample: String?
        @Flag(help: "Do not print remarks.") var quiet = false

        func validate() throws {
            if sample != nil, documents.count != 1 { throw ValidationError("--sample checks one document.") }
        }

        func run() throws {
            var failure: ToolError?
            for reference in documents {
                do {
                    let result = try MappingCheck.run(reference, sample: sample)
                    if !result.unused.isEmpty {
                        throw ToolError(
                            .wrongDocument,
                            result.unused.map {
                                "\(reference): The column \($0) of the sample is neither mapped, kept nor dropped."
                            }.joined(separator: "\n"))
                    }
                    try Process.print("\(reference): nothing is wrong (\(result.title)).\n")
                    if !quiet { for remark in result.remarks { try Process.print("  remark: \(remark)\n") } }
                } catch let error as ToolError {
                    if failure != nil { Process.say("htcds: \(error.message)") }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
        }
    }
}
