import Foundation
import HTCDSCells
import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

struct RuleCatalogueTests {
    static var tables: [[any Rule.Type]] {
        [
            RuleCatalogue.valueRules, RuleCatalogue.batchRules, RuleCatalogue.columnRules, RuleCatalogue.remarkRules,
            RuleCatalogue.fileRules,
        ]
    }

    @Test func everyRuleFileIsInTheTable() throws {
        let folder = Checkout.root.appending(path: "Sources/HTCDSValidation/Rules").path
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            .filter { $0.hasSuffix("Rule.swift") }
        #expect(files.count > 20)
        let names = files.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }.sorted()
        #expect(names == Self.tables.flatMap { $0.map { "\($0)" } }.sorted())
        for file in files {
            let name = URL(filePath: file).deletingPathExtension().lastPathComponent
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            #expect(text.contains("public enum \(name): "), "\(file) has to hold the type of its name")
        }
    }

    /// `Rules/Standard/…` holds the rules of the area `standard`.
    @Test func foldersAreAreas() {
        for type in Self.tables.flatMap({ $0 }) {
            let area = type.description.id.area.capitalized
            let path = Checkout.root.appending(path: "Sources/HTCDSValidation/Rules/\(area)/\(type).swift").path
            #expect(FileManager.default.fileExists(atPath: path), "\(type) belongs into \(area)")
        }
    }

    @Test func tablesAreSortedByTheNameOfTheType() {
        for table in Self.tables {
            let names = table.map { "\($0)" }
            #expect(names == names.sorted())
        }
    }

    @Test func idsAreUniqueAndWellFormed() {
        let ids = RuleCatalogue.descriptions.map(\.id.rawValue)
        #expect(Set(ids).count == ids.count)
        #expect(ids == ids.sorted())
        for id in ids { #expect(id.wholeMatch(of: /[a-z]+\.[a-z]+(-[a-z]+)*/) != nil) }
    }

    /// Ids that are promised to scripts; they never change.
    @Test func promisedIdsAreThere() {
        let promised = """
            structure.missing-core-column structure.unknown-column structure.duplicate-column structure.no-header
            structure.no-records structure.ragged-row structure.broken-encoding value.not-in-code-list
            value.not-in-open-list value.label-instead-of-code value.not-a-date value.ambiguous-date value.not-a-number
            value.not-a-boolean value.not-a-country value.not-a-language value.not-a-phone-number value.not-an-email
            value.out-of-range value.future-date value.too-many value.duplicate-choice standard.deprecated-field
            standard.superseded-value standard.misspelt-field consent.not-given consent.missing mapping.unmapped-value
            mapping.lossy
            """.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(promised.count == 29)
        #expect(Set(promised).subtracting(RuleCatalogue.descriptions.map(\.id.rawValue)).isEmpty)
    }

    @Test(arguments: RuleCatalogue.descriptions)
    func descriptionsSayWhatTheyPromise(_ rule: RuleDescription) {
        #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."))
        #expect(!rule.source.isEmpty)
        #expect(rule.rationale.hasSuffix("."))
        #expect(rule.since.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
        if !RuleExampleTests.fileRules.contains(rule.id) { #expect(rule.passing != rule.failing) }
        if rule.source == RuleDescription.toolsOpinion { #expect(rule.severity <= .warning) }
    }

    @Test func everyFaultHasExactlyOneRule() {
        let faults = RuleCatalogue.valueRules.flatMap { [$0.fault] + $0.furtherFaults }
        #expect(faults.count == Set(faults).count)
        #expect(Set(faults) == Set(ValueFault.allCases))
    }

    /// A rule may weigh less for a field than it usually does, never more.
    @Test func noFieldWeighsMoreThanTheRule() {
        for rule in RuleCatalogue.valueRules {
            for field in HTCDSStandard.v2_0.fields {
                if let severity = rule.severity(for: field) { #expect(severity <= rule.description.severity) }
            }
        }
    }
}
