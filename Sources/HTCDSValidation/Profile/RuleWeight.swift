public import HTCDSFindings

/// How much the findings of one rule weigh by a profile, where that is not what the catalogue says.
public struct RuleWeight: Sendable, Hashable {
    public enum Weight: Sendable, Hashable {
        /// Not looked for at all.
        case off
        case severity(Severity)

        /// `off`, `error`, `warning` or `info`.
        public init?(_ text: String) {
            if text == "off" {
                self = .off
            } else if let severity = Severity(rawValue: text) {
                self = .severity(severity)
            } else {
                return nil
            }
        }

        public var text: String {
            switch self {
            case .off: "off"
            case .severity(let severity): severity.rawValue
            }
        }
    }

    /// For all fields that have no row of their own; nil: as the catalogue says.
    public var everywhere: Weight?
    /// By official id of the field.
    public var fields: [String: Weight]

    public init(everywhere: Weight? = nil, fields: [String: Weight] = [:]) {
        self.everywhere = everywhere
        self.fields = fields
    }

    /// The severity of a finding, nil where it is not looked for.
    ///
    /// - Parameters:
    ///   - usual: the severity that the rule gives to the finding by itself.
    ///   - catalogue: that of the rule. Where the finding weighs less than its rule, it never weighs more than usual
    ///     unless the field is named.
    func severity(of field: String?, usual: Severity, catalogue: Severity) -> Severity? {
        switch field.flatMap({ fields[$0] }) {
        case .off?: return nil
        case .severity(let severity)?: return severity
        case nil: break
        }
        switch everywhere {
        case .off?: return nil
        case .severity(let severity)?: return usual < catalogue ? min(severity, usual) : severity
        case nil: return usual
        }
    }

    /// The same with what `other` says instead.
    func overridden(by other: RuleWeight) -> RuleWeight {
        // A word for the whole rule is the last word on its fields as well.
        guard other.everywhere == nil else { return other }
        return RuleWeight(everywhere: everywhere, fields: fields.merging(other.fields) { $1 })
    }
}
