import HTCDSCells
import HTCDSGate

/// What came of the records of one unit: rows of numbers, and who was withheld.
///
/// Filled by one thread, then handed to the one that puts units in order.
final class GateUnit {
    struct RowHead {
        /// Index of the record in the unit.
        let ordinal: Int
        /// Whether it is the first row of its victim: a victim has several where rows are links.
        let isVictim: Bool
        /// nil where no column holds the subject, or the record has no id.
        let subject: Pseudonyms.Value?
    }

    struct Withheld {
        let ordinal: Int
        let reason: AdmissionPlan.Reason
        let position: RecordPosition
        let sheet: Int
        /// Column of the cell that decides, or -1.
        let column: Int
    }

    var heads: [RowHead] = []
    /// The values of all rows, row after row.
    var values: [UInt16] = []
    var open: OpenValues
    var withheld: [Withheld] = []
    var losses: AttributeLosses
    /// Victims without an id, where a pseudonym or the list of withdrawn consents needs one.
    var withoutID = 0
    /// Values of kept columns that are the same as a name, number or address in their record.
    var identifiers = 0
    /// By pseudonym, the entries of the list that were met.
    var withdrawn: Set<Pseudonyms.Value> = []

    init(columnCount: Int, attributeCount: Int) {
        open = OpenValues(columnCount: columnCount)
        losses = AttributeLosses(attributeCount: attributeCount)
    }
}
