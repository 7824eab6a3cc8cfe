import ArgumentParser
import HTCDSKit

extension SpecCommand {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Writes a schema of the standard, or a blank workbook to fill in.")
        @Option(name: .customLong("as"), help: "What: \(SpecExport.names.joined(separator: ", ")).")
        var form: String
        @Option(
            name: [.customShort("o"), .long], help: "Where it goes; - is standard output, where schemas go by default.")
        var output: String?

        func validate() throws {
            guard SpecExport.names.contains(form) else {
                throw ValidationError("--as must be one of: \(SpecExport.names.joined(separator: ", ")).")
            }
            if form == "xlsx" && output == nil {
                throw ValidationError(
                    "Say where the workbook goes with --output FILE, or --output - for standard output.")
            }
        }

        func run() throws { try SpecExport.write(form, to: output ?? "-") }
    }
}
