import ArgumentParser
import HTCDSKit

extension MappingCommand {
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Prints a mapping as a table to go through and sign.")
        @Argument(help: "Its name, or the file of a document.") var document: String
        @Option(help: "table, csv (for a spreadsheet) or sssom (SSSOM/TSV, for other programs).")
        var format = "table"
        @Option(name: [.customShort("o"), .long], help: "Where it goes (default: standard output).")
        var output = "-"

        func validate() throws {
            if MappingExplanation.Format(rawValue: format) == nil {
                throw ValidationError("--format must be table, csv or sssom.")
            }
        }

        func run() throws {
            let isTerminal = output == "-" && Process.outputIsTerminal
            try MappingExplanation.write(
                document, format: MappingExplanation.Format(rawValue: format) ?? .table, to: output,
                width: isTerminal ? Process.width : 100)
        }
    }
}
