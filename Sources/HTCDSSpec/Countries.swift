/// ISO 3166-1, from the package iso-codes (LGPL-2.1-or-later) of the Debian project.
public enum Countries {
    /// The 249 countries and areas, sorted by alpha-2 code. Split from a text on first use, then O(1).
    public static let all: [Country] = CountryRows.text.rows().map { cells in
        Country(
            alpha2: cells[0], alpha3: cells[1], numeric: cells[2], name: cells[3],
            otherNames: cells[4].list(), formerCodes: cells[5].list())
    }
}
