/// The upgrade steps as one text: a line a field, with the lines of its conditions and values behind it.
enum UpgradeRowsGenerator: FileGenerator {
    static let output = "Sources/HTCDSSpec/Generated/UpgradeRows.swift"

    static func text(from sources: PackageSources) throws -> String {
        var rows: [[String]] = []
        for upgrade in sources.upgrades.upgrades {
            for step in upgrade.fields {
                let tail = [step.grade, step.action, "", step.note ?? ""]
                rows.append(["field", upgrade.from, step.field, step.to ?? ""] + tail)
                for condition in step.conditions ?? [] {
                    rows.append(
                        ["when", "", condition.when, ""]
                            + [condition.grade, condition.action, "", condition.note ?? ""])
                }
                for value in step.values ?? [] {
                    rows.append(
                        ["value", "", value.from, value.to ?? ""]
                            + [
                                value.grade, value.action, (value.candidates ?? []).joined(separator: "|"),
                                value.note ?? "",
                            ])
                }
            }
        }
        return try RowText.file(
            name: "UpgradeRows", source: UpgradesDocument.path,
            columns: "what, version, from, to, grade, action, candidates, note", rows: rows)
    }
}
