import Foundation

/// A JSON value that can be compared. Numbers are compared by value, objects without regard to order.
enum JSON: Equatable, Sendable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(_ data: Data) throws { self = JSON(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) }
    init(contentsOf url: URL) throws { self = try JSON(Data(contentsOf: url)) }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let items as [Any]: self = .array(items.map { JSON($0) })
        case let members as [String: Any]: self = .object(members.mapValues { JSON($0) })
        // Foundation tells a boolean from a number only by the C type that it was made from.
        case let number as NSNumber where String(cString: number.objCType) == "c": self = .bool(number.boolValue)
        case let number as NSNumber: self = .number(number.doubleValue)
        default: self = .null
        }
    }

    subscript(_ key: String) -> JSON {
        if case .object(let members) = self { return members[key] ?? .null }
        return .null
    }
    subscript(_ index: Int) -> JSON {
        if case .array(let items) = self, items.indices.contains(index) { return items[index] }
        return .null
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var keys: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }
    var texts: [String] { items.compactMap(\.text) }

    /// The same object without some of its members.
    func without(_ keys: String...) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !keys.contains($0.key) })
    }

    /// The same value with the members of these names taken out of every object in it.
    func withoutAnywhere(_ keys: Set<String>) -> JSON {
        switch self {
        case .object(let members):
            .object(members.filter { !keys.contains($0.key) }.mapValues { $0.withoutAnywhere(keys) })
        case .array(let items): .array(items.map { $0.withoutAnywhere(keys) })
        default: self
        }
    }

    /// As Foundation has it, for writing.
    var foundation: Any {
        switch self {
        case .null: NSNull()
        case .bool(let value): value
        case .number(let number): Int(exactly: number).map { $0 as Any } ?? number
        case .string(let text): text
        case .array(let items): items.map(\.foundation)
        case .object(let members): members.mapValues(\.foundation)
        }
    }

    /// Whether both are written alike to the byte: Swift takes composed and decomposed letters for equal.
    func isIdentical(to other: JSON) -> Bool { description.utf8.elementsEqual(other.description.utf8) }

    /// NDJSON: one value a line.
    static func lines(_ data: Data) throws -> [JSON] {
        try data.split(separator: 0x0A).map { try JSON(Data($0)) }
    }

    var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .string(let text): "\"\(text)\""
        case .array(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        }
    }
}
