import ArgumentParser
import HTCDSKit

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Looks the rules up.", subcommands: [List.self, Show.self, Check.self])

    /// By which profile rules are looked up.
    struct ProfileOption: ParsableArguments {
        @Option(help: ArgumentHelp("What they weigh by a profile, and its own rules.", valueName: "name|file"))
        var profile = "core"
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists all rules.")
        enum Form: String, ExpressibleByArgument, CaseIterable { case text, markdown }
        @Option(help: "text, or markdown: the page about all rules, in English.") var format: Form = .text
        @OptionGroup var judged: ProfileOption
        @OptionGroup var languageArguments: LanguageArguments
        func run() throws {
            if format == .markdown { return try Process.print(RulePage.markdown) }
            let rules = JudgedRule.all(by: try ProfileLibrary.load(judged.profile))
            try Process.print(RuleSheet.list(rules, in: languageArguments.language ?? .english))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Tells everything about one rule.")
        @Argument(help: "Its id, such as value.not-in-code-list.") var id: String
        @OptionGroup var judged: ProfileOption
        @OptionGroup var languageArguments: LanguageArguments
        func run() throws {
            let loaded = try ProfileLibrary.load(judged.profile)
            let rules = JudgedRule.all(by: loaded)
            guard let found = rules.first(where: { $0.description.id.rawValue == id }) else {
                throw ToolError(.usage, "There is no rule \(id). See htcds rules list.")
            }
            try Process.print(
                RuleSheet.page(found, by: loaded, in: languageArguments.language ?? .english))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Checks a profile document, and tries the examples of its rules.",
            discussion: "Ends with 78 where something is wrong, and says everything that is, with line and column.")
        @Argument(help: "A profile document, or the name of a profile.") var profile: String
        func run() throws {
            try Process.print(JudgedRule.summary(of: try ProfileLibrary.load(profile)))
        }
    }
}
