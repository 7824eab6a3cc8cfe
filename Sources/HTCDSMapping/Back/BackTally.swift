/// What records held that found no place in a partner's shape, counted. Not thread-safe: one for each encoder.
public struct BackTally: Sendable {
    /// What was lost: never a value.
    public struct Key: Sendable, Hashable {
        /// Official id of the field or name of the kept column.
        public let name: String
        public let why: Why
    }

    public enum Why: String, Sendable, CaseIterable {
        case noColumn = "the mapping has no column for it"
        case noWay = "the mapping's own way of reading it cannot be turned round"
        case noCode = "some of its codes have no column or value of the partner's"
        case merged = "the partner's word for it means other things as well"
        case noThing = "the mapping has no place for so many, or such, persons, events and the like"
        case noRole = "the mapping has no column that says who somebody is"
        case saysRole = "the mapping says it of everybody, and the record does not"
        case taken = "the partner's column is taken by another value"
        case missing = "its text is one that the mapping takes for nothing stated"
        case notKept = "the mapping has no column to keep it in"
        case unread = "it is a text that became no value, and would mean something else in another shape"
        case nothing = "the record would be a blank row"
        case noElement = "its name cannot be one of an element"
        case noName = "it points at something that has no name in the record"
    }

    /// Records by what they lost.
    public private(set) var records: [Key: Int] = [:]

    public init() {}

    mutating func add(_ name: String, _ why: Why) { records[Key(name: name, why: why), default: 0] += 1 }

    public mutating func merge(_ other: BackTally) { records.merge(other.records) { $0 + $1 } }

    /// Sorted by how many records it concerns.
    public var sorted: [(key: Key, records: Int)] {
        records.map { (key: $0.key, records: $0.value) }.sorted {
            ($1.records, $0.key.name, $0.key.why.rawValue) < ($0.records, $1.key.name, $1.key.why.rawValue)
        }
    }
}
