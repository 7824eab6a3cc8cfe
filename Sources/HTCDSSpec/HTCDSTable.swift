/// The nine tables into which the standard sorts its fields, told apart by the prefix of the id.
public enum HTCDSTable: String, Sendable, Hashable, CaseIterable {
    case organization
    case person
    case victimContext
    case perpetratorContext
    case `case`
    case caseComment
    case event
    case supportPlan
    case consent

    /// First letters of the ids of the table's fields, with the underscore: `org_`.
    public var prefix: String {
        switch self {
        case .organization: "org_"
        case .person: "prs_"
        case .victimContext: "vic_"
        case .perpetratorContext: "per_"
        case .case: "cas_"
        case .caseComment: "cco_"
        case .event: "hte_"
        case .supportPlan: "spl_"
        case .consent: "con_"
        }
    }
}
