/// The regions and sub-regions of the world by the M49 of the United Nations Statistics Division.
public enum Regions {
    /// The five regions, sorted.
    public static let regions: [String] = {
        var names: [String] = []
        for row in rows where !names.contains(row.region) { names.append(row.region) }
        return names
    }()

    /// The 17 sub-regions, by region and then by name.
    public static let subregions: [String] = rows.map(\.subregion)

    /// Split from a text on first use.
    private static let rows: [(region: String, subregion: String, countries: [String])] =
        RegionRows.text.rows().map { ($0[0], $0[1], $0[2].list()) }

    /// Region and sub-region by alpha-2 code.
    static let byCountry: [String: (region: String, subregion: String)] = {
        var regions: [String: (region: String, subregion: String)] = [:]
        for row in rows { for country in row.countries { regions[country] = (row.region, row.subregion) } }
        return regions
    }()
}

extension Country {
    /// Its region: `Asia`. nil where the M49 has none for it (Antarctica), or does not have it (Taiwan). O(1).
    public var region: String? { Regions.byCountry[alpha2]?.region }

    /// Its sub-region: `South-eastern Asia`. nil where there is no region.
    public var subregion: String? { Regions.byCountry[alpha2]?.subregion }
}
