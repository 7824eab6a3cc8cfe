import ArgumentParser
import HTCDSKit

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Writes records of people who do not exist, to try things with.",
        discussion: """
            The same seed, day and fields give the same bytes on every machine, and a record is the same however many \
            there are. Names are made of syllables, e-mail addresses end in example.org, and telephone numbers are those \
            kept for fiction.
            """)

    @Option(help: ArgumentHelp("How many records.", valueName: "n"))
    var records: Int
    @Option(help: ArgumentHelp("Any whole number; another seed gives other records.", valueName: "s"))
    var seed: UInt64
    @Option(help: "Form of the records: csv or ndjson.")
    var to = Fiction.Format.csv.rawValue
    @Option(help: "core, current (all but the deprecated ones) or all.")
    var fields = Fiction.Fields.current.rawValue
    @Option(
        help: ArgumentHelp("The day that counts as today, like 2026-01-31 (default: today, UTC).", valueName: "date"))
    var asOf: String?
    @Option(name: [.customShort("o"), .long], help: "Where the records go; - is standard output.")
    var output = "-"
    @Option(name: .customLong("as"), help: ArgumentHelp("Shape of the records: htcds.", valueName: "mapping"))
    var shape = "htcds"
    @Option(help: ArgumentHelp("Not there yet.", valueName: "path", visibility: .hidden))
    var faults: String?
    @Flag(help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        guard (1...Fiction.mostRecords).contains(records) else {
            throw ValidationError("--records must be from 1 to \(Fiction.mostRecords).")
        }
        guard Fiction.Format(rawValue: to) != nil else { throw ValidationError("--to must be csv or ndjson.") }
        guard Fiction.Fields(rawValue: fields) != nil else {
            throw ValidationError("--fields must be core, current or all.")
        }
        guard shape == "htcds" else {
            throw ValidationError("--as knows htcds only: records in the shape of other mappings are not there yet.")
        }
        guard faults == nil else { throw ValidationError("--faults is not there yet: all records are sound.") }
    }

    func run() throws {
        guard let format = Fiction.Format(rawValue: to), let fields = Fiction.Fields(rawValue: fields) else { return }
        try Fiction.write(
            records: records, seed: seed, format: format, fields: fields, asOf: asOf, to: output,
            progress: Process.progress(quiet: quiet))
    }
}
