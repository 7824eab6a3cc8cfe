/// The regions of the world as one text.
enum RegionRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/RegionRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        let rows = sources.regions.regions.sorted { $0.name < $1.name }.flatMap { region in
            region.subregions.sorted { $0.name < $1.name }.map { subregion in
                [region.name, subregion.name, subregion.countries.sorted().joined(separator: "|")]
            }
        }
        return try RowText.file(
            name: "RegionRows", source: RegionsDocument.path, columns: "region, sub-region, alpha-2 codes", rows: rows)
    }
}
