/// What becomes of one field of an earlier version in HTCDS 2.0.
public struct UpgradeStep: Sendable, Hashable {
    /// The earlier version: `0.1`, `0.2` or `1.0`.
    public let version: String

    /// Id of the field in that version; may hold a space (`vic_Labour Industry`).
    public let field: String

    /// Id of the field in 2.0; nil where there is none.
    public let target: String?

    /// That of the worst value, where values are mapped.
    public let grade: UpgradeGrade

    public let action: UpgradeAction

    /// What to mind, in one or two sentences; nil for nothing.
    public let note: String?

    /// For `conditional` steps, one for each thing that the field may hold; else empty.
    public let cases: [UpgradeCase]

    /// Every value of the field's code list in that version, in its order; empty where it has none.
    public let values: [UpgradeValue]
}

/// What becomes of a field that holds something of a certain kind.
public struct UpgradeCase: Sendable, Hashable {
    public enum Condition: String, Sendable, Hashable, CaseIterable {
        case oneValueAtMost = "one-value-at-most"
        case severalValues = "several-values"
        case isFalse = "false"
        case isEmpty = "empty"
        /// True, and so are the other four consents of 1.0.
        case allConsentsTrue = "true-and-other-consents-true"
        /// True, and at least one of the other four consents of 1.0 is not.
        case notAllConsentsTrue = "true-and-other-consents-not-all-true"
    }

    public let condition: Condition
    public let grade: UpgradeGrade
    public let action: UpgradeAction
    /// nil for nothing to mind.
    public let note: String?
}

/// What becomes of one value of a code list of an earlier version.
public struct UpgradeValue: Sendable, Hashable {
    /// Name of the value in the earlier version.
    public let name: String

    /// Its label there, which the published spreadsheets hold in place of the name.
    public let label: String

    /// Name of the value in 2.0; nil where no single one fits.
    public let target: String?

    public let grade: UpgradeGrade
    public let action: UpgradeAction

    /// Values of 2.0 among which a person may choose; also beside a target, where that one is only the safest.
    public let candidates: [String]

    /// nil for nothing to mind.
    public let note: String?
}
