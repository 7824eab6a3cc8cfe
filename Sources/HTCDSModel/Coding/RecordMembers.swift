/// The members of an object, in the order in which they are written, found by key in constant time.
public struct RecordMembers<Object: RecordObject>: Sendable {
    private let members: [RecordMember<Object>]
    private let places: [String: Int]

    /// The member with this key in JSON; nil for none.
    public subscript(id: String) -> RecordMember<Object>? { places[id].map { members[$0] } }
}

extension RecordMembers: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(position: Int) -> RecordMember<Object> { members[position] }
}

extension RecordMembers: ExpressibleByArrayLiteral {
    public init(arrayLiteral members: RecordMember<Object>...) {
        self.members = members
        places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($0.element.id, $0.offset) })
    }
}
