/// The shape of `Schemas/standard/un-m49.json`.
struct RegionsDocument: Decodable {
    static let path = "Schemas/standard/un-m49.json"

    struct Region: Decodable {
        struct Subregion: Decodable {
            let name: String
            /// Alpha-2 codes.
            let countries: [String]
        }
        let name: String
        let subregions: [Subregion]
    }

    let regions: [Region]
    /// Alpha-2 codes of countries and areas that are in no region.
    let withoutRegion: [String]

    /// - Throws: `GenerationError` unless each country of ISO 3166-1 stands here exactly once.
    func check(against countries: CountriesDocument) throws(GenerationError) {
        let codes = regions.flatMap { $0.subregions.flatMap(\.countries) } + withoutRegion
        for (code, count) in Dictionary(grouping: codes, by: \.self).mapValues(\.count).sorted(by: { $0.key < $1.key })
        where count > 1 {
            throw GenerationError(message: "\(Self.path): \(code) stands there \(count) times")
        }
        let known = Set(countries.countries.map(\.alpha2))
        for code in known.symmetricDifference(codes).sorted() {
            throw GenerationError(
                message: "\(Self.path): \(code) \(known.contains(code) ? "is missing" : "is no code of ISO 3166-1")")
        }
    }
}
