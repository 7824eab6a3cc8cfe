/// The shape of `Schemas/standard/iso-3166-1.json`.
struct CountriesDocument: Decodable {
    static let path = "Schemas/standard/iso-3166-1.json"

    struct Country: Decodable {
        let alpha2: String
        let alpha3: String
        let numeric: String
        let name: String
        let officialName: String?
        let commonName: String?
        let toolkitName: String
        let otherNames: [String]?
        let formerCodes: [String]?
    }

    let countries: [Country]
}
