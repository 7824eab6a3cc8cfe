import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

struct RuleWeightTests {
    private static func profile(_ text: String) throws -> Profile {
        try ProfileReader.read(yaml: "profile: own\n" + text, name: "own.yaml")
    }

    @Test func aFieldGoesBeforeItsRule() throws {
        let profile = try Self.profile("rules: {value.not-a-date: {severity: info, fields: {prs_Birthdate: error}}}\n")
        let csv = "prs_Birthdate,cas_IncomingReferralDate\nsoon,later\n"
        let outcome = try Chain.check(csv, profile: profile)
        #expect(outcome.counts("value.not-a-date") == [.error: 1, .info: 1])
        #expect(outcome.tally.rejected == 1)
        #expect(try Chain.check(csv).counts("value.not-a-date") == [.error: 2])
    }

    @Test func offIsNotLookedForAndSaysSo() throws {
        let profile = try Self.profile("rules: {value.not-a-date: off, consent.missing: off}\n")
        let outcome = try Chain.check("prs_Birthdate,con_Consent\nsoon,\n", profile: profile)
        #expect(outcome.fired.isDisjoint(with: ["value.not-a-date", "consent.missing"]))
        let skipped = Dictionary(uniqueKeysWithValues: outcome.validator.skipped.map { ($0.rule, $0.why) })
        #expect(skipped["value.not-a-date"] == "switched off by the profile own")
        #expect(skipped["consent.missing"] == "switched off by the profile own")
        #expect(!outcome.validator.run.contains("value.not-a-date"))
    }

    @Test func oneFieldCanBeOff() throws {
        let profile = try Self.profile("rules: {value.not-a-date: {fields: {prs_Birthdate: off}}}\n")
        let outcome = try Chain.check("prs_Birthdate,cas_IncomingReferralDate\nsoon,later\n", profile: profile)
        #expect(outcome.counts("value.not-a-date") == [.error: 1])
        #expect(outcome.validator.run.contains("value.not-a-date"))
    }

    /// `hte_Country` is plain text in the standard.
    @Test func whatWeighsLessThanItsRuleStaysSoUnlessItIsNamed() throws {
        let csv = "hte_Country,prs_MailingCountry\nthe border,the border\n"
        let usual = try Chain.check(csv).counts("value.not-a-country")
        #expect(usual == [.warning: 1, .error: 1])
        let same = try Chain.check(csv, profile: Self.profile("rules: {value.not-a-country: error}\n"))
        #expect(same.counts("value.not-a-country") == usual)
        let named = try Chain.check(
            csv, profile: Self.profile("rules: {value.not-a-country: {fields: {hte_Country: error}}}\n"))
        #expect(named.counts("value.not-a-country") == [.error: 2])
        let lower = try Chain.check(csv, profile: Self.profile("rules: {value.not-a-country: info}\n"))
        #expect(lower.counts("value.not-a-country") == [.info: 2])
    }

    @Test func whatIsExtendedIsOverridden() throws {
        let profile = try Self.profile("extends: synthesis\nrequired: [cas_Status]\nrules: {consent.missing: off}\n")
        #expect(profile.isOff("consent.missing"))
        #expect(profile.required == ["vic_TraffickingStatus", "cas_Status"])
        #expect(profile.weights["consent.not-given"]?.everywhere == .severity(.error))
    }

    @Test func requiredFieldsAreAskedOfWhoIsThere() throws {
        let profile = try Self.profile("required: [prs_Gender, hte_Country, vic_TraffickingStatus]\n")
        let outcome = try Chain.check(
            """
            prs_Gender,hte_Country,hte_Type
            Feminine,,
            ,VN,Recruitment
            Feminine,,Recruitment

            """, profile: profile)
        // A gender in record 2, a country in record 3 (record 1 has no event), and no column for the status.
        let counts = outcome.tally.counts.enumerated().filter {
            $0.element > 0 && outcome.validator.kinds[$0.offset].rule == "value.missing"
        }
        let byField = Dictionary(
            uniqueKeysWithValues: counts.map { (outcome.validator.kinds[$0.offset].field?.id ?? "", $0.element) })
        #expect(byField == ["prs_Gender": 1, "hte_Country": 1, "vic_TraffickingStatus": 3])
    }

    @Test func changesAreThoseThatDiffer() throws {
        let profile = try Self.profile(
            "rules: {value.not-a-date: error, consent.missing: error, value.not-a-country: {fields: {hte_Country: error}}}\n"
        )
        #expect(
            profile.severityChanges == [
                .init(rule: "consent.missing", field: nil, from: "warning", to: "error"),
                .init(rule: "value.not-a-country", field: "hte_Country", from: "warning", to: "error"),
            ])
    }
}
