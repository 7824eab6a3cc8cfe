import Foundation
import Testing

@testable import HTCDSGeneration

/// Compares our file with the sheet that IOM publishes, which is not part of the package.
@Suite(
    .enabled(
        if: PackageRoot.publishedStandard != nil,
        "the published field standard is not at hand; name the folder above `toolkit` in HTCDS_SHARED"))
struct FaithfulTests {
    private let fields: [StandardDocument.Field]
    private let lists: [String: StandardDocument.CodeList]
    private let rows: [(number: Int, cells: [String: String])]

    init() throws {
        let standard = try PackageSources(root: PackageRoot.path).standard
        fields = standard.fields
        lists = Dictionary(uniqueKeysWithValues: standard.codeLists.map { ($0.id, $0) })
        rows = try PublishedSheet(path: #require(PackageRoot.publishedStandard)).rows.filter { row in
            // Headings of sections have no field; example questions have "N/A".
            guard let prefix = row.cells["Field Name Prefix"] else { return false }
            return Self.trimmed(prefix).hasSuffix("_")
        }
    }

    @Test func fieldsAndRowsAreThoseOfTheSheet() throws {
        #expect(rows.count == 84)
        #expect(rows.map(\.number) == fields.map(\.row))
        let ids = rows.map { Self.trimmed($0.cells["Field Name Prefix"]) + Self.trimmed($0.cells["Field Name"]) }
        #expect(ids == fields.map(\.id))
        for (row, field) in zip(rows, fields) {
            let full = Self.trimmed(row.cells["Field Name including Prefix"])
            #expect(full == field.id || full.isEmpty, "row \(row.number)")
        }
    }

    @Test func labelsTypesCoreAndStatusAreThoseOfTheSheet() {
        for (row, field) in zip(rows, fields) {
            let label = Self.trimmed(row.cells["Field Label"])
            #expect(label == (field.labelGiven == false ? "" : field.label), "row \(row.number)")
            #expect(Self.trimmed(row.cells["Field Type"]) == field.typeAsWritten ?? "", "row \(row.number)")
            #expect(Self.trimmed(row.cells["Core"]).isEmpty == !field.core, "row \(row.number)")
            #expect(Self.trimmed(row.cells["Status"]).lowercased() == field.status, "row \(row.number)")
        }
    }

    @Test func kindsFollowTheTypes() {
        let kinds = [
            "Text": "text", "Long Text": "longText", "Picklist": "picklist", "Multiselect Picklist": "multiselect",
            "Date": "date", "Checkbox": "checkbox", "Number": "number", "Geolocation": "geolocation",
            "Lookup [to organisation]": "lookup", "Lookup [to user]": "lookup", "Lookup [to person]": "lookup",
        ]
        for field in fields {
            switch field.typeAsWritten {
            case nil: #expect(field.kind == "text")
            case "Picklist or Text": #expect(field.kind == (field.codeList == nil ? "text" : "picklist"))
            case .some(let type): #expect(field.kind == kinds[type], "\(field.id)")
            }
            #expect((field.lookupTarget != nil) == (field.kind == "lookup"), "\(field.id)")
            if let target = field.lookupTarget { #expect(field.typeAsWritten == "Lookup [to \(target)]") }
        }
    }

    @Test func valueNamesAndLabelsAreThoseOfTheSheet() {
        var enumerated = 0
        for (row, field) in zip(rows, fields) {
            guard let list = field.codeList.flatMap({ lists[$0] }) else { continue }
            enumerated += 1
            #expect(Self.lines(row.cells["Value Names (if picklist)"]) == list.codes.map(\.name), "\(field.id)")
            #expect(Self.lines(row.cells["Value Labels (if picklist)"]) == list.codes.map(\.label), "\(field.id)")
        }
        #expect(enumerated == 21)
    }

    @Test func patternsAreThoseOfTheNotes() {
        for (row, field) in zip(rows, fields) {
            let notes = row.cells["Notes"] ?? ""
            #expect(notes.contains("E.164") == (field.pattern != nil), "\(field.id)")
            if let pattern = field.pattern { #expect(notes.contains(pattern), "\(field.id)") }
        }
    }

    /// Without outer white space, the no-break space included.
    private static func trimmed(_ text: String?) -> String {
        (text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }
}
