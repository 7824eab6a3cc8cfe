import HTCDSFindings
import HTCDSValidation

/// Counts of many units of one table, by the numbers that the table gives its kinds of findings and its fields.
///
/// A unit has a few hundred records and a table hundreds of counts: added up by number, they are looked up by rule and
/// field once a table instead of once a unit.
final class TableSums {
    /// Records that have a finding; the first and the last of them by number in the data set.
    struct Span {
        var records = 0
        var first = Int.max
        var last = 0
    }

    let table: Table
    /// Findings, by kind.
    private(set) var counts: [Int]
    /// By group of kinds.
    private(set) var spans: [Span]
    /// Records in which a field is filled, and in which it is not valid, by slot.
    private(set) var filled: [Int]
    private(set) var invalid: [Int]

    init(_ table: Table) {
        self.table = table
        counts = Array(repeating: 0, count: table.validator.kinds.count)
        spans = Array(repeating: Span(), count: table.validator.representatives.count)
        filled = Array(repeating: 0, count: table.plan.layout.slots.count)
        invalid = filled
    }

    /// - Parameter before: records of the data set before the unit.
    func add(_ result: UnitResult, before: Int) {
        let tally = result.tally
        let found = tally.counts
        for kind in tally.foundKinds { counts[kind] += found[kind] }
        Self.add(result.filled, to: &filled)
        Self.add(tally.invalid, to: &invalid)
        for (group, added) in tally.foundSpans {
            spans[group].records += added.count
            spans[group].first = min(spans[group].first, before + added.first + 1)
            spans[group].last = max(spans[group].last, before + added.last + 1)
        }
    }

    private static func add(_ counts: [Int], to sums: inout [Int]) {
        precondition(counts.count == sums.count)
        for index in counts.indices { sums[index] += counts[index] }
    }
}
