import OrderedCollections

/// A JSON value that keeps what other representations lose: the digits of numbers and the order of keys.
///
/// All records are read from and written to one, so that there is a single place for what a field looks like in JSON.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(NumberValue)
    case string(String)
    case array([JSONValue])
    case object(OrderedDictionary<String, JSONValue>)

    /// Deepest nesting that is read. A record nests four levels; the bound keeps hostile input from the stack.
    static let maximumDepth = 64

    /// What kind of value it is, for messages: never the value itself.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// Whether it says nothing: null, an empty text, array or object.
    var isEmpty: Bool {
        switch self {
        case .null: true
        case .bool, .number: false
        case .string(let text): text.isEmpty
        case .array(let items): items.isEmpty
        case .object(let entries): entries.isEmpty
        }
    }

    /// The value as the text of an extension: texts as they are, anything else as JSON.
    var plainText: String {
        if case .string(let text) = self { text } else { JSONWriter.text(of: self) }
    }
}

extension JSONValue: Equatable {
    /// Equality of JSON values: numbers by value, objects without regard to order.
    static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
        default: false
        }
    }
}
