/// Which fields tell who a person is. The guidance names only "Name" (chapter 3, line 18, rule G8); which further fields are
/// meant is this tool's own list.
extension FieldSpec {
    /// Whether the field by itself tells who the person is: names, numbers, addresses, the date of birth.
    public var isDirectIdentifier: Bool { Self.directIdentifiers.contains(id) }

    /// Whether anybody's name may stand in it without it being a field for one: free text, the place where something
    /// happened to a few metres, and the names of people who are not the subject.
    public var mayNameAnybody: Bool { Self.freeTexts.contains(id) }

    private static let directIdentifiers: Set<String> = [
        "prs_Salutation", "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_Birthdate", "prs_IdentityNumber",
        "prs_Email", "prs_HomePhone", "prs_MobilePhone", "prs_MailingStreet", "prs_MailingPostalCode",
        "prs_MailingLongitude", "prs_MailingLatitude",
    ]

    private static let freeTexts: Set<String> = [
        "prs_Title", "per_RoleDetails", "cas_ReasonForCaseClosure", "cas_IncomingReferralDetails",
        "cas_OutgoingReferralDetails", "cco_CaseComment", "hte_Description", "hte_Street", "hte_PostalCode",
        "per_Organisation", "hte_Longitude", "hte_Latitude", "spl_Objectives", "spl_ActionPlan",
        "vic_DetailsOfVulnerabilities", "cas_CaseOwner", "cas_ReferringPrimaryCaseWorker",
        "cas_ReferredPrimaryCaseWorker",
    ]
}
