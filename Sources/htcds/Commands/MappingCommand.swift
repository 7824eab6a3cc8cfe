import ArgumentParser
import HTCDSKit

struct MappingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping", abstract: "Works with mapping documents.",
        subcommands: [List.self, Show.self, Check.self, Explain.self, Coverage.self, MappingDraftCommand.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the mappings that ship with htcds.")
        func run() throws {
            for loaded in try MappingLibrary.shipped() {
                let document = loaded.document
                try Process.print("\(document.name.padded(to: 32)) \(document.title)\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Prints a shipped mapping, to read or to start from.")
        @Argument(help: "Its name.") var name: String
        func run() throws {
            guard let yaml = Catalogues.mapping(name) else {
                throw ToolError(
                    .usage, "There is no mapping called \(name). See htcds mapping list.")
            }
            try Process.print(yaml)
        }
    }
}

extension String {
    /// With blanks behind it up to `width` characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
