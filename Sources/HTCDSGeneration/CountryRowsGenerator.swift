/// The countries as one text: a line a country, columns split by tabs, lists within a column by `|`.
///
/// A text costs the compiler nothing, where 249 initialisers cost seconds.
enum CountryRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/CountryRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.countries.countries.sorted { $0.alpha2 < $1.alpha2 }.map { country in
            let names = [country.officialName, country.commonName, country.toolkitName].compactMap(\.self)
            return [
                country.alpha2, country.alpha3, country.numeric, country.name,
                RowText.distinct(names + (country.otherNames ?? []), besides: country.name).joined(separator: "|"),
                (country.formerCodes ?? []).joined(separator: "|"),
            ]
        }
        return try RowText.file(
            name: "CountryRows", source: CountriesDocument.path,
            columns: "alpha-2, alpha-3, numeric, name, other names, former codes", rows: rows)
    }
}
