import HTCDSCells
public import HTCDSFindings
import HTCDSMapping
import HTCDSSpec

/// How much of the standard an export covers by a mapping: which fields are there, how much of what stands in them fits,
/// and what does not.
public struct Coverage: Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Something stands in a column for it.
        case present
        /// There is a column for it, and nothing stands in it.
        case mapped
        /// There is no column for it.
        case missing
    }

    public struct Field: Sendable {
        public let id: String
        public let label: String
        public let core: Bool
        public let state: State
        /// Why it is missing, nil where it is not.
        public let why: String?
        /// Its first column, as it may be called.
        public let column: String?
        /// How often something stands there, and how often all of it became a value of the field. A record with two
        /// persons may count twice.
        public let filled: Int
        public let matched: Int
        /// What did not fit, by column, the most frequent first.
        public let misfits: [Misfits]
    }

    /// Values of a column that did not fit.
    public struct Misfits: Sendable {
        public let column: String
        /// How often something did not fit.
        public let cells: Int
        /// Values that may be told, the most frequent first.
        public let shown: [Value]
        /// How often a value did not fit that is not told.
        public let hidden: Int
    }

    public struct Value: Sendable, Hashable {
        public let text: String
        public let count: Int
    }

    /// The report of the same run.
    public let report: Report
    /// Core fields, and others that have a column, in the order of the standard.
    public let fields: [Field]

    /// A value that is no public code is told from this number on.
    public static let leastFrequent = 10
    /// Values told of one column.
    public static let mostShown = 10

    /// Reads the files as one data set.
    ///
    /// - Throws: `ToolError` where the work could not be done.
    /// Memory: as ``Validation/run``, and 100 short values for each column of a field.
    public static func run(
        files: [String], options: RunOptions, progress: ((Int) -> Void)? = nil
    ) throws -> Coverage {
        var options = options
        options.maxFindings = 1
        options.showValues = false
        let run = try DataSetRun(paths: files, options: options)
        run.progress = progress
        let listener = MisfitListener()
        let report = try run.run(listener, rejects: true)
        let document = try? MappingLibrary.load(options.mapping ?? report.judgedBy.mapping.name).document
        return Coverage(report, listener.tally, document)
    }

    init(_ report: Report, _ tally: MisfitTally, _ document: MappingDocument?) {
        self.report = report
        let named = Set((document.map { $0.fields + $0.parts.flatMap(\.fields) } ?? []).map(\.field))
        let cannotHold = Set(document?.cannotHold ?? [])
        let byField = Dictionary(grouping: tally.places, by: \.key.field)
        fields = report.fields.compactMap { count in
            guard let field = HTCDSStandard.v2_0.field(id: count.field) else { return nil }
            let found = tally.fields[field.id] ?? .init()
            let state: State = found.filled > 0 ? .present : count.column != nil ? .mapped : .missing
            let why =
                named.contains(field.id)
                ? "the mapping's columns for it are not in the file"
                : cannotHold.contains(field.id)
                    ? "this kind of export has no place for it"
                    : document?.standardFields.isEmpty == false
                        ? "no column is headed by its name" : "the mapping has nothing for it"
            let listed = Self.listed(field.id, document)
            let misfits = (byField[field.id] ?? []).map { Self.misfits($0.key.column, $0.value, listed) }
            return Field(
                id: field.id, label: field.label, core: field.isCore && field.status == .draft, state: state,
                why: state == .missing ? why : nil, column: count.column, filled: found.filled,
                matched: max(0, found.filled - found.unmatched),
                misfits: misfits.sorted { ($1.cells, $0.column) < ($0.cells, $1.column) })
        }
    }

    /// The partner's values that the mapping itself speaks of, folded.
    private static func listed(_ field: String, _ document: MappingDocument?) -> Set<[UInt8]> {
        let rules = (document.map { $0.fields + $0.parts.flatMap(\.fields) } ?? []).filter { $0.field == field }
        return Set(rules.flatMap(\.alternatives).flatMap(\.values).map { ByteKeyTable.folded($0.value) })
    }

    /// Public codes, and words for categories that stand there often. Nothing where there are many different values.
    private static func misfits(_ column: String, _ counts: MisfitTally.Counts, _ listed: Set<[UInt8]>) -> Misfits {
        let told = counts.values.filter { value, count in
            if CategoryWords.isPublicCode(value) { return true }
            guard count >= leastFrequent else { return false }
            return CategoryWords.isCategory(value)
                || listed.contains(ByteKeyTable.folded(value)) && !CategoryWords.mayBeSomebodys(value)
        }
        let shown = told.map { Value(text: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(mostShown)
        return Misfits(
            column: column, cells: counts.cells, shown: Array(shown),
            hidden: counts.cells - shown.reduce(0) { $0 + $1.count })
    }
}
