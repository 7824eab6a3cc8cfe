import HTCDSFindings
import Testing

@testable import HTCDSValidation

/// Every rule's own examples, read, mapped and checked as a file would be.
struct RuleExampleTests {
    /// Rules about a file as a whole are left out: whoever opens files applies them, which is not part of this chain, and
    /// a CSV cannot show what is wrong with the sheets of a workbook.
    /// Nor can it show what readers of other formats have to say of a record.
    static let fileRules = Set(
        RuleCatalogue.fileRules.map { $0.description.id } + RuleCatalogue.remarkRules.map { $0.description.id })

    static let descriptions = RuleCatalogue.descriptions.filter { !fileRules.contains($0.id) }

    @Test(arguments: descriptions)
    func failingExampleFires(_ rule: RuleDescription) throws {
        #expect(try Self.check(rule.failing).fired.contains(rule.id))
    }

    @Test(arguments: descriptions)
    func passingExampleDoesNot(_ rule: RuleDescription) throws {
        let outcome = try Self.check(rule.passing)
        #expect(!outcome.fired.contains(rule.id))
        #expect(outcome.tally.read > 0, "an example without a record shows nothing")
        #expect(outcome.validator.run.contains(rule.id), "the rule has to look at its passing example too")
    }

    @Test(arguments: descriptions)
    func findingHasTheSeverityOfTheDescription(_ rule: RuleDescription) throws {
        let outcome = try Self.check(rule.failing)
        let inRecords = outcome.counts(rule.id).keys
        let inHeader = outcome.validator.columnFindings.filter { $0.kind.rule == rule.id }.map(\.kind.severity)
        #expect(Set(inRecords).union(inHeader) == [rule.severity])
    }

    private static func check(_ example: RuleDescription.Example) throws -> Outcome {
        let profile = try example.profile.map { try ProfileReader.read(yaml: "profile: own\n\($0)\n", name: "own") }
        return try Chain.check(
            example.csv, mapping: Checkout.mapping(example.mapping), profile: profile ?? .core)
    }
}
