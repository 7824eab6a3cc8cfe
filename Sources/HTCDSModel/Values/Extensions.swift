import OrderedCollections

/// What a partner's data hold beyond the standard: their own columns, under their own names, as text.
///
/// Keeps the order in which names were added; equality does not look at it, as JSON objects have none.
public struct Extensions: Sendable {
    private var entries: OrderedDictionary<String, String> = [:]

    /// Nothing kept.
    public init() {}

    /// The text of a column; setting nil takes it away, a new name goes to the end.
    public subscript(name: String) -> String? {
        get { entries[name] }
        set { entries[name] = newValue }
    }

    /// The partner's names, in order.
    public var names: [String] { Array(entries.keys) }

    /// Keeps a text under a name, or under `name (2)`, `name (3)` … where that is taken by another text.
    ///
    /// - Returns: the name under which it is kept now.
    @discardableResult
    public mutating func keep(_ text: String, under name: String) -> String {
        var free = name
        var number = 2
        while let taken = entries[free], taken != text {
            free = "\(name) (\(number))"
            number += 1
        }
        entries[free] = text
        return free
    }
}

extension Extensions: Hashable {
    public static func == (left: Extensions, right: Extensions) -> Bool {
        left.entries.count == right.entries.count && left.entries.allSatisfy { right.entries[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (name, text) in entries {
            var entry = Hasher()
            entry.combine(name)
            entry.combine(text)
            sum ^= entry.finalize()
        }
        hasher.combine(sum)
    }
}

extension Extensions: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }
    public subscript(position: Int) -> (name: String, text: String) {
        (name: entries.elements[position].key, text: entries.elements[position].value)
    }
}

extension Extensions: ExpressibleByDictionaryLiteral {
    /// Of a name that repeats, the last text counts.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, text) in elements { entries[name] = text }
    }
}

extension Extensions: Codable {
    /// Reads an object; texts as they are, other values as their JSON text, nulls and empty texts not at all.
    public init(from decoder: any Decoder) throws {
        var reading = RecordReading(base: decoder.codingPath)
        try reading.extensions(try JSONValue(from: decoder), into: &self)
    }

    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

    /// An object, without entries whose text is empty.
    var json: JSONValue {
        .object(entries.filter { !$0.value.isEmpty }.mapValues { .string($0) })
    }
}
