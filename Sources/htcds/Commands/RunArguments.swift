import ArgumentParser
import HTCDSKit

/// The options that every command which reads a data set has.
struct RunArguments: ParsableArguments {
    @Argument(help: "The files, one data set in this order; - is standard input.")
    var files: [String]

    @Option(help: "Name of a mapping, path of a mapping document, or - (default: recognised).")
    var mapping: String?
    @Option(help: "Version of the standard.")
    var standard = "2.0"
    @Option(
        help: ArgumentHelp(
            "By what data is judged: core (the default; of a gate what its policy names), exchange, full, synthesis, or a profile document.",
            valueName: "name|file"))
    var profile: String?
    @Option(
        help: ArgumentHelp(
            "What is accepted, by whoever answers for the data (of a gate: in place of what its policy names).",
            valueName: "file"))
    var acceptance: String?
    @Option(help: ArgumentHelp("Findings that somebody decided to pass over, with reasons.", valueName: "file"))
    var suppress: String?
    @Option(help: "csv, json, ndjson, ods, xlsx or xml (default: by the file's content).")
    var inputFormat: String?
    @Option(help: "Encoding of a text file, such as windows-1252 or utf-16le (default: found).")
    var encoding: String?
    @Option(help: "Character between the cells of a CSV, or tab (default: found).")
    var delimiter: String?
    @Option(help: ArgumentHelp("An XML Schema that XML is held against while it is read.", valueName: "file"))
    var xsd: String?
    @Option(help: "Sheet of a workbook to read.")
    var sheet: String?
    @Option(help: "Row that holds the header, from 1.")
    var headerRow: Int?
    @Option(
        help: ArgumentHelp("The day that counts as today, like 2026-01-31 (default: today, UTC).", valueName: "date"))
    var asOf: String?
    @OptionGroup var languageArguments: LanguageArguments
    @Option(help: ArgumentHelp("Worker threads (default: one a core).", valueName: "n"))
    var threads: Int?
    @Option(help: ArgumentHelp("Records before the first one, in a part of a larger job.", valueName: "n"))
    var recordOffset = 0
    @Flag(help: "Print what would be read and how; look at no record.")
    var dryRun = false
    @Flag(help: "Say nothing on standard error but errors.")
    var quiet = false

    func validate() throws {
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
        if let headerRow, !(1...1_048_576).contains(headerRow) {
            throw ValidationError("--header-row must be from 1 to 1048576.")
        }
        if !(0...(1 << 50)).contains(recordOffset) { throw ValidationError("--record-offset must not be negative.") }
        if let inputFormat, !["csv", "json", "ndjson", "ods", "xlsx", "xml"].contains(inputFormat) {
            throw ValidationError("--input-format must be csv, json, ndjson, ods, xlsx or xml.")
        }
    }

    var options: RunOptions {
        var options = RunOptions()
        options.mapping = mapping
        options.standard = standard
        if let profile { options.profile = profile }
        options.suppress = suppress
        if let acceptance { options.acceptance = acceptance }
        options.inputFormat = inputFormat
        options.encoding = encoding
        options.delimiter = delimiter
        options.sheet = sheet
        options.xsd = xsd
        options.headerRow = headerRow
        options.asOf = asOf
        options.threads = threads
        options.recordOffset = recordOffset
        options.language = languageArguments.language ?? .english
        return options
    }
}
