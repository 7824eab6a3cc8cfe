import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

/// What conditions say of real records, read from a CSV.
struct LocalRuleTests {
    /// One rule without examples of its own that could be wrong: they are left to the reader's tests.
    private static func fired(_ field: String, _ conditions: String, _ csv: String) throws -> [Int] {
        let rule = try #require(
            try ProfileReader.read(
                yaml: "profile: own\nlocalRules:\n" + Self.rule(field, conditions), name: "own.yaml"
            ).localRules.first)
        var profile = Profile(name: "own")
        profile.localRules = [rule]
        let outcome = try Chain.check(csv, batchSize: 2, profile: profile)
        #expect(outcome.validator.run.contains(rule.id), "\(outcome.validator.skipped.filter { $0.rule == rule.id })")
        return outcome.tally.samples.filter { outcome.validator.kinds[$0.kind].rule == rule.id }.map { $0.ordinal + 1 }
            .sorted()
    }

    /// The examples are those of the conditions at hand.
    private static func rule(_ field: String, _ text: String) -> String {
        """
          - id: local.test
            about: For the test
            severity: warning
            field: \(field)
            message: Look again.
        \(text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))

        """
    }

    /// As `htcds rules show` tells it.
    @Test func conditionsAreToldAsTheyAreWritten() {
        let codes = LocalCondition.isOneOf("cas_Status", ["Closed", "ClosedReferred"])
        #expect(
            LocalCondition.all([codes, .empty("spl_Type")]).text
                == "{cas_Status: {is: [Closed, ClosedReferred]}, spl_Type: empty}")
        #expect(
            LocalCondition.any([.before("hte_Date", .asOf), .not(.after("hte_Date", .field("cas_Date")))]).text
                == "{any: [{hte_Date: {before: as-of}}, {not: {hte_Date: {after: cas_Date}}}]}")
        #expect(LocalCondition.all([.atLeast("a", 1), .atMost("a", 99.5)]).text == "{a: {atLeast: 1, atMost: 99.5}}")
        // A key stands only once.
        #expect(LocalCondition.all([.filled("a"), .empty("a")]).text == "{all: [{a: filled}, {a: empty}]}")
        #expect(LocalCondition.matches("a", "9: \"A\"").text == "{a: {matches: \"9: \\\"A\\\"\"}}")
    }

    @Test func stated() throws {
        #expect(
            try Self.fired(
                "prs_Title",
                """
                when: {prs_Gender: filled}
                demand: {prs_Title: filled}
                examples: {pass: [{prs_Gender: Feminine, prs_Title: Dr}], fail: [{prs_Gender: Feminine}]}
                """, "prs_Gender,prs_Title\nFeminine,\nFeminine,Dr\nqqq,\n,x\n") == [1, 3])
    }

    @Test func codesAlsoOfSeveralAndOfCountries() throws {
        let csv = "prs_Citizenship,prs_Gender\nVN;LA,Feminine\nLA,Masculine\nTH,\nqqq,Feminine\n,Feminine\n"
        #expect(
            try Self.fired(
                "prs_Citizenship",
                """
                demand: {prs_Citizenship: {is: [VN, TH]}}
                examples: {pass: [{prs_Citizenship: VN;LA}, {prs_Citizenship: ~}], fail: [{prs_Citizenship: LA}]}
                """, csv) == [2])
        #expect(
            try Self.fired(
                "prs_Gender",
                """
                when: {prs_Gender: {is: Feminine}}
                demand: {prs_Citizenship: filled}
                examples: {pass: [{prs_Gender: Masculine}], fail: [{prs_Gender: Feminine}]}
                """, csv) == [5])
    }

    @Test func booleans() throws {
        #expect(
            try Self.fired(
                "prs_Deceased",
                """
                demand: {prs_Deceased: {is: false}}
                examples: {pass: [{prs_Deceased: false}], fail: [{prs_Deceased: true}]}
                """, "prs_Deceased,cas_Status\nyes,Active\nno,Active\n,Active\nperhaps,Active\n") == [1])
    }

    /// What is only as precise as known is before or after only where no day could make it otherwise.
    @Test func daysAsPreciseAsKnown() throws {
        let csv = """
            prs_Birthdate,cas_IncomingReferralDate
            2019,2018-05
            2018,2018-05
            2018-05-03,2018-05-03
            2017,2018
            2018-06,2018-05-31
            ,2018
            2018-05-04,2018-05-03

            """
        #expect(
            try Self.fired(
                "prs_Birthdate",
                """
                demand: {prs_Birthdate: {before: cas_IncomingReferralDate}}
                examples:
                  pass: [{prs_Birthdate: 2018, cas_IncomingReferralDate: 2018-05}]
                  fail: [{prs_Birthdate: 2019, cas_IncomingReferralDate: 2018-05}]
                """, csv) == [1, 3, 5, 7])
        #expect(
            try Self.fired(
                "prs_Birthdate",
                """
                demand: {not: {prs_Birthdate: {after: cas_IncomingReferralDate}}}
                examples:
                  pass: [{prs_Birthdate: 2018-05-03, cas_IncomingReferralDate: 2018-05-03}]
                  fail: [{prs_Birthdate: 2018-05-04, cas_IncomingReferralDate: 2018-05-03}]
                """, csv) == [1, 5, 7])
    }

    /// Today is 31 January 2026.
    @Test func today() throws {
        #expect(
            try Self.fired(
                "spl_ActualEndDate",
                """
                demand: {spl_ActualEndDate: {before: as-of}}
                examples:
                  pass: [{spl_ActualEndDate: 2026-01-30, as-of: 2026-01-31}]
                  fail: [{spl_ActualEndDate: 2026-01-31, as-of: 2026-01-31}]
                """, "spl_ActualEndDate,cas_Status\n2026-01-30,Active\n2026-01-31,Active\n2026,Active\n2027,Active\n")
                == [2, 4])
    }

    @Test func numbersAndShapes() throws {
        let csv =
            "vic_AgeWhenTrafficked,prs_IdentityNumber\n17,AB-1234\n18,Ñé-0000\n18.5,AB-12345\n,ab1234\nold,\n-1,AB-123x\n"
        #expect(
            try Self.fired(
                "vic_AgeWhenTrafficked",
                """
                demand: {vic_AgeWhenTrafficked: {atLeast: 0, atMost: 18}}
                examples: {pass: [{vic_AgeWhenTrafficked: 18}], fail: [{vic_AgeWhenTrafficked: 18.5}]}
                """, csv) == [3, 6])
        #expect(
            try Self.fired(
                "prs_IdentityNumber",
                """
                demand: {prs_IdentityNumber: {matches: AA-9999}}
                examples: {pass: [{prs_IdentityNumber: QZ-0001}], fail: [{prs_IdentityNumber: QZ-001}]}
                """, csv) == [3, 4, 6])
    }

    @Test func joined() throws {
        #expect(
            try Self.fired(
                "prs_Gender",
                """
                when: {any: [{prs_Title: filled}, {cas_Status: {is: Active}}]}
                demand: {all: [{prs_Gender: filled}, not: {prs_Gender: {is: Masculine}}]}
                examples: {pass: [{cas_Status: Closed}], fail: [{cas_Status: Active}, {prs_Title: x, prs_Gender: Masculine}]}
                """,
                "prs_Gender,prs_Title,cas_Status\nFeminine,,Active\n,,Active\n,,Closed\nMasculine,x,Closed\n,x,qqq\n")
                == [2, 4, 5])
    }

    /// Of alternatives, those of which nothing is stated are left out; a date that is not precise enough leaves all open.
    @Test func alternativesThatAreNotStated() throws {
        #expect(
            try Self.fired(
                "prs_Gender",
                """
                demand:
                  any:
                    - {prs_Gender: {is: Feminine}}
                    - {prs_Deceased: {is: true}}
                    - {prs_Birthdate: {before: cas_IncomingReferralDate}}
                examples:
                  pass: [{prs_Gender: Masculine, prs_Deceased: true}]
                  fail: [{prs_Gender: Masculine}]
                """,
                """
                prs_Gender,prs_Deceased,prs_Birthdate,cas_IncomingReferralDate
                Masculine,,,
                Masculine,yes,,
                Masculine,no,2018,2018-05
                Masculine,no,2019,2018-05
                ,,,2019

                """) == [1, 4])
    }

    @Test func aMissingColumnIsSkippedWithItsName() throws {
        let profile = try ProfileReader.read(
            yaml: "profile: own\nlocalRules:\n"
                + Self.rule(
                    "prs_Gender",
                    "demand: {prs_Title: filled}\nexamples: {pass: [{prs_Title: x}], fail: [{prs_Gender: Masculine}]}"),
            name: "own.yaml")
        let outcome = try Chain.check("prs_Gender\nFeminine\n", profile: profile)
        #expect(outcome.validator.skipped.contains { $0.rule == "local.test" && $0.why == "no column for prs_Title" })
        #expect(!outcome.validator.run.contains("local.test"))
    }
}
