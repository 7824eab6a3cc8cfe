public import HTCDSSpec
import OrderedCollections

/// An object of a case record: what it is made of is said once, in `members`, and reading, writing and the list of its
/// fields follow from that.
public protocol RecordObject: Codable, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The table of the standard that it is a row of; nil for the record as a whole and its provenance.
    static var table: HTCDSTable? { get }

    /// What stands in it, in the order in which it is written.
    static var members: RecordMembers<Self> { get }

    /// The partner's own columns.
    var extensions: Extensions { get set }
}

extension RecordObject {
    /// Official ids of its fields, in the order of the standard.
    public static var fieldIDs: [String] { members.filter(\.isField).map(\.id) }

    /// Writes an object without nulls, empty texts, arrays and objects.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

    /// Type and keys of what is stated, without a single value: records are about people, and logs are read by others.
    public var description: String {
        let stated = Self.members.filter { $0.write(self) != nil }.map(\.id)
        return "\(Self.self)(\(stated.joined(separator: ", ")))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// An object in canonical form, keys in their order.
    var json: JSONValue {
        var entries: [(String, JSONValue)] = []
        for member in Self.members {
            if let value = member.write(self) { entries.append((member.id, value)) }
        }
        return .object(.init(uniqueKeysWithValues: entries))
    }
}
