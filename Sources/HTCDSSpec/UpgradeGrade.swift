/// How well content of an earlier version can be said in HTCDS 2.0; this project's reading, not the publisher's.
public enum UpgradeGrade: String, Sendable, Hashable, CaseIterable {
    /// The same meaning; no person is needed.
    case exact
    /// A rule can do it, but the meaning widens or shifts: the old value is kept beside the new one.
    case lossy
    /// Nothing fits, or several do and the record does not tell which.
    case impossible
    /// It depends on the value: see the step's conditions.
    case conditional
}
