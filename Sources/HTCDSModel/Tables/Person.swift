public import HTCDSSpec

/// A person of the case, with the roles that they play in it. Field standard 2.0, rows 14 to 38.
public struct Person: RecordPart, SurplusHolder {
    /// Id within the record, for lookups: `p1`.
    public var id: String?

    /// Salutation: form of address before the name, such as Mr or Dr. Field standard 2.0, row 14.
    public var salutation: String?
    /// First Name: given name of the person. Field standard 2.0, row 15.
    public var firstName: String?
    /// Middle Name: any name between the given name and the family name. Field standard 2.0, row 16.
    public var middleName: String?
    /// Second Name: family name of the person. Field standard 2.0, row 17.
    public var secondName: String?
    /// Birthdate: day on which the person was born. Field standard 2.0, row 18.
    public var birthdate: PartialDate?
    /// Gender: gender that the person lives in or is described by, which need not be the sex recorded at birth. Field
    /// standard 2.0, row 19.
    public var gender: Gender?
    /// Deceased: true when it is known that the person has died. Field standard 2.0, row 20.
    public var deceased: Bool?
    /// Marital Status: whether the person is single, in a marriage or partnership, or was in one. Field standard 2.0,
    /// row 21.
    public var maritalStatus: MaritalStatus?
    /// Number of Children: how many children the person has, as a whole number. Field standard 2.0, row 22.
    public var numberOfChildren: NumberValue?
    /// Primary Language: language that the person speaks best, as an ISO 639-2 code. Field standard 2.0, row 23.
    public var primaryLanguage: LanguageCode?
    /// Secondary Language: another language in which the person can be spoken to, as an ISO 639-2 code. Field
    /// standard 2.0, row 24.
    public var secondaryLanguage: LanguageCode?
    /// Highest Level of Education: highest stage of schooling the person has completed, on the ISCED 2011 scale.
    /// Field standard 2.0, row 25.
    public var highestLevelOfEducation: EducationLevel?
    /// Citizenship: every country of which the person is a citizen, as ISO 3166-1 codes. Field standard 2.0, row 26.
    public var citizenship: MultiSelect<CountryCode> = []
    /// Identity Number: number of the person in a national register or on an identity document. Field standard 2.0,
    /// row 27.
    public var identityNumber: String?
    /// Title: job or office that the person holds in an organisation. Field standard 2.0, row 28.
    public var title: String?
    /// Email: e-mail address of the person. Field standard 2.0, row 29.
    public var email: String?
    /// Home Phone: telephone number at the person's home, in E.164 form. Field standard 2.0, row 30.
    public var homePhone: String?
    /// Mobile Phone: mobile telephone number of the person, in E.164 form. Field standard 2.0, row 31.
    public var mobilePhone: String?
    /// Mailing City: town or city of the person's postal address. Field standard 2.0, row 32.
    public var mailingCity: String?
    /// Mailing Country: country of the person's postal address, as an ISO 3166-1 code. Field standard 2.0, row 33.
    public var mailingCountry: CountryCode?
    /// Mailing State/Province: state, province or region of the person's postal address. Field standard 2.0, row 34.
    public var mailingState: String?
    /// Mailing Street: street and house number of the person's postal address. Field standard 2.0, row 35.
    public var mailingStreet: String?
    /// Mailing Zip/Postal Code: postal code of the person's postal address. Field standard 2.0, row 36.
    public var mailingPostalCode: String?
    /// Longitude: east-west position of the person's address, in decimal degrees from -180 to 180. Field standard
    /// 2.0, row 37.
    public var mailingLongitude: NumberValue?
    /// Latitude: north-south position of the person's address, in decimal degrees from -90 to 90. Field standard 2.0,
    /// row 38.
    public var mailingLatitude: NumberValue?

    /// What this person agreed to; it never covers another person.
    public var consent: Consent = Consent()
    /// The person as a victim; stands, even when empty, for whoever is one. Nil for others.
    public var victim: VictimContext?
    /// The person as a perpetrator; stands, even when empty, for whoever is one. Nil for others.
    public var perpetrator: PerpetratorContext?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .person

    public static let members: RecordMembers<Person> = [
        .plainText("id", \.id),
        .text("prs_Salutation", \.salutation),
        .text("prs_FirstName", \.firstName),
        .text("prs_MiddleName", \.middleName),
        .text("prs_SecondName", \.secondName),
        .date("prs_Birthdate", \.birthdate),
        .choice("prs_Gender", \.gender),
        .checkbox("prs_Deceased", \.deceased),
        .choice("prs_MaritalStatus", \.maritalStatus),
        .number("prs_NumberOfChildren", \.numberOfChildren),
        .choice("prs_PrimaryLanguage", \.primaryLanguage),
        .choice("prs_SecondaryLanguage", \.secondaryLanguage),
        .choice("prs_HighestLevelOfEducation", \.highestLevelOfEducation),
        .choices("prs_Citizenship", \.citizenship),
        .text("prs_IdentityNumber", \.identityNumber),
        .text("prs_Title", \.title),
        .text("prs_Email", \.email),
        .text("prs_HomePhone", \.homePhone),
        .text("prs_MobilePhone", \.mobilePhone),
        .text("prs_MailingCity", \.mailingCity),
        .choice("prs_MailingCountry", \.mailingCountry),
        .text("prs_MailingState", \.mailingState),
        .text("prs_MailingStreet", \.mailingStreet),
        .text("prs_MailingPostalCode", \.mailingPostalCode),
        .number("prs_MailingLongitude", \.mailingLongitude),
        .number("prs_MailingLatitude", \.mailingLatitude),
        .part("consent", \.consent),
        .role("victim", \.victim),
        .role("perpetrator", \.perpetrator),
        .extensions,
    ]
}
