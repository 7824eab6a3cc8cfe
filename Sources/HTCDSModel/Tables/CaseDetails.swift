public import HTCDSSpec

/// The state of a case and its referrals. Field standard 2.0, rows 61 to 74.
public struct CaseDetails: RecordPart, SurplusHolder {
    /// Status: where the case stands. Field standard 2.0, row 61.
    public var status: CaseStatus?
    /// Reason for Case Closure: why work on the case was ended, in free text. Field standard 2.0, row 62.
    public var reasonForCaseClosure: String?
    /// Case Owner: user of the system who opened the case or is responsible for it. Field standard 2.0, row 63.
    public var caseOwner: Lookup?
    /// Referring Organisation: organisation from which the case came. Field standard 2.0, row 65.
    public var referringOrganisation: Lookup?
    /// Incoming Referral Date: day on which the case was accepted from the organisation that referred it. Field
    /// standard 2.0, row 66.
    public var incomingReferralDate: PartialDate?
    /// Referring Primary Case Worker: case worker at the organisation from which the case came. Field standard 2.0,
    /// row 67.
    public var referringPrimaryCaseWorker: Lookup?
    /// Reason for Incoming Referral: why the case was handed to this organisation. Field standard 2.0, row 68.
    public var reasonForIncomingReferral: ReferralReason?
    /// Incoming Referral Details: what else there is to know about taking over the case, in free text. Field standard
    /// 2.0, row 69.
    public var incomingReferralDetails: String?
    /// Referred Organisation: organisation to which the case was handed on. Field standard 2.0, row 70.
    public var referredOrganisation: Lookup?
    /// Referred Primary Case Worker: case worker at the organisation to which the case was handed on. Field standard
    /// 2.0, row 71.
    public var referredPrimaryCaseWorker: Lookup?
    /// Reason for Outgoing Referral: why the case was handed on to another organisation. Field standard 2.0, row 72.
    public var reasonForOutgoingReferral: ReferralReason?
    /// Outgoing Referral Date: day on which the case was handed on. Field standard 2.0, row 73.
    public var outgoingReferralDate: PartialDate?
    /// Outgoing Referral Details: what else there is to know about handing the case on, in free text. Field standard
    /// 2.0, row 74.
    public var outgoingReferralDetails: String?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .case

    public static let members: RecordMembers<CaseDetails> = [
        .choice("cas_Status", \.status),
        .text("cas_ReasonForCaseClosure", \.reasonForCaseClosure),
        .lookup("cas_CaseOwner", \.caseOwner),
        .lookup("cas_ReferringOrganisation", \.referringOrganisation),
        .date("cas_IncomingReferralDate", \.incomingReferralDate),
        .lookup("cas_ReferringPrimaryCaseWorker", \.referringPrimaryCaseWorker),
        .choice("cas_ReasonForIncomingReferral", \.reasonForIncomingReferral),
        .text("cas_IncomingReferralDetails", \.incomingReferralDetails),
        .lookup("cas_ReferredOrganisation", \.referredOrganisation),
        .lookup("cas_ReferredPrimaryCaseWorker", \.referredPrimaryCaseWorker),
        .choice("cas_ReasonForOutgoingReferral", \.reasonForOutgoingReferral),
        .date("cas_OutgoingReferralDate", \.outgoingReferralDate),
        .text("cas_OutgoingReferralDetails", \.outgoingReferralDetails),
        .extensions,
    ]
}
