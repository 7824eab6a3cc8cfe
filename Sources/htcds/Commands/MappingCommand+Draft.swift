import ArgumentParser
import HTCDSKit

struct MappingDraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Proposes a mapping for an export that nobody has seen.",
        discussion: """
            Headers are compared with the names of all fields and codes in English, French, Spanish, Portuguese, Arabic \
            and Russian, and the values of the first 10,000 records with the code lists. What is not sure becomes a \
            comment. The draft holds no value of a person; somebody has to read it before it is used.
            """)

    @Argument(help: "The file; - is standard input.") var file: String
    @Option(help: "Name of the mapping: letters, digits, hyphens.") var name = "draft"
    @Option(name: [.customShort("o"), .long], help: "Where the draft goes (default: standard output).")
    var output: String?
    @Option(help: "csv, json, ndjson, ods, xlsx or xml (default: by the file's content).") var inputFormat: String?
    @Option(help: "Encoding of a CSV: UTF-8 or Windows-1252 (default: found).") var encoding: String?
    @Option(help: "Character between the cells of a CSV, or tab (default: found).") var delimiter: String?
    @Option(help: "Sheet of a workbook to read.") var sheet: String?
    @Option(help: "Row that holds the header, from 1.") var headerRow: Int?
    @Flag(help: "Say nothing on standard error but errors.") var quiet = false
    @Flag(help: .hidden) var withoutSpellings = false

    func validate() throws {
        if let headerRow, !(1...1_048_576).contains(headerRow) {
            throw ValidationError("--header-row must be from 1 to 1048576.")
        }
        if let inputFormat, !["csv", "json", "ndjson", "ods", "xlsx", "xml"].contains(inputFormat) {
            throw ValidationError("--input-format must be csv, json, ndjson, ods, xlsx or xml.")
        }
        guard Drafting.isName(name) else {
            throw ValidationError("--name must be of letters, digits and hyphens, and begin with a letter or digit.")
        }
    }

    func run() throws {
        if let output { try OutputGuard.demandApart(inputs: [file], outputs: [output]) }
        var options = RunOptions()
        options.inputFormat = inputFormat
        options.encoding = encoding
        options.delimiter = delimiter
        options.sheet = sheet
        options.headerRow = headerRow
        let draft = try Drafting.run(file: file, name: name, options: options, withSpellings: !withoutSpellings)
        if let output, output != "-" {
            try TextOutput.write(draft.yaml, to: output)
        } else {
            try Process.print(draft.yaml)
        }
        guard !quiet else { return }
        Process.say(
            "\(draft.mapped) columns are mapped, \(draft.doubtful) more have a proposal in doubt, as a comment.")
    }
}
