/// The id that a field, or one whose content it took over, had in an earlier version of the standard.
public struct FormerID: Sendable, Hashable {
    /// The earlier id; may hold a space (`vic_Labour Industry`).
    public let id: String

    /// The last version that had the id: `0.1-draft`, `0.1`, `0.2` or `1.0`.
    public let version: String

    /// `exact`: values carry over; `conditional`: it depends on the value (several values where one is allowed now);
    /// `lossy`: meanings widen or shift; `impossible`: the values are of another list and a person has to decide.
    public let grade: String
}
