import HTCDSSpec
import Testing

@Suite struct CountriesTests {
    @Test func thereAre249SortedByCode() {
        #expect(Countries.all.count == 249)
        #expect(Countries.all.map(\.alpha2) == Countries.all.map(\.alpha2).sorted())
    }

    @Test func codesHaveTheirShape() {
        for country in Countries.all {
            #expect(country.alpha2.count == 2 && country.alpha2.allSatisfy { ("A"..."Z").contains($0) })
            #expect(country.alpha3.count == 3 && country.alpha3.allSatisfy { ("A"..."Z").contains($0) })
            #expect(country.numeric.count == 3 && country.numeric.allSatisfy { ("0"..."9").contains($0) })
            #expect(!country.name.isEmpty)
            #expect(country.formerCodes.allSatisfy { (2...4).contains($0.count) })
        }
    }

    @Test func noNameOrCodeMeansTwoCountries() {
        var claims = Claims()
        for country in Countries.all {
            let codes = [country.alpha2, country.alpha3, country.numeric] + country.formerCodes
            for text in codes + [country.name] + country.otherNames {
                let earlier = claims.claim(text, for: country.alpha2)
                #expect(earlier == nil, "'\(text)' is both \(country.alpha2) and \(earlier ?? "")")
            }
        }
    }

    @Test(arguments: [
        ("Turkey", "TR"), ("Türkiye", "TR"), ("Moldova, Republic of", "MD"), ("Moldova", "MD"), ("Vietnam", "VN"),
        ("Viet Nam", "VN"), ("Laos", "LA"), ("Russia", "RU"), ("Iran", "IR"), ("Syria", "SY"), ("South Korea", "KR"),
        ("North Korea", "KP"), ("Bolivia (Plurinational State of)", "BO"), ("Venezuela", "VE"), ("Tanzania", "TZ"),
        ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Cape Verde", "CV"), ("Swaziland", "SZ"), ("Burma", "MM"),
        ("Macedonia", "MK"), ("Czech Republic", "CZ"), ("UK", "GB"), ("Great Britain", "GB"), ("USA", "US"),
        ("United States of America", "US"), ("DR Congo", "CD"), ("DRC", "CD"), ("Congo-Kinshasa", "CD"),
        ("Congo", "CG"), ("Congo, Democratic Republic of the", "CD"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("Palestine", "PS"), ("Taiwan", "TW"), ("Brunei", "BN"), ("Micronesia", "FM"), ("East Timor", "TL"),
        ("Holy See", "VA"), ("Virgin Islands (British)", "VG"), ("Zaire", "CD"), ("BU", "MM"), ("YMD", "YE"),
        ("Guinea", "GN"), ("Dominica", "DM"), ("Georgia", "GE"), ("Samoa", "WS"), ("SK", "SK"), ("AI", "AI"),
    ])
    func namesMetInData(text: String, alpha2: String) {
        #expect(matches(text) == [alpha2])
    }

    @Test(arguments: [
        "Korea", "Virgin Islands", "Saint Martin", "Kosovo", "Yugoslavia", "Czechoslovakia", "USSR", "CS", "SU",
        "Serbia and Montenegro", "Netherlands Antilles", "America", "Saint", "Islands",
    ])
    func namesThatMayMeanSeveralCountriesAreLeftOut(text: String) {
        #expect(matches(text).isEmpty)
    }

    private func matches(_ text: String) -> [String] {
        let key = lookupKey(text)
        return Countries.all.filter { country in
            let codes = [country.alpha2, country.alpha3, country.numeric] + country.formerCodes
            return (codes + [country.name] + country.otherNames).contains { lookupKey($0) == key }
        }.map(\.alpha2)
    }
}
