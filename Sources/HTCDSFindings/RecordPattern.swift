/// How the records that have a finding lie among all: what befell every record has another cause than what befell one.
public enum RecordPattern: String, Sendable, Hashable, Codable {
    /// All records of the data set.
    case everyRecord = "every-record"
    /// Records one after the other, as when somebody pasted a block.
    case block
    case scattered

    /// - Parameters:
    ///   - records: how many have a finding, 2 at least: one record has no pattern.
    ///   - first: number of the first, nil where it is not known.
    ///   - total: records of the data set.
    public init?(records: Int, first: Int?, last: Int?, of total: Int) {
        guard records > 1 else { return nil }
        if records >= total {
            self = .everyRecord
        } else {
            guard let first, let last else { return nil }
            self = last &- first &+ 1 == records ? .block : .scattered
        }
    }
}
