public import HTCDSSpec

/// An organisation that a case names: where a victim was recruited or exploited, or a partner in a referral. Field
/// standard 2.0, rows 3 to 12.
public struct Organization: RecordPart, SurplusHolder {
    /// Id within the record, for lookups: `o1`.
    public var id: String?

    /// Organisation Name: what the organisation is called. Field standard 2.0, row 3.
    public var name: String?
    /// Shipping City: town or city of the organisation's main postal address. Field standard 2.0, row 4.
    public var shippingCity: String?
    /// Shipping Country: country of the organisation's main postal address, as an ISO 3166-1 code. Field standard
    /// 2.0, row 5.
    public var shippingCountry: CountryCode?
    /// Shipping State/Province: state, province or region of the organisation's main postal address. Field standard
    /// 2.0, row 6.
    public var shippingState: String?
    /// Shipping Street: street and house number of the organisation's main postal address. Field standard 2.0, row 7.
    public var shippingStreet: String?
    /// Shipping Zip/Postal Code: postal code of the organisation's main postal address. Field standard 2.0, row 8.
    public var shippingPostalCode: String?
    /// Longitude: east-west position of the organisation's address, in decimal degrees from -180 to 180. Field
    /// standard 2.0, row 9.
    public var shippingLongitude: NumberValue?
    /// Latitude: north-south position of the organisation's address, in decimal degrees from -90 to 90. Field
    /// standard 2.0, row 10.
    public var shippingLatitude: NumberValue?
    /// Phone: main telephone number of the organisation, in E.164 form. Field standard 2.0, row 11.
    public var phone: String?
    /// Type: what kind of body the organisation is. Field standard 2.0, row 12.
    public var type: OrganizationType?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .organization

    public static let members: RecordMembers<Organization> = [
        .plainText("id", \.id),
        .text("org_Name", \.name),
        .text("org_ShippingCity", \.shippingCity),
        .choice("org_ShippingCountry", \.shippingCountry),
        .text("org_ShippingState", \.shippingState),
        .text("org_ShippingStreet", \.shippingStreet),
        .text("org_ShippingPostalCode", \.shippingPostalCode),
        .number("org_ShippingLongitude", \.shippingLongitude),
        .number("org_ShippingLatitude", \.shippingLatitude),
        .text("org_Phone", \.phone),
        .choice("org_Type", \.type),
        .extensions,
    ]
}
