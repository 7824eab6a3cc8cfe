import ArgumentParser
import HTCDSKit

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Looks the rules up.", subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all rules.")
        enum Form: String, ExpressibleByArgument, CaseIterable { case text, markdown }
        @Option(help: "text, or markdown: the page about all rules.") var format: Form = .text
        func run() throws {
            if format == .markdown { return try Process.print(RulePage.markdown) }
            for rule in Catalogues.rules {
                let id = rule.id.rawValue.padded(to: 34)
                try Process.print("\(id) \(rule.severity.rawValue.padded(to: 8)) \(rule.title)\n")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tells everything about one rule.")
        @Argument(help: "Its id, such as value.not-in-code-list.") var id: String
        func run() throws {
            guard let rule = Catalogues.rules.first(where: { $0.id.rawValue == id }) else {
                throw ToolError(.usage, "There is no rule \(id). See htcds rules list.")
            }
            try Process.print(
                """
                \(rule.id): \(rule.title)
                \(rule.rationale)

                severity  \(rule.severity.rawValue)
                source    \(rule.source)
                since     \(rule.since)

                """)
        }
    }
}
