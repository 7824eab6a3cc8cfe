import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

struct ValidatorTests {
    private static func mapping(_ fields: String) -> String {
        """
        mapping: tiny
        title: A few fields
        standard: "2.0"
        fields:
        \(fields)
        """
    }

    @Test func anAdvisorySourceLowersErrors() throws {
        let csv = "reason\nZorbl\n"
        let strict = Self.mapping("  cas_ReasonForIncomingReferral: {from: reason}")
        #expect(try Chain.check(csv, mapping: strict).counts("value.not-in-code-list") == [.error: 1])
        let advisory = Self.mapping("  cas_ReasonForIncomingReferral: {from: reason, advisory: true}")
        let outcome = try Chain.check(csv, mapping: advisory)
        #expect(outcome.counts("value.not-in-code-list") == [.warning: 1])
        #expect(outcome.tally.rejected == 0)
    }

    @Test func anAdvisorySourceRaisesNothing() throws {
        let advisory = Self.mapping("  vic_RecruitmentWebsitesAndApps: {from: apps, advisory: true}")
        #expect(try Chain.check("apps\nZorblChat\n", mapping: advisory).counts("value.not-in-open-list") == [.info: 1])
    }

    /// A mapping may read a plain text as something; what it cannot read is told, but the standard demanded nothing.
    @Test(arguments: [
        ("date", "value.not-a-date"), ("country", "value.not-a-country"), ("language", "value.not-a-language"),
        ("email", "value.not-an-email"),
        ("phone", "value.not-a-phone-number"),
    ])
    func aFaultOfAnUnusualTransformIsTold(_ transform: String, _ rule: String) throws {
        let mapping = Self.mapping("  cas_ReasonForCaseClosure: {from: why, as: \(transform)}")
        let outcome = try Chain.check("why\nZorbl Quimby\n", mapping: mapping)
        #expect(outcome.counts(RuleID(rawValue: rule)) == [.warning: 1])
    }

    /// An unmatched value is the mapping's where it has a table of values, else the list's; never both.
    @Test func anUnmatchedValueHasOneRule() throws {
        let table = Self.mapping("  prs_Gender: {from: sex, values: {w: Feminine}}")
        let mapped = try Chain.check("sex\nZorbl\nw\n", mapping: table)
        #expect(mapped.counts("mapping.unmapped-value") == [.error: 1])
        #expect(mapped.counts("value.not-in-code-list").isEmpty)
        let listed = try Chain.check("prs_Gender\nZorbl\n")
        #expect(listed.counts("value.not-in-code-list") == [.error: 1])
        #expect(listed.counts("mapping.unmapped-value").isEmpty)
    }

    @Test func checksThatDidNotRunSayWhy() throws {
        let outcome = try Chain.check("prs_Gender\nFeminine\n")
        let skipped = Dictionary(uniqueKeysWithValues: outcome.validator.skipped.map { ($0.rule, $0.why) })
        #expect(skipped["consent.missing"] == "no column for con_Consent")
        #expect(skipped["consent.not-given"] == "no column for con_Consent")
        #expect(skipped["value.not-a-date"] == "no column holds a field that it concerns")
        #expect(outcome.validator.run.contains("value.not-in-code-list"))
        #expect(Set(skipped.keys).isDisjoint(with: outcome.validator.run))
    }

    @Test func everyRuleHasRunOrSaysWhyNot() throws {
        let outcome = try Chain.check("prs_Gender\nFeminine\n")
        let told = Set(outcome.validator.run).union(outcome.validator.skipped.map(\.rule))
        let all = Set(RuleCatalogue.descriptions.map(\.id)).subtracting(RuleExampleTests.fileRules)
        // What readers say of a CSV.
        let remarks = RuleCatalogue.remarkRules.filter { $0.formats.contains("csv") }.map { $0.description.id }
        // Of the official template alone, and what nobody asked for.
        #expect(
            told
                == all.union(remarks).subtracting([
                    "quality.refused-choice", "privacy.free-text-present", "structure.missing-column", "value.missing",
                ]))
    }
}
