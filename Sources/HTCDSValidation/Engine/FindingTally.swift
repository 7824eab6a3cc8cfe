public import HTCDSCells
import HTCDSFindings

/// The counts of one unit of records, and the first few places of each kind of finding.
///
/// All findings are counted exactly; only samples are kept. Memory: kinds × samples. One thread fills it, the one that
/// puts units in order reads it.
public final class FindingTally: @unchecked Sendable {
    // Unchecked: handed over as a whole, never shared.

    /// What a sample says of its cell.
    public struct Description: Sendable {
        public var shape: String?
        public var suggestion: String?
        public var value: String?
        public init(shape: String? = nil, suggestion: String? = nil, value: String? = nil) {
            self.shape = shape
            self.suggestion = suggestion
            self.value = value
        }
    }

    /// One place of a finding.
    public struct Sample: Sendable {
        public let kind: Int
        /// Column number from 0, -1 for the whole record.
        public let column: Int
        /// Index of the record in the unit, from 0.
        public let ordinal: Int
        public let position: RecordPosition
        public let cellLine: Int?
        public let sheet: Int
        public let description: Description

        init(
            kind: Int, column: Int, ordinal: Int, position: RecordPosition, cellLine: Int?, sheet: Int,
            description: Description
        ) {
            self.kind = kind
            self.column = column
            self.ordinal = ordinal
            self.position = position
            self.cellLine = cellLine
            self.sheet = sheet
            self.description = description
        }

        /// A place that no tally found.
        public init(column: Int, ordinal: Int, position: RecordPosition, sheet: Int) {
            self.init(
                kind: -1, column: column, ordinal: ordinal, position: position, cellLine: nil, sheet: sheet,
                description: Description())
        }
    }

    // Handed over as a whole, so that looking for overlapping accesses at every finding finds nothing.
    @exclusivity(unchecked)
    public private(set) var counts: [Int]
    /// Kinds of which something was found, each once: nearly all kinds are never found.
    @exclusivity(unchecked)
    public private(set) var foundKinds: [Int] = []
    /// Records with at least one finding, by group of kinds that something was found of.
    @exclusivity(unchecked)
    public private(set) var foundSpans: [(group: Int, span: RecordSpan)] = []
    /// Where in ``foundSpans`` a group of kinds is, -1 where nothing was found of it.
    @exclusivity(unchecked)
    private var placeOfSpan: [Int32]
    /// Records whose field is filled but not valid, by slot.
    @exclusivity(unchecked)
    public private(set) var invalid: [Int]
    @exclusivity(unchecked)
    public private(set) var samples: [Sample] = []
    /// Findings that were passed over, by the place of the suppression in its document.
    @exclusivity(unchecked)
    public private(set) var suppressed: [Int: Int] = [:]
    public private(set) var read = 0
    @exclusivity(unchecked)
    public private(set) var rejected = 0
    /// Ordinals of the rejected records, where somebody asks for them.
    @exclusivity(unchecked)
    public private(set) var rejectedRecords: Set<Int> = []
    @exclusivity(unchecked)
    public var keepsRejectedRecords = false
    private let groupOfKind: [Int]
    @exclusivity(unchecked)
    private var batch = -1
    private let samplesPerKind: Int
    @exclusivity(unchecked)
    private var rejectedInBatch: [Bool] = []

    private let saturated: [Bool]

    init(groups: KindGroups, slots: Int, samplesPerKind: Int, saturated: [Bool] = []) {
        let kinds = groups.ofKind.count
        self.saturated = saturated.isEmpty ? Array(repeating: false, count: kinds) : saturated
        counts = Array(repeating: 0, count: kinds)
        groupOfKind = groups.ofKind
        placeOfSpan = Array(repeating: -1, count: groups.representatives.count)
        invalid = Array(repeating: 0, count: slots)
        self.samplesPerKind = samplesPerKind
    }

    func begin(records: Int) {
        read += records
        batch += 1
        rejectedInBatch.removeAll(keepingCapacity: true)
        rejectedInBatch.append(contentsOf: repeatElement(false, count: records))
    }

    /// Counts one finding, and says whether a sample of it is wanted.
    @inline(__always)
    func count(kind: Int, severity: Severity, record: Int, ordinal: Int) -> Bool {
        if counts[kind] == 0 { begin(kind: kind) }
        counts[kind] += 1
        let place = Int(placeOfSpan[groupOfKind[kind]])
        foundSpans[place].span.add(record: record, ordinal: ordinal, batch: batch, size: rejectedInBatch.count)
        if severity == .error, !rejectedInBatch[record] {
            rejectedInBatch[record] = true
            rejected += 1
            if keepsRejectedRecords { rejectedRecords.insert(ordinal + record) }
        }
        return samplesPerKind == 0 || (counts[kind] <= samplesPerKind && !saturated[kind])
    }

    /// Takes note of a kind that nothing was found of before.
    private func begin(kind: Int) {
        foundKinds.append(kind)
        let group = groupOfKind[kind]
        guard placeOfSpan[group] < 0 else { return }
        placeOfSpan[group] = Int32(clamping: foundSpans.count)
        foundSpans.append((group, RecordSpan()))
    }

    func countSuppressed(_ suppression: Int) { suppressed[suppression, default: 0] += 1 }

    @inline(__always)
    func countInvalid(slot: Int) { invalid[slot] += 1 }

    func addSample(
        kind: Int, column: Int, record: Int, ordinal: Int, cells: CellBatch, line: Int? = nil,
        _ description: Description
    ) {
        samples.append(
            Sample(
                kind: kind, column: column, ordinal: ordinal + record, position: cells.position(record),
                cellLine: line != nil ? line : column >= 0 ? cells.line(record: record, column: column) : nil,
                sheet: cells.sheet,
                description: description))
    }
}
