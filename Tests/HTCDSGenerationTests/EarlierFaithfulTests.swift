import Foundation
import Testing

@testable import HTCDSGeneration

/// Compares the files of the earlier versions with the sheets that IOM published.
@Suite struct EarlierFaithfulTests {
    private typealias Row = (number: Int, cells: [String: String])

    @Test(
        .enabled(
            if: EarlierStandardDocument.versions.allSatisfy { PackageRoot.publishedStandard(version: $0) != nil },
            "the published field standards are not at hand; name the folder above `toolkit` in HTCDS_SHARED"),
        arguments: EarlierStandardDocument.versions)
    func fieldsAndValuesAreThoseOfTheSheet(version: String) throws {
        let document = try #require(
            try PackageSources(root: PackageRoot.path).earlier.first { $0.version == version })
        let path = try #require(PackageRoot.publishedStandard(version: version))
        let all: [Row] = try PublishedSheet(path: path).rows
        let rows = all.filter { Self.trimmed($0.cells["Field Name Prefix"]).hasSuffix("_") }
        #expect(rows.map(\.number) == document.fields.map(\.row))
        let ids = rows.map { Self.trimmed($0.cells["Field Name Prefix"]) + Self.trimmed($0.cells["Field Name"]) }
        #expect(ids == document.fields.map(\.id))
        // A section is named once, in a row of its own above its fields.
        let headings = all.map { row -> (number: Int, text: String) in
            let words = (row.cells["Section"] ?? "").split(whereSeparator: \.isWhitespace)
            return (number: row.number, text: words.joined(separator: " "))
        }.filter { !$0.text.isEmpty }
        for (row, field) in zip(rows, document.fields) {
            let label = Self.trimmed(row.cells["Field Label"])
            #expect(label == (field.labelGiven == false ? "" : field.label), "\(field.id)")
            #expect(Self.trimmed(row.cells["Field Type"]) == field.typeAsWritten ?? "", "\(field.id)")
            #expect(Self.trimmed(row.cells["Core"]).isEmpty == !field.core, "\(field.id)")
            let status = Self.trimmed(row.cells["Status"]).lowercased()
            #expect(status == (field.statusGiven == false ? "" : field.status), "\(field.id)")
            let section = headings.last { $0.number <= row.number }?.text
            #expect(section == field.section, "\(field.id)")
            #expect((row.cells["Notes"] ?? "").contains("E.164") == (field.pattern != nil), "\(field.id)")
            guard let list = document.codeLists.first(where: { $0.id == field.codeList }) else { continue }
            #expect(Self.lines(row.cells, "Value Names") == list.codes.map(\.name), "\(field.id)")
            let labels = Self.lines(row.cells, "Value Labels")
            // 0.1 gives seven labels to nine exploitation types; a value without one is its own label.
            if labels.count == list.codes.count {
                #expect(labels == list.codes.map(\.label), "\(field.id)")
            } else {
                let known = Set(labels).union(list.codes.map(\.name))
                #expect(Set(list.codes.map(\.label)).isSubset(of: known), "\(field.id)")
            }
        }
    }

    private static func trimmed(_ text: String?) -> String {
        (text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func lines(_ cells: [String: String], _ heading: String) -> [String] {
        let text = cells.first { $0.key.hasPrefix(heading) }?.value ?? ""
        return text.split(separator: "\n").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}
