/// Which matches that are not exact may set a value all the same, as somebody who answers for the data decided.
///
/// Whatever is applied by it is kept in the partner's own words as well, and counted as `mapping.lossy`.
public struct RelationPolicy: Sendable, Hashable {
    /// Relations that a policy may allow: `none` and `outOfScope` have no value to set.
    public static let choosable: Set<Relation> = [.broader, .close]

    /// For every field that has no row of its own.
    public var relations: Set<Relation>
    /// By official id of the field.
    public var byField: [String: Set<Relation>]

    public init(_ relations: Set<Relation> = [], byField: [String: Set<Relation>] = [:]) {
        self.relations = relations
        self.byField = byField
    }

    func relations(for field: String) -> Set<Relation> { byField[field] ?? relations }
}
