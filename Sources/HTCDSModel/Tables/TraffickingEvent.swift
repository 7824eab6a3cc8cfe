public import HTCDSSpec

/// An event in the history of the trafficking. Field standard 2.0, rows 78 to 87.
public struct TraffickingEvent: RecordPart, SurplusHolder {
    /// Longitude: east-west position of the event, in decimal degrees from -180 to 180. Field standard 2.0, row 78.
    public var longitude: NumberValue?
    /// Latitude: north-south position of the event, in decimal degrees from -90 to 90. Field standard 2.0, row 79.
    public var latitude: NumberValue?
    /// City: town or city in which the event took place. Field standard 2.0, row 80.
    public var city: String?
    /// Country: country in which the event took place; plain text in the standard, best given as an ISO 3166-1 code.
    /// Field standard 2.0, row 81.
    public var country: CountryCode?
    /// State: state, province or region in which the event took place. Field standard 2.0, row 82.
    public var state: String?
    /// Street: street in which the event took place. Field standard 2.0, row 83.
    public var street: String?
    /// PostalCode: postal code of the place of the event. Field standard 2.0, row 84.
    public var postalCode: String?
    /// Date: day on which the event took place. Field standard 2.0, row 85.
    public var date: PartialDate?
    /// Type: stage of the trafficking to which the event belongs. Field standard 2.0, row 86.
    public var type: EventType?
    /// Description: what happened, in free text. Field standard 2.0, row 87.
    public var description: String?

    public var surplus: [String: [String]] = [:]
    public var extensions: Extensions = [:]

    /// Nothing stated.
    public init() {}

    public static let table: HTCDSTable? = .event

    public static let members: RecordMembers<TraffickingEvent> = [
        .number("hte_Longitude", \.longitude),
        .number("hte_Latitude", \.latitude),
        .text("hte_City", \.city),
        .choice("hte_Country", \.country),
        .text("hte_State", \.state),
        .text("hte_Street", \.street),
        .text("hte_PostalCode", \.postalCode),
        .date("hte_Date", \.date),
        .choice("hte_Type", \.type),
        .text("hte_Description", \.description),
        .extensions,
    ]
}
