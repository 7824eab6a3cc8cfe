/// A partner's own column that a table keeps beside the fields.
public struct KeptColumn: Sendable, Hashable {
    /// The partner's name for it.
    public let name: String
    /// The thing of the layout that it belongs to; -1: the record.
    public let entity: Int

    public init(name: String, entity: Int) {
        self.name = name
        self.entity = entity
    }
}
