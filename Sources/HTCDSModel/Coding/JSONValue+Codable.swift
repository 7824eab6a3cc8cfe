import OrderedCollections

extension JSONValue: Codable {
    /// Reads whatever the decoder holds. Keys come sorted, as a `Decoder` knows no order; of numbers see `NumberValue`.
    ///
    /// - Throws: `DecodingError.dataCorrupted` beyond `maximumDepth`, and for what JSON has no word for.
    init(from decoder: any Decoder) throws {
        try self.init(from: decoder, depth: 0)
    }

    private init(from decoder: any Decoder, depth: Int) throws {
        guard depth <= Self.maximumDepth else { throw Self.tooDeep }
        if let scalar = try? Self.scalar(decoder.singleValueContainer()) {
            self = scalar
        } else if let number = try? NumberValue(from: decoder) {
            self = .number(number)
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [JSONValue] = []
            while !container.isAtEnd {
                items.append(try JSONValue(from: container.superDecoder(), depth: depth + 1))
            }
            self = .array(items)
        } else {
            let container = try decoder.container(keyedBy: JSONKey.self)
            var entries: OrderedDictionary<String, JSONValue> = [:]
            for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                entries[key.stringValue] = try JSONValue(from: container.superDecoder(forKey: key), depth: depth + 1)
            }
            self = .object(entries)
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let text = try? container.decode(String.self) { return .string(text) }
        return .bool(try container.decode(Bool.self))
    }

    /// The path is left out: it may run through keys that are a partner's data.
    static var tooDeep: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "Nested deeper than \(maximumDepth) levels."))
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .number(let number): try number.encode(to: encoder)
        case .string(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .array(let items):
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(item) }
        case .object(let entries):
            var container = encoder.container(keyedBy: JSONKey.self)
            for (key, value) in entries { try container.encode(value, forKey: JSONKey(key)) }
        }
    }
}
