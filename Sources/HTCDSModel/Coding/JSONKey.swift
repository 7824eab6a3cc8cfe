/// A step into a JSON value: a key of an object or a place in an array.
struct JSONKey: CodingKey, Hashable, Sendable {
    let stringValue: String
    let intValue: Int?

    init(_ key: String) {
        stringValue = key
        intValue = nil
    }

    /// - Parameter index: Place in the array, from 0.
    init(_ index: Int) {
        stringValue = String(index)
        intValue = index
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(intValue) }
}
