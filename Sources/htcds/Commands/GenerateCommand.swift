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
    @Option(
        help: ArgumentHelp(
            "Form of the records: csv, json, ndjson, xlsx or xml (default: csv, or what --as reads).",
            valueName: "form"))
    var to: String?
    @Option(help: "core, current (all but the deprecated ones) or all.")
    var fields = Fiction.Fields.current.rawValue
    @Option(
        help: ArgumentHelp("The day that counts as today, like 2026-01-31 (default: today, UTC).", valueName: "date"))
    var asOf: String?
    @Option(name: [.customShort("o"), .long], help: "Where the records go; - is standard output.")
    var output = "-"
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Shape of the records: htcds, or the mapping of a partner's export.", valueName: "mapping"))
    var shape = "htcds"
    @Option(
        help: ArgumentHelp(
            "Make one record in fifty wrong, and list here what is wrong with which.", valueName: "path"))
    var faults: String?
    @Flag(help: "Say nothing but errors.")
    var quiet = false

    func validate() throws {
        guard (1...Fiction.mostRecords).contains(records) else {
            throw ValidationError("--records must be from 1 to \(Fiction.mostRecords).")
        }
        if let to, Conversion.Format(rawValue: to) == nil {
            throw ValidationError("--to must be csv, json, ndjson, xlsx or xml.")
        }
        guard Fiction.Fields(rawValue: fields) != nil else {
            throw ValidationError("--fields must be core, current or all.")
        }
        guard faults != output else {
            throw ValidationError("--faults and --output must be two files: the list does not go among the records.")
        }
        guard faults == nil || shape == "htcds" else {
            throw ValidationError("--faults plants faults in the standard's own shape, without --as.")
        }
    }

    func run() throws {
        guard let fields = Fiction.Fields(rawValue: fields) else { return }
        let progress = Process.progress(quiet: quiet)
        if let faults, let format = Conversion.Format(rawValue: to ?? "csv") {
            try Fiction.plant(
                records: records, seed: seed, format: format, fields: fields, asOf: asOf, to: output, truth: faults,
                progress: progress)
            return
        }
        if shape == "htcds", let format = Fiction.Format(rawValue: to ?? "csv") {
            try Fiction.write(
                records: records, seed: seed, format: format, fields: fields, asOf: asOf, to: output,
                progress: progress)
            return
        }
        let target: Conversion.Target
        if shape == "htcds", let format = Conversion.Format(rawValue: to ?? "csv") {
            target = .records(format)
        } else {
            target = .partner(try MappingLibrary.load(shape), form: to)
        }
        try Fiction.convert(
            records: records, seed: seed, to: target, fields: fields, asOf: asOf, output: output, progress: progress)
    }
}
