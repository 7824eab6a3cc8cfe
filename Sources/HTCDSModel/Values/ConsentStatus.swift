/// What is known of a person's consent.
///
/// Not stated is not refused, and only `given` allows the use that consent is needed for.
public enum ConsentStatus: String, Hashable, Sendable, CaseIterable {
    /// The person agreed.
    case given
    /// The person did not agree.
    case refused
    /// Nothing was recorded.
    case notStated
}
