/// A value of an earlier version of the standard, by name or by label.
///
/// The publisher gives no table from old values to new ones; the grades are this project's reading.
public struct SupersededValue: Sendable, Hashable {
    /// The name or label as the earlier version spells it, without outer spaces.
    public let text: String

    /// The last version that had the value: `0.1-draft`, `0.1`, `0.2` or `1.0`.
    public let version: String

    /// `exact`: same meaning; `lossy`: the meaning widens or shifts; `impossible`: no code says the same.
    public let grade: String
}
