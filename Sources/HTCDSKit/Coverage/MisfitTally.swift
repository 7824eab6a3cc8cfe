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

    /// - Parameter value: nil where it is not to be looked at.
    mutating func add(_ place: Place, value: String?) {
        places[place, default: Counts()].cells += 1
        guard let value, value.utf8.count <= Self.longestValue else {
            places[place, default: Counts()].unread += 1
            return
        }
        places[place, default: Counts()].count(value, 1)
    }

    mutating func merge(_ other: MisfitTally) {
        for (field, counts) in other.fields { add(field: field, filled: counts.filled, unmatched: counts.unmatched) }
        for (place, counts) in other.places {
            places[place, default: Counts()].cells += counts.cells
            places[place, default: Counts()].unread += counts.unread
            if counts.isOverfull { places[place, default: Counts()].overflow() }
            for (value, count) in counts.values { places[place, default: Counts()].count(value, count) }
        }
    }
}

extension MisfitTally.Counts {
    mutating func count(_ value: String, _ number: Int) {
        guard !isOverfull else { return }
        values[value, default: 0] += number
        if values.count > MisfitTally.mostValues { overflow() }
    }

    mutating func overflow() {
        isOverfull = true
        values = [:]
    }
}
