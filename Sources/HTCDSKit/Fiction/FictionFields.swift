import HTCDSSpec

/// Numbers of the fields that fictional cases fill: all of the standard, in its order.
struct FictionFields {
    let orgName, orgCity, orgCountry, orgState, orgStreet, orgPostalCode, orgLongitude, orgLatitude, orgPhone: Int
    let orgType: Int
    let salutation, firstName, middleName, secondName, birthdate, gender, deceased, maritalStatus, children: Int
    let primaryLanguage, secondaryLanguage, education, citizenship, identityNumber, title, email, homePhone: Int
    let mobilePhone, mailingCity, mailingCountry, mailingState, mailingStreet, mailingPostalCode: Int
    let mailingLongitude, mailingLatitude: Int
    let agreement, traffickingStatus, decisionMaker, relationship, ageWhenTrafficked, recruitmentApps: Int
    let recruitment, recruitmentSite, control, exploitation, industry, sexExploitation, exploitationSite: Int
    let exploitationApps, vulnerabilities, vulnerabilityDetails: Int
    let role, roleDetails, perOrganisation: Int
    let status, closure, owner, referring, incomingDate, referringWorker, incomingReason, incomingDetails: Int
    let referred, referredWorker, outgoingReason, outgoingDate, outgoingDetails: Int
    let comment: Int
    let eventLongitude, eventLatitude, eventCity, eventCountry, eventState, eventStreet, eventPostalCode: Int
    let eventDate, eventType, eventDescription: Int
    let objectives, actionPlan, plannedEnd, actualEnd, planType: Int
    let consent: Int

    init() {
        func at(_ id: String) -> Int { FictionVocabulary.field(id).number }
        orgName = at("org_Name")
        orgCity = at("org_ShippingCity")
        orgCountry = at("org_ShippingCountry")
        orgState = at("org_ShippingState")
        orgStreet = at("org_ShippingStreet")
        orgPostalCode = at("org_ShippingPostalCode")
        orgLongitude = at("org_ShippingLongitude")
        orgLatitude = at("org_ShippingLatitude")
        orgPhone = at("org_Phone")
        orgType = at("org_Type")
        salutation = at("prs_Salutation")
        firstName = at("prs_FirstName")
        middleName = at("prs_MiddleName")
        secondName = at("prs_SecondName")
        birthdate = at("prs_Birthdate")
        gender = at("prs_Gender")
        deceased = at("prs_Deceased")
        maritalStatus = at("prs_MaritalStatus")
        children = at("prs_NumberOfChildren")
        primaryLanguage = at("prs_PrimaryLanguage")
        secondaryLanguage = at("prs_SecondaryLanguage")
        education = at("prs_HighestLevelOfEducation")
        citizenship = at("prs_Citizenship")
        identityNumber = at("prs_IdentityNumber")
        title = at("prs_Title")
        email = at("prs_Email")
        homePhone = at("prs_HomePhone")
        mobilePhone = at("prs_MobilePhone")
        mailingCity = at("prs_MailingCity")
        mailingCountry = at("prs_MailingCountry")
        mailingState = at("prs_MailingState")
        mailingStreet = at("prs_MailingStreet")
        mailingPostalCode = at("prs_MailingPostalCode")
        mailingLongitude = at("prs_MailingLongitude")
        mailingLatitude = at("prs_MailingLatitude")
        agreement = at("vic_AgreementToManagePersonalData")
        traffickingStatus = at("vic_TraffickingStatus")
        decisionMaker = at("vic_TraffickingStatusDecisionMakingOrg")
        relationship = at("vic_RelationshipToTrafficker")
        ageWhenTrafficked = at("vic_AgeWhenTrafficked")
        recruitmentApps = at("vic_RecruitmentWebsitesAndApps")
        recruitment = at("vic_MethodOfRecruitment")
        recruitmentSite = at("vic_LocationOfRecruitment")
        control = at("vic_MethodsOfControl")
        exploitation = at("vic_TypeOfExploitation")
        industry = at("vic_ForcedLabourIndustry")
        sexExploitation = at("vic_TypeOfSexExploitation")
        exploitationSite = at("vic_LocationOfExploitation")
        exploitationApps = at("vic_ExploitationWebsitesAndApps")
        vulnerabilities = at("vic_Vulnerabilities")
        vulnerabilityDetails = at("vic_DetailsOfVulnerabilities")
        role = at("per_RoleInProcess")
        roleDetails = at("per_RoleDetails")
        perOrganisation = at("per_Organisation")
        status = at("cas_Status")
        closure = at("cas_ReasonForCaseClosure")
        owner = at("cas_CaseOwner")
        referring = at("cas_ReferringOrganisation")
        incomingDate = at("cas_IncomingReferralDate")
        referringWorker = at("cas_ReferringPrimaryCaseWorker")
        incomingReason = at("cas_ReasonForIncomingReferral")
        incomingDetails = at("cas_IncomingReferralDetails")
        referred = at("cas_ReferredOrganisation")
        referredWorker = at("cas_ReferredPrimaryCaseWorker")
        outgoingReason = at("cas_ReasonForOutgoingReferral")
        outgoingDate = at("cas_OutgoingReferralDate")
        outgoingDetails = at("cas_OutgoingReferralDetails")
        comment = at("cco_CaseComment")
        eventLongitude = at("hte_Longitude")
        eventLatitude = at("hte_Latitude")
        eventCity = at("hte_City")
        eventCountry = at("hte_Country")
        eventState = at("hte_State")
        eventStreet = at("hte_Street")
        eventPostalCode = at("hte_PostalCode")
        eventDate = at("hte_Date")
        eventType = at("hte_Type")
        eventDescription = at("hte_Description")
        objectives = at("spl_Objectives")
        actionPlan = at("spl_ActionPlan")
        plannedEnd = at("spl_PlannedEndDate")
        actualEnd = at("spl_ActualEndDate")
        planType = at("spl_Type")
        consent = at("con_Consent")
    }
}
