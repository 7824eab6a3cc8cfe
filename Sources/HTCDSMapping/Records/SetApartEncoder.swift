public import HTCDSCells
import HTCDSFindings
import HTCDSSpec

/// Sends records that hold a change nobody can decide to a stream of their own, whole and as NDJSON, and all others on
/// to another encoder.
///
/// Undecided is a value of an earlier version for which 2.0 has nothing, or several things of which the record does not
/// say which; and several values where 2.0 wants one. A change that a rule made is decided, also where it lost something.
public final class SetApartEncoder: RecordEncoder {
    private let inner: any RecordEncoder
    private let aside: RecordJSONEncoder
    private let plan: MappingPlan
    /// Slots in which several values are a matter of choice.
    private let choices: Set<UInt32>
    /// Records of the batch at hand that are set apart.
    private var undecided: Set<UInt32> = []
    /// Records set apart so far.
    public private(set) var count = 0

    /// Name of the stream, which is no name of a file.
    public static let stream = "set apart"
    public let streamNames: [String]

    /// - Parameter inner: what the other records are written by.
    public init(
        _ inner: any RecordEncoder, plan: MappingPlan, sourceName: String, sheetName: String?, columns: [SourceColumn]
    ) {
        self.inner = inner
        self.plan = plan
        streamNames = inner.streamNames + [Self.stream]
        aside = RecordJSONEncoder(
            plan: plan, asArray: false, sourceName: sourceName, sheetName: sheetName, columns: columns,
            stream: inner.streamNames.count)
        let steps = plan.document.upgradesFrom.map { Upgrades.steps(from: $0) } ?? []
        let single = Set(
            steps.filter { $0.cases.contains { $0.condition == .severalValues && $0.grade == .impossible } }
                .compactMap(\.target))
        choices = Set(
            plan.layout.slots.enumerated().filter { single.contains($0.element.field.id) }.map { UInt32($0.offset) })
    }

    public func begin(stream: Int, into arena: ByteArena) {
        if stream < streamNames.count - 1 { inner.begin(stream: stream, into: arena) }
    }
    public func end(stream: Int, into arena: ByteArena) {
        if stream < streamNames.count - 1 { inner.end(stream: stream, into: arena) }
    }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        // Records of a batch come in order.
        if record == 0 { look(fields) }
        guard undecided.contains(UInt32(truncatingIfNeeded: record)) else {
            return inner.encode(cells, fields, record: record, ordinal: ordinal, into: output)
        }
        count += 1
        aside.encode(cells, fields, record: record, ordinal: ordinal, into: output)
    }

    private func look(_ fields: FieldBatch) {
        undecided.removeAll(keepingCapacity: true)
        for fault in fields.faults {
            let isUndecided =
                fault.fault == .lossy && plan.loss(fault)?.isApplied != true
                || fault.fault == .tooMany && choices.contains(fault.slot)
            if isUndecided { undecided.insert(fault.record) }
        }
    }
}
