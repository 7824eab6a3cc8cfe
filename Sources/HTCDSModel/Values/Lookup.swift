import OrderedCollections

/// Another object that a field points at: an organisation, a person or a user.
public enum Lookup: Hashable, Sendable {
    /// The name as it was given, not resolved.
    case name(String)
    /// Id of a person or an organisation in the same record. JSON: `{"ref": "o1"}`.
    case reference(String)

    /// The name where it was not resolved, else nil.
    public var name: String? {
        if case .name(let name) = self { name } else { nil }
    }

    /// The id where it was resolved, else nil.
    public var reference: String? {
        if case .reference(let id) = self { id } else { nil }
    }

    /// The key of an id in JSON.
    static let referenceKey = "ref"

    var json: JSONValue {
        switch self {
        case .name(let name): .string(name)
        case .reference(let id): .object([Self.referenceKey: .string(id)])
        }
    }
}

extension Lookup: Codable {
    /// Reads a name or an object with nothing but `ref`.
    public init(from decoder: any Decoder) throws {
        var reading = RecordReading(base: decoder.codingPath)
        var others: [String: JSONValue] = [:]
        let lookup = try reading.lookup(try JSONValue(from: decoder)) { others[$0] = $1 }
        guard let lookup, others.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "Expected a name or an object with \"ref\" only.")
            )
        }
        self = lookup
    }

    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
