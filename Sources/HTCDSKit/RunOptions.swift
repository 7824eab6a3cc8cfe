import Foundation
import HTCDSCells
public import HTCDSFindings

/// What a run is asked to do, apart from the files.
public struct RunOptions: Sendable {
    /// Name of a shipped mapping, path of a document, `-` for standard input; nil: found by the file.
    public var mapping: String?
    /// `csv`, `xml` or `xlsx`; nil: found by the file's first bytes.
    public var inputFormat: String?
    public var encoding: String?
    public var delimiter: String?
    public var sheet: String?
    /// Path of an XML Schema that XML is held against; nil: none.
    public var xsd: String?
    public var headerRow: Int?
    /// The day that counts as today, `YYYY-MM-DD`; nil: the UTC date at start.
    public var asOf: String?
    /// Findings shown for each rule and field; 0: all.
    public var maxFindings = 20
    public var showValues = false
    public var failOn = FailOn.error
    /// Worker threads; nil: as many as there are cores.
    public var threads: Int?
    /// Records that are worked on at once, and bytes of a CSV that are read at once; nil: what suits the processor. Nothing
    /// that is written depends on them, which tests make sure of.
    package var batchRecords: Int?
    package var chunkBytes: Int?
    /// Records before the first one, when the files are part of a larger job.
    public var recordOffset = 0
    /// Name of a shipped profile, or path of a document.
    public var profile = "core"
    /// What rules weigh otherwise than in the profile, by the policy of a gate.
    var weights: [RuleID: Severity] = [:]
    /// Path of a document that says which findings are passed over; nil: none.
    public var suppress: String?
    /// `default`, or the path of an acceptance document.
    public var acceptance = "default"
    public var standard = "2.0"
    /// The language of what the report says.
    public var language = ReportLanguage.english

    public enum FailOn: String, Sendable, CaseIterable { case error, warning, never }

    public init() {}

    /// How many records of `columns` columns a batch holds.
    func batchCapacity(columns: Int) -> Int { batchRecords ?? CellBatch.suitableCapacity(columns: columns) }

    /// How many threads work.
    var threadCount: Int { max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) }

    /// Paths of the documents that are read, which are inputs as well.
    public var documents: [String] {
        var paths = [suppress, xsd].compactMap { $0 }
        if acceptance != Acceptance.standard.name { paths.append(acceptance) }
        if !ProfileLibrary.isShipped(profile) { paths.append(profile) }
        if let mapping, FileManager.default.fileExists(atPath: mapping) { paths.append(mapping) }
        return paths
    }
}
