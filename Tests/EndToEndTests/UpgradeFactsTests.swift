import Foundation
import Testing

/// Every row of the published-facts tables of changes, each as a record of its own through the command line. The tables
/// are no part of the package, and nothing that the tool is made from is made from them.
@Suite("Tables of changes between the versions")
struct UpgradeFactsTests {
    static let tables = Place.published("facts/versions.md")
    static let versions = ["0.1", "0.2", "1.0"]
    static let consents = ["con_PurposeOfInterview", "con_UseOfData", "con_DataForResearch", "con_RightToBeForgotten"]

    /// A row: what becomes of a value, or of a field, of an earlier version.
    struct Row {
        let field: String
        let value: String
        let target: String
        let code: String
        let grade: String
    }

    /// The rows of the table below `### VERSION to 2.0`.
    static func rows(_ version: String) throws -> [Row] {
        let text = try String(contentsOf: #require(tables), encoding: .utf8)
        let sections = text.components(separatedBy: "\n### ").filter { $0.hasPrefix("\(version) to 2.0") }
        let lines = try #require(sections.first).components(separatedBy: "\n## ")[0].split(separator: "\n")
        return lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Old field") }.map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return Row(field: cells[1], value: cells[2], target: cells[3], code: cells[4], grade: cells[5])
        }
    }

    /// The cells that show a row, by column; nil where the row says something that this test does not know.
    static func cells(_ row: Row) -> [String: String]? {
        if row.value.hasPrefix("`"), row.value.hasSuffix("`") {
            return [row.field: String(row.value.dropFirst().dropLast())]
        }
        let all = Dictionary(uniqueKeysWithValues: consents.map { ($0, "true") })
        switch row.value {
        case "(any)":
            let samples = [
                "prs_Nationality": "VN", "vic_Vulnerabilities": "Addiction", "vic_DetailsOfVulnerabilities": "-1",
            ]
            return [row.field: samples[row.field] ?? "true"]
        case "at most one value": return [row.field: "F_Construction"]
        case "two or more values": return [row.field: "F_Construction;B_MiningAndQuarrying"]
        case "FALSE": return all.merging([row.field: "false"]) { $1 }
        case "empty": return all
        case "TRUE and all four other 1.0 consent boxes TRUE": return all.merging([row.field: "true"]) { $1 }
        case "TRUE and any of the other four boxes FALSE or empty":
            return all.merging([row.field: "true", "con_UseOfData": "false"]) { $1 }
        default: return nil
        }
    }

    @Test(
        "Each row of the tables holds of a record that has what the row is about",
        .enabled(if: tables != nil, "The tables of facts are not at hand: name their folder in HTCDS_SHARED."),
        arguments: versions)
    func rows(_ version: String) throws {
        let rows = try Self.rows(version)
        #expect(rows.count > 8)
        let cells = try rows.map { try #require(Self.cells($0), "A row that nothing tests: \($0)") }
        let columns = Set(cells.flatMap(\.keys)).sorted()
        let folder = try Scratch()
        let lines = cells.enumerated().map { number, cells in
            (["\(number)"] + columns.map { "\"\(cells[$0] ?? "")\"" }).joined(separator: ",")
        }
        try folder.file("old.csv", "id," + columns.joined(separator: ",") + "\n" + lines.joined(separator: "\n") + "\n")
        let run = try CommandLine.htcds(
            "upgrade", "old.csv", "--mapping", "htcds-\(version)", "-o", "new.ndjson", "--report", "report.json",
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = Dictionary(
            uniqueKeysWithValues: try JSON.lines(folder.content("new.ndjson")).compactMap { record in
                record["id"].text.flatMap { Int($0) }.map { ($0, record) }
            })
        for (number, row) in rows.enumerated() {
            let record = records[number] ?? .null
            let person = record["persons"][0]
            let found = [person[row.target], person["victim"][row.target], person["consent"][row.target]]
                .first { $0 != .null }
            let texts = found.map { $0.items.isEmpty ? [$0.text] : $0.items.map(\.text) } ?? []
            let kept = record["extensions"][row.field].text
            let old = cells[number][row.field]
            switch (row.value, row.grade) {
            case ("empty", _): #expect(found == nil && kept == nil, "\(row)")
            case ("FALSE", "exact"): #expect(found == .bool(false) && kept == nil, "\(row)")
            case (_, "lossy") where row.field == "con_Consent":
                #expect(found == .bool(true) && kept == "true", "\(row)")
            case ("two or more values", _):
                // The whole list stays, as the standard's own forms have it, and is told.
                #expect(texts == ["F_Construction", "B_MiningAndQuarrying"], "\(row)")
                let told = try JSON(folder.content("report.json"))["rules"].items
                #expect(told.contains { $0["rule"].text == "value.too-many" }, "\(row)")
            case (_, "exact") where row.code == "same":
                #expect(found == .bool(true) || texts == [old], "\(row)")
                #expect(kept == nil, "\(row)")
            case (_, "exact"): #expect(texts == [row.code.trimmingCharacters(in: ["`"])] && kept == nil, "\(row)")
            case (_, "lossy"): #expect(texts == [row.code.trimmingCharacters(in: ["`"])] && kept == old, "\(row)")
            case (_, "impossible"): #expect(texts.isEmpty && kept == old, "\(row)")
            default: Issue.record("A grade that nothing tests: \(row)")
            }
            if row.field != "con_Consent" { #expect(person["consent"]["con_Consent"] == .null, "\(row)") }
        }
    }

    @Test(
        "The tool's table of steps has the fields and values of the tables of facts, and no other",
        .enabled(if: tables != nil, "The tables of facts are not at hand: name their folder in HTCDS_SHARED."),
        arguments: versions)
    func steps(_ version: String) throws {
        let facts = try JSON(contentsOf: #require(Place.published("facts/versions.json")))
        let fields = facts["upgradeTo2.0"][version]["fields"].items
        #expect(fields.count > 60)
        let own = try #require(UpgradeTests.document)["upgrades"].items.first { $0["from"].text == version } ?? .null
        #expect(own["fields"].items.map { $0["field"].text } == fields.map { $0["from"].text })
        for (step, fact) in zip(own["fields"].items, fields) {
            #expect(step["to"].text == fact["to"].text, "\(fact["from"])")
            #expect(step["grade"].text == fact["upgrade"].text, "\(fact["from"])")
            let values = step["values"].items
            #expect(values.map { $0["from"].text } == fact["values"].items.map { $0["from"].text }, "\(fact["from"])")
            for (value, known) in zip(values, fact["values"].items) {
                #expect(value["to"].text == known["to"].text, "\(fact["from"]) \(known["from"])")
                #expect(value["grade"].text == known["upgrade"].text, "\(fact["from"]) \(known["from"])")
            }
        }
    }
}
