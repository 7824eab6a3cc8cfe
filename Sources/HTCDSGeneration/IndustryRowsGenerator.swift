/// The three tiers of industries as one text: a line an industry, each behind the one above it.
enum IndustryRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/IndustryRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        var rows: [[String]] = []
        for section in sources.industries.sections {
            rows.append(["1", section.label, section.code])
            for division in section.divisions ?? [] {
                rows.append(["2", division.label, ""])
                for label in division.classes ?? [] { rows.append(["3", label, ""]) }
            }
        }
        return try RowText.file(
            name: "IndustryRows", source: IndustryTiersDocument.path, columns: "tier, label, code", rows: rows)
    }
}
