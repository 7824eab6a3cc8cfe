/// A country or area of ISO 3166-1.
public struct Country: Sendable, Hashable {
    /// Two capitals: `VN`. What records hold.
    public let alpha2: String

    /// Three capitals: `VNM`.
    public let alpha3: String

    /// Three digits with leading zeros: `704`.
    public let numeric: String

    /// Short name in English, as in ISO 3166-1.
    public let name: String

    /// Official and common name, the spelling of the HTCDS toolkit, and names met in data; none means another country.
    public let otherNames: [String]

    /// Codes of withdrawn entries of ISO 3166-3 that this country alone succeeds: alpha-2 and alpha-3 where they were
    /// not given to another country since, and alpha-4.
    public let formerCodes: [String]
}
