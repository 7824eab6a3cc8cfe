/// How often each code stands in fictional cases. The shares are made up, in the rough proportions that make a table
/// look like one of cases; they say nothing about the world.
struct FictionShares {
    let victimGender, perpetratorGender, maritalStatus, adultEducation, childEducation: FictionWeights
    let traffickingStatus, decisionMaker, relationship, recruitment, recruitmentApps, control: FictionWeights
    let adultExploitation, childExploitation, industry, sexExploitation, exploitationApps: FictionWeights
    let vulnerabilities, role, caseStatus, incomingReason, outgoingReason, eventType, planType: FictionWeights

    let feminine = FictionVocabulary.code("prs_Gender", "Feminine")
    let masculine = FictionVocabulary.code("prs_Gender", "Masculine")
    let transgenderFeminine = FictionVocabulary.code("prs_Gender", "TransgenderFeminine")
    let transgenderMasculine = FictionVocabulary.code("prs_Gender", "TransgenderMasculine")
    let single = FictionVocabulary.code("prs_MaritalStatus", "Single")
    let possibleVictim = FictionVocabulary.code("vic_TraffickingStatus", "PossibleVictimOfTrafficking")
    let notAVictim = FictionVocabulary.code("vic_TraffickingStatus", "NotAVictimOfTrafficking")
    let onlineNetworks = FictionVocabulary.code("vic_MethodOfRecruitment", "ThroughOnlineSocialNetworks")
    let onlineAdvertisement = FictionVocabulary.code("vic_MethodOfRecruitment", "ThroughAnOnlineAdvertisement")
    let sexual = FictionVocabulary.code("vic_TypeOfExploitation", "SexualExploitation")
    let forcedLabour = FictionVocabulary.code("vic_TypeOfExploitation", "ForcedLabour")
    let childLabour = FictionVocabulary.code("vic_TypeOfExploitation", "ChildLabour")
    let servitude = FictionVocabulary.code("vic_TypeOfExploitation", "Servitude")
    let active = FictionVocabulary.code("cas_Status", "Active")
    let closed = FictionVocabulary.code("cas_Status", "Closed")
    let closedReferred = FictionVocabulary.code("cas_Status", "ClosedReferred")
    let recruitmentEvent = FictionVocabulary.code("hte_Type", "Recruitment")
    let transitEvent = FictionVocabulary.code("hte_Type", "Transit")
    let exploitationEvent = FictionVocabulary.code("hte_Type", "Exploitation")

    init(_ words: FictionVocabulary) {
        func shares(_ id: String, _ percentages: KeyValuePairs<String, Int>) -> FictionWeights {
            FictionWeights(id, percentages, in: words)
        }
        func alike(_ id: String) -> FictionWeights { FictionWeights(id, in: words) }
        victimGender = shares(
            "prs_Gender",
            [
                "Feminine": 62, "Masculine": 32, "TransgenderFeminine": 2, "TransgenderMasculine": 1,
                "NonConforming": 1, "NonSpecifiedUnknown": 2,
            ])
        perpetratorGender = shares("prs_Gender", ["Masculine": 61, "Feminine": 35, "NonSpecifiedUnknown": 4])
        maritalStatus = shares(
            "prs_MaritalStatus",
            [
                "Single": 52, "Married": 27, "Separated": 9, "Divorced": 6, "Widowed": 4, "RegisteredPartnership": 2,
            ])
        adultEducation = shares(
            "prs_HighestLevelOfEducation",
            [
                "EarlyChildhoodEducation": 6, "PrimaryEducation": 24, "LowerSecondaryEducation": 27,
                "UpperSecondaryEducation": 24, "PostSecondaryNonTertiaryEducation": 7, "ShortCycleTertiaryEducation": 4,
                "BachelorsOrEquivalentLevel": 6, "MastersOrEquivalentLevel": 1, "DoctoralOrEquivalentLevel": 1,
            ])
        childEducation = shares(
            "prs_HighestLevelOfEducation",
            ["EarlyChildhoodEducation": 30, "PrimaryEducation": 50, "LowerSecondaryEducation": 20])
        traffickingStatus = shares(
            "vic_TraffickingStatus",
            ["ActualVictimOfTrafficking": 53, "PossibleVictimOfTrafficking": 40, "NotAVictimOfTrafficking": 7])
        decisionMaker = alike("vic_TraffickingStatusDecisionMakingOrg")
        relationship = alike("vic_RelationshipToTrafficker")
        recruitment = alike("vic_MethodOfRecruitment")
        recruitmentApps = alike("vic_RecruitmentWebsitesAndApps")
        control = alike("vic_MethodsOfControl")
        adultExploitation = shares(
            "vic_TypeOfExploitation",
            [
                "ForcedLabour": 42, "SexualExploitation": 34, "Servitude": 9, "ForcedMarriage": 4, "ForcedBegging": 4,
                "ForcedMilitaryByNonStateActors": 2, "OrganRemoval": 1, "Surrogacy": 1, "Other": 3,
            ])
        childExploitation = shares(
            "vic_TypeOfExploitation",
            [
                "ChildLabour": 28, "SexualExploitation": 30, "ForcedBegging": 14, "ForcedMarriage": 9,
                "ForcedLabour": 8, "Servitude": 4, "ForcedMilitaryByNonStateActors": 4, "ForcedAdoption": 2, "Other": 1,
            ])
        industry = shares(
            "vic_ForcedLabourIndustry",
            [
                "A_AgricultureForestryAndFishing": 24, "T_ActivitiesOfHouseholdsAsEmployers": 20, "F_Construction": 17,
                "I_AccommodationAndFoodServiceActivities": 13, "C_Manufacturing": 10,
                "N_AdministrativeAndSupportServiceActivities": 4, "H_TransportationAndStorage": 4,
                "B_MiningAndQuarrying": 3, "S_OtherServiceActivities": 3, "Q_HumanHealthAndSocialWorkActivities": 2,
            ])
        sexExploitation = shares(
            "vic_TypeOfSexExploitation",
            [
                "Prostitution": 58, "PrivateSexualServices": 17, "Pornography": 13, "RemoteInteractiveServices": 12,
            ])
        exploitationApps = alike("vic_ExploitationWebsitesAndApps")
        vulnerabilities = alike("vic_Vulnerabilities")
        role = shares(
            "per_RoleInProcess",
            [
                "RecruiterOrIntermediary": 26, "Exploiter": 24, "Transporter": 14, "Abuser": 10, "BrokerTravelAgent": 8,
                "TravellingPartner": 5, "Smuggler": 5, "Kidnapper": 3, "Other": 5,
            ])
        caseStatus = shares("cas_Status", ["Active": 40, "FollowUp": 22, "Closed": 24, "ClosedReferred": 14])
        incomingReason = alike("cas_ReasonForIncomingReferral")
        outgoingReason = alike("cas_ReasonForOutgoingReferral")
        eventType = alike("hte_Type")
        planType = alike("spl_Type")
    }
}
