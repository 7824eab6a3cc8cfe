import Foundation
import Testing

/// `Schemas/standard/un-m49.json` beside what the Python package country_converter says of the same countries.
@Suite(.enabled(if: Tool.countryConverter, Tool.whyNot("country_converter"))) struct RegionsOracleTests {
    /// country_converter has the finest areas of the M49. It writes two countries as patterns, for their codes in the EU too.
    private static let script = """
        import json, sys, country_converter
        finer = {"Eastern Africa": "Sub-Saharan Africa", "Middle Africa": "Sub-Saharan Africa",
            "Southern Africa": "Sub-Saharan Africa", "Western Africa": "Sub-Saharan Africa",
            "Caribbean": "Latin America and the Caribbean", "Central America": "Latin America and the Caribbean",
            "South America": "Latin America and the Caribbean"}
        data = country_converter.CountryConverter().data
        theirs = {{"GBR": "GB", "GRC": "GR"}.get(row.ISO3, row.ISO2): finer.get(row.UNregion, row.UNregion)
            for row in data.itertuples()}
        document = json.load(open(sys.argv[1]))
        for region in document["regions"]:
            for part in region["subregions"]:
                for country in part["countries"]:
                    if theirs.get(country) != part["name"]:
                        print(country, part["name"], theirs.get(country))
        """

    @Test func theirRegionsAreOurs() throws {
        let result = try Tool.run([
            Tool.python, "-c", Self.script, Tool.package.appending(path: "Schemas/standard/un-m49.json").path,
        ])
        #expect(result.status == 0)
        // Nauru (520) is in Micronesia by the M49 (054, 057); the package puts it into Polynesia.
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(lines == ["NR Micronesia Polynesia"])
    }
}
