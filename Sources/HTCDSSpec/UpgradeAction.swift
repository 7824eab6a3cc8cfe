/// What is done with a field or value of an earlier version.
public enum UpgradeAction: String, Sendable, Hashable, CaseIterable {
    /// Taken over as it stands.
    case copy
    /// Taken over under another field id.
    case renameField = "rename-field"
    /// Decided value by value.
    case mapValues = "map-values"
    /// The new value takes the place of the old one.
    case rewrite
    /// The same, and the old value is kept and the change told.
    case rewriteAndFlag = "rewrite-and-flag"
    /// A person decides; until then the old value is kept beside the record.
    case ask
    /// Left out, and told.
    case omitAndReport = "omit-and-report"
    /// Kept beside the record under its old name.
    case keepAsExtension = "keep-as-extension"
}
