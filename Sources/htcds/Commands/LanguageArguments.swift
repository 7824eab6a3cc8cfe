import ArgumentParser
import HTCDSKit

/// The language in which reports and rules are told.
struct LanguageArguments: ParsableArguments {
    @Option(help: "Language of what a report says: \(names).")
    var lang: String?

    private static let names = ReportLanguage.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        if lang != nil, language == nil { throw ValidationError("--lang must be one of \(Self.names).") }
    }

    /// nil where none was asked for.
    var language: ReportLanguage? { lang.flatMap(ReportLanguage.init(rawValue:)) }
}
