/// What did not fit into which field, counted in bounded memory.
struct MisfitTally {
    /// Different values that are told apart in one column of one field; of more, nothing but their number is kept.
    static let mostValues = 100
    /// Bytes of a value that is kept; a longer one is no category.
    static let longestValue = 64

    struct Place: Hashable {
        let field: String
        /// Header as it may be shown.
        let column: String
    }

    struct Counts {
        /// Cells that did not fit, or parts of cells that hold several values.
        var cells = 0
        /// Of these, those whose value is never looked at: it is too long, or of a kind that is no category.
        var unread = 0
        /// By value; empty once there were too many.
        var values: [String: Int] = [:]
        var isOverfull = false
        var mostValues = MisfitTally.mostValues
    }

    /// How often a field is filled, and how often not all that stands there became its value.
    struct Field {
        var filled = 0
        var unmatched = 0
    }

    private(set) var places: [Place: Counts] = [:]
    /// By official id, over all things that have the field.
    private(set) var fields: [String: Field] = [:]

    mutating func add(field: String, filled: Int, unmatched: Int) {
        fields[field, default: Field()].filled += filled
        fields[field, default: Field()].unmatched += unmatched
    }

    mutating func add(_ place: Place, _ counts: Counts) {
        places[place, default: Counts(mostValues: counts.mostValues)].merge(counts)
    }

    mutating func merge(_ other: MisfitTally) {
        for (field, counts) in other.fields { add(field: field, filled: counts.filled, unmatched: counts.unmatched) }
        for (place, counts) in other.places { add(place, counts) }
    }
}

extension MisfitTally.Counts {
    /// - Parameter value: nil where it is not to be looked at.
    mutating func add(_ value: String?) {
        cells += 1
        if let value, value.utf8.count <= MisfitTally.longestValue { count(value, 1) } else { unread += 1 }
    }

    mutating func merge(_ other: MisfitTally.Counts) {
        cells += other.cells
        unread += other.unread
        if other.isOverfull { overflow() }
        for (value, number) in other.values { count(value, number) }
    }

    mutating func count(_ value: String, _ number: Int) {
        guard !isOverfull else { return }
        values[value, default: 0] += number
        if values.count > mostValues { overflow() }
    }

    mutating func overflow() {
        isOverfull = true
        values = [:]
    }
}
