import HTCDSSpec
import Testing

@Suite struct RegionsTests {
    @Test func thereAre5And17() {
        #expect(Regions.regions == ["Africa", "Americas", "Asia", "Europe", "Oceania"])
        #expect(Regions.subregions.count == 17)
        #expect(Set(Regions.subregions).count == 17)
    }

    @Test func everyCountryHasBothOrNeither() {
        for country in Countries.all {
            #expect((country.region == nil) == (country.subregion == nil), "\(country.alpha2)")
            if let region = country.region { #expect(Regions.regions.contains(region)) }
            if let subregion = country.subregion { #expect(Regions.subregions.contains(subregion)) }
        }
        #expect(Countries.all.filter { $0.region == nil }.map(\.alpha2) == ["AQ", "TW"])
    }

    @Test(arguments: [
        ("VN", "Asia", "South-eastern Asia"), ("NA", "Africa", "Sub-Saharan Africa"),
        ("US", "Americas", "Northern America"),
        ("CY", "Asia", "Western Asia"), ("TR", "Asia", "Western Asia"), ("RU", "Europe", "Eastern Europe"),
        ("SD", "Africa", "Northern Africa"), ("NR", "Oceania", "Micronesia"),
        ("MX", "Americas", "Latin America and the Caribbean"),
    ])
    func regions(alpha2: String, region: String, subregion: String) throws {
        let country = try #require(Countries.all.first { $0.alpha2 == alpha2 })
        #expect(country.region == region)
        #expect(country.subregion == subregion)
    }
}
