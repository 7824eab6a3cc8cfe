import HTCDSFindings
import HTCDSGate
import HTCDSValidation

extension AdmissionPlan.Reason {
    /// The rule by which a receipt names the reason.
    var rule: any Rule.Type {
        switch self {
        case .consentRefused: ConsentNotGivenRule.self
        case .consentNotStated: ConsentMissingRule.self
        case .consentWithdrawn: ConsentWithdrawnRule.self
        case .statusNotAdmitted: NotAdmittedRule.self
        case .noVictim: NoVictimRule.self
        }
    }

    /// The rule that the gate itself tells of in the report; nil where the validator does.
    var toldRule: (any FileRule.Type)? { rule as? any FileRule.Type }

    var field: String? {
        switch self {
        case .consentRefused, .consentNotStated, .consentWithdrawn: "con_Consent"
        case .statusNotAdmitted: "vic_TraffickingStatus"
        case .noVictim: nil
        }
    }
}
