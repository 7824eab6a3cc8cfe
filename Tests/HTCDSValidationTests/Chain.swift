import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping
import HTCDSSpec
import HTCDSValidation
import Testing

/// Files of the checkout these tests are part of.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The text of a mapping that ships.
    static func mapping(_ name: String) throws -> String {
        try String(contentsOf: root.appending(path: "Mappings/\(name).yaml"), encoding: .utf8)
    }
}

/// What the real chain made of a CSV: read, mapped and checked.
struct Outcome {
    let validator: Validator
    let tally: FindingTally

    /// Rules that found something, in records or in the header.
    var fired: Set<RuleID> {
        Set(validator.columnFindings.map(\.kind.rule))
            .union(tally.counts.indices.filter { tally.counts[$0] > 0 }.map { validator.kinds[$0].rule })
    }

    /// How often a rule found something in records, by severity.
    func counts(_ rule: RuleID) -> [Severity: Int] {
        var counts: [Severity: Int] = [:]
        for (number, kind) in validator.kinds.enumerated() where kind.rule == rule && tally.counts[number] > 0 {
            counts[kind.severity, default: 0] += tally.counts[number]
        }
        return counts
    }

    func columnFindings(_ rule: RuleID) -> [ColumnFinding] {
        validator.columnFindings.filter { $0.kind.rule == rule }.map(\.finding)
    }

    /// Every message that a reader of the report would see.
    var messages: [String] {
        tally.samples.map { validator.kinds[$0.kind].message($0.description.suggestion).text }
            + validator.columnFindings.map { $0.kind.message($0.finding.suggestion).text }
    }
}

enum Chain {
    /// Takes columns by the standard's own names and keeps the rest.
    static let standardMapping = """
        mapping: by-names
        title: By the names of the standard
        standard: "2.0"
        standardFields: [ids, labels, aliases]
        keep: all
        """

    /// The day that counts as today: 31 January 2026.
    static let asOf = PackedDate(year: 2026, month: 1, day: 31)

    /// Reads, maps and checks a CSV in batches of `batchSize`. A replacement character stands for a byte that is not
    /// UTF-8.
    /// - Parameter forgetsMarks: whether no value says what may stand in its text.
    static func check(
        _ csv: String, mapping: String = standardMapping, batchSize: Int = 2048, samples: Int = 20,
        format: String = "csv", profile: Profile = .core, forgetsMarks: Bool = false
    ) throws -> Outcome {
        let bytes = csv.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xE9] : Array(String($0).utf8) }
        let reader = try CSVReader(MemoryByteSource(bytes))
        let document = try MappingDocumentReader.read(yaml: mapping, name: "test.yaml")
        let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf)
        let validator = Validator(
            RuleContext(
                standard: .v2_0, layout: plan.layout, format: format, columnCount: reader.columns.count,
                asOf: asOf, mapping: document.name, profile: profile))
        let tally = validator.makeTally(samplesPerKind: samples)
        let cells = CellBatch(
            columnCount: reader.columns.count, recordCapacity: batchSize, arena: ByteArena(capacity: 64))
        cells.numberingColumn = plan.numberingColumn
        let fields = plan.makeFieldBatch(recordCapacity: batchSize)
        var ordinal = 0
        while try reader.read(into: cells) {
            plan.map(cells, to: fields)
            for slot in plan.layout.slots.indices where forgetsMarks {
                for record in 0..<cells.recordCount {
                    var value = fields.value(slot: slot, record: record)
                    value.marks = .unknown
                    fields.set(value, slot: slot, record: record)
                }
            }
            validator.check(cells, fields, ordinal: ordinal, into: tally) { _, _, hint in
                FindingTally.Description(suggestion: hint.flatMap { plan.code($0) })
            }
            ordinal += cells.recordCount
        }
        return Outcome(validator: validator, tally: tally)
    }
}
