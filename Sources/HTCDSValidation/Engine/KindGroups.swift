import HTCDSFindings
import HTCDSSpec

/// Which kinds of findings a report counts as one: the same rule at the same field, whosever it is and however it came
/// about. A record that has two of them is one record.
struct KindGroups: Sendable {
    private struct Key: Hashable {
        let rule: RuleID
        let severity: Severity
        let field: String?
    }

    /// The group of each kind.
    let ofKind: [Int]
    /// The first kind of each group.
    let representatives: [Int]

    init(_ kinds: [Validator.Kind]) {
        var numbers: [Key: Int] = [:]
        var representatives: [Int] = []
        ofKind = kinds.enumerated().map { number, kind in
            let key = Key(rule: kind.rule, severity: kind.severity, field: kind.field?.id)
            if let known = numbers[key] { return known }
            numbers[key] = representatives.count
            representatives.append(number)
            return representatives.count - 1
        }
        self.representatives = representatives
    }
}

/// In which records of a unit a group of kinds was found: their number, the first and the last.
///
/// Findings come slot by slot, so a record may be met again later in its batch; a bit for each record of the batch
/// remembers it. Memory: a bit a record for the groups that something was found of.
public struct RecordSpan: Sendable {
    /// Records with at least one finding.
    public private(set) var count = 0
    /// Ordinals in the unit, from 0.
    public private(set) var first = Int.max
    public private(set) var last = -1
    private var bits: [UInt64] = []
    private var batch = -1

    /// - Parameters:
    ///   - ordinal: records of the unit before the batch.
    ///   - batch: number of the batch in the unit.
    ///   - size: records of the batch.
    @inline(__always)
    mutating func add(record: Int, ordinal: Int, batch: Int, size: Int) {
        if self.batch != batch {
            self.batch = batch
            bits.removeAll(keepingCapacity: true)
            bits.append(contentsOf: repeatElement(0, count: (size + 63) >> 6))
        }
        let bit: UInt64 = 1 << UInt64(record & 63)
        guard bits[record >> 6] & bit == 0 else { return }
        bits[record >> 6] |= bit
        count += 1
        first = min(first, ordinal + record)
        last = max(last, ordinal + record)
    }
}
