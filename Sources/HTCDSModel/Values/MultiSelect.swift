import OrderedCollections

/// The choices of a multi-select field: each once, in the order given. JSON: an array, also with one choice.
///
/// Two are equal when they hold the same choices in the same order.
public struct MultiSelect<Choice: Hashable & Sendable>: Hashable, Sendable {
    private var choices: OrderedSet<Choice>

    /// No choice: not stated.
    public init() { choices = [] }

    /// Takes the first of choices that repeat.
    public init(_ choices: some Sequence<Choice>) { self.choices = OrderedSet(choices) }

    /// Whether the choice was made, in constant time.
    public func contains(_ choice: Choice) -> Bool { choices.contains(choice) }

    /// Adds a choice at the end.
    ///
    /// - Returns: false where it was there already.
    @discardableResult
    public mutating func insert(_ choice: Choice) -> Bool { choices.append(choice).inserted }

    /// Takes a choice away.
    ///
    /// - Returns: false where it was not there.
    @discardableResult
    public mutating func remove(_ choice: Choice) -> Bool { choices.remove(choice) != nil }
}

extension MultiSelect: RandomAccessCollection {
    public var startIndex: Int { choices.startIndex }
    public var endIndex: Int { choices.endIndex }
    public subscript(position: Int) -> Choice { choices[position] }
}

extension MultiSelect: ExpressibleByArrayLiteral {
    public init(arrayLiteral choices: Choice...) { self.init(choices) }
}

extension MultiSelect: Codable where Choice: Codable {
    /// Reads an array; choices that repeat count once.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Choice].self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Array(choices))
    }
}
