public import HTCDSSpec

/// What a case tells of a person as a victim. Field standard 2.0, rows 40 to 55.
public struct VictimContext: RecordPart, SurplusHolder {
    /// Agreement to Manage Personal Data: true when the person let the organisation keep their data; replaced by the
    /// consent section, which asks something else. Deprecated. Field standard 2.0, row 40.
    public var agreementToManagePersonalData: Bool?
    /// Trafficking Status: what has been found so far on whether the person was trafficked. Field standard 2.0, row
    /// 41.
    public var traffickingStatus: TraffickingStatus?
    /// Trafficking Status Decision Making Organization: kind of body that decided on the trafficking status. Field
    /// standard 2.0, row 42.
    public var traffickingStatusDecisionMakingOrg: DecisionMakingOrganization?
    /// Relationship to Trafficker: how the person knew the trafficker, if at all. Field standard 2.0, row 43.
    public var relationshipToTrafficker: RelationshipToTrafficker?
    /// Age when Trafficked: how old the person was, in years, when the trafficking began. Field standard 2.0, row 44.
    public var ageWhenTrafficked: NumberValue?
    /// Recruitment Websites and Apps: online services through which traffickers found or approached the person. Field
    /// standard 2.0, row 45.
    public var recruitmentWebsitesAndApps: MultiSelect<WebsiteOrApp> = []
    /// Method of Recruitment: places and channels through which the person was recruited. Field standard 2.0, row 46.
    public var methodOfRecruitment: MultiSelect<RecruitmentMethod> = []
    /// Location of Recruitment: organisation or venue at which the person was recruited. Field standard 2.0, row 47.
    public var locationOfRecruitment: Lookup?
    /// Methods of Control: means by which the traffickers kept the person under control. Field standard 2.0, row 48.
    public var methodsOfControl: MultiSelect<MethodOfControl> = []
    /// Type of Exploitation: purposes for which the person was, or was to be, exploited. Field standard 2.0, row 49.
    public var typeOfExploitation: MultiSelect<ExploitationType> = []
    /// Forced Labour Industry: branch of the economy in which the person was made to work, by section of ISIC
    /// revision 4. Field standard 2.0, row 50.
    public var forcedLabourIndustry: ForcedLabourIndustry?
    /// Type of Sex Exploitation: forms that the sexual exploitation of the person took. Field standard 2.0, row 51.
    public var typeOfSexExploitation: MultiSelect<SexExploitationType> = []
    /// Location of Exploitation: organisation or venue at which the person was exploited. Field standard 2.0, row 52.
    public var locationOfExploitation: Lookup?
    /// Exploitation Websites and Apps: online services on or through which the person was exploited. Field standard
    /// 2.0, row 53.
    public var exploitationWebsitesAndApps: MultiSelect<WebsiteOrApp> = []
    /// Vulnerabilities: circumstances that made the person easier to exploit; replaced by the assessment sections,
    /// which name no fields. Deprecated. Field standard 2.0, row 54.
    public var vulnerabilities: MultiSelect<Vulnerability> = []
    /// Details Of Vulnerabilities: account of those circumstances in free text; replaced by the assessment sections,
    /// which name no fields. Deprecated. Field standard 2.0, row 55.
    public var detailsOfVulnerabilities: String?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .victimContext

    public static let members: RecordMembers<VictimContext> = [
        .checkbox("vic_AgreementToManagePersonalData", \.agreementToManagePersonalData),
        .choice("vic_TraffickingStatus", \.traffickingStatus),
        .choice("vic_TraffickingStatusDecisionMakingOrg", \.traffickingStatusDecisionMakingOrg),
        .choice("vic_RelationshipToTrafficker", \.relationshipToTrafficker),
        .number("vic_AgeWhenTrafficked", \.ageWhenTrafficked),
        .choices("vic_RecruitmentWebsitesAndApps", \.recruitmentWebsitesAndApps),
        .choices("vic_MethodOfRecruitment", \.methodOfRecruitment),
        .lookup("vic_LocationOfRecruitment", \.locationOfRecruitment),
        .choices("vic_MethodsOfControl", \.methodsOfControl),
        .choices("vic_TypeOfExploitation", \.typeOfExploitation),
        .choice("vic_ForcedLabourIndustry", \.forcedLabourIndustry),
        .choices("vic_TypeOfSexExploitation", \.typeOfSexExploitation),
        .lookup("vic_LocationOfExploitation", \.locationOfExploitation),
        .choices("vic_ExploitationWebsitesAndApps", \.exploitationWebsitesAndApps),
        .choices("vic_Vulnerabilities", \.vulnerabilities),
        .text("vic_DetailsOfVulnerabilities", \.detailsOfVulnerabilities),
        .extensions,
    ]
}
