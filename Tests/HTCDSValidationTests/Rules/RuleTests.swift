import HTCDSCells
import HTCDSFindings
import HTCDSSpec
import HTCDSValidation
import Testing

/// What the examples of the rules do not show.
struct RuleTests {
    // MARK: Value

    /// `hte_Country` is plain text in the standard.
    @Test func theCountryOfAnEventIsAWarning() throws {
        #expect(try Chain.check("hte_Country\nZorbl\n").counts("value.not-a-country") == [.warning: 1])
        #expect(try Chain.check("prs_MailingCountry\nZorbl\n").counts("value.not-a-country") == [.error: 1])
    }

    @Test func aCountryByNameIsNoFinding() throws {
        let outcome = try Chain.check("prs_Citizenship,hte_Country\nVietnam,VNM\n")
        #expect(outcome.tally.counts.allSatisfy { $0 == 0 })
    }

    @Test func labelsAreHintedAtOnlyUnderOfficialIds() throws {
        #expect(try Chain.check("cas_Status\nFollow Up\n").counts("value.label-instead-of-code") == [.info: 1])
        #expect(try Chain.check("Status\nFollow Up\n").counts("value.label-instead-of-code").isEmpty)
    }

    @Test func theFutureBeginsADayAfterTomorrow() throws {
        let csv = "cas_IncomingReferralDate\n2026-01-31\n2026-02-01\n2026-02-02\n"
        #expect(try Chain.check(csv).counts("value.future-date") == [.warning: 1])
        #expect(try Chain.check("spl_PlannedEndDate\n2999-01-01\n").counts("value.future-date").isEmpty)
    }

    @Test(arguments: [
        ("hte_Longitude", "-180.5"), ("hte_Latitude", "90.1"), ("prs_NumberOfChildren", "-1"),
        ("prs_NumberOfChildren", "1.5"), ("vic_AgeWhenTrafficked", "200"),
    ])
    func implausibleNumbers(_ id: String, _ number: String) throws {
        #expect(try Chain.check("\(id)\n\(number)\n").counts("value.out-of-range") == [.warning: 1])
    }

    @Test func severalValuesInAFieldForOneAreAWarning() throws {
        let outcome = try Chain.check("vic_ForcedLabourIndustry\nConstruction;Education\n")
        #expect(outcome.counts("value.too-many") == [.warning: 1])
        #expect(outcome.tally.rejected == 0)
    }

    // MARK: Standard

    @Test func aSupersededValueNamesItsSuccessor() throws {
        let outcome = try Chain.check("prs_Gender\nFemale\nTransgender/NonConforming\n")
        #expect(outcome.counts("standard.superseded-value") == [.error: 2])
        #expect(outcome.tally.samples.map(\.description.suggestion) == ["Feminine", nil])
        #expect(outcome.messages.contains { $0.contains("Feminine took its place") })
        #expect(outcome.messages.contains { $0.contains("no value of today") })
    }

    @Test func everyDeprecatedColumnIsTold() throws {
        let outcome = try Chain.check(
            "vic_Vulnerabilities,Agreement to Manage Personal Data,prs_Gender,vic_DetailsOfVulnerabilities\n,yes,,\n")
        let found = outcome.columnFindings("standard.deprecated-field")
        #expect(found.map(\.column) == [0, 1, 3])
        #expect(found[1].message.text.contains("con_Consent"))
        #expect(!found[0].message.text.contains("con_Consent"))
    }

    @Test func oldAndMisspeltIdsAreTold() throws {
        let outcome = try Chain.check("prs_First_Name,prs_Nationality,Organization Name,Gender\nZorbl,VN,Quimby,\n")
        let found = outcome.columnFindings("standard.misspelt-field")
        #expect(found.map(\.suggestion) == ["prs_FirstName", "prs_Citizenship"])
        #expect(found[1].message.text.contains("HTCDS 0.2"))
    }

    // MARK: Structure

    @Test func ownColumnsThatAreKeptAreNoFinding() throws {
        #expect(
            try Chain.check("prs_Gender,Local ref\nFeminine,A-12\n").columnFindings("structure.unknown-column").isEmpty)
    }

    @Test func unusedColumnsWithoutANameAreNoFinding() throws {
        let mapping = Chain.standardMapping.replacing("keep: all", with: "")
        let outcome = try Chain.check("prs_Gender,,Local ref\nFeminine,,A-12\n", mapping: mapping)
        #expect(outcome.columnFindings("structure.unknown-column").map(\.column) == [2])
    }

    @Test func aLabelBesideItsIdIsADuplicate() throws {
        let found = try Chain.check("Gender,cas_Status,prs_Gender,Sex\nFeminine,Active,,\n")
            .columnFindings("structure.duplicate-column")
        #expect(found.map(\.column) == [2])
        #expect(found.map(\.field?.id) == ["prs_Gender"])
        #expect(found.first?.message.text.contains("Column A ") == true)
    }

    @Test func keptColumnsMayHaveOneName() throws {
        let mapping = """
            mapping: tiny
            title: A field and a kept column
            standard: "2.0"
            fields: {prs_Gender: sex}
            keep: {note: {}}
            """
        let outcome = try Chain.check("sex,note,note\nFeminine,a,b\n", mapping: mapping)
        #expect(outcome.columnFindings("structure.duplicate-column").isEmpty)
        let twice = try Chain.check("sex,note,Sex\nFeminine,a,Masculine\n", mapping: mapping)
        #expect(twice.columnFindings("structure.duplicate-column").map(\.column) == [2])
        #expect(twice.columnFindings("structure.duplicate-column").map(\.field?.id) == ["prs_Gender"])
    }

    @Test func raggedRows() throws {
        let outcome = try Chain.check(
            """
            prs_Gender,cas_Status,note
            Feminine,Active,
            Feminine,Active,a,,
            Feminine,Active,a, ,\u{20}
            Feminine,Active,a,b,c
            Feminine,Active

            """)
        #expect(outcome.counts("structure.ragged-row") == [.error: 1, .warning: 1])
        #expect(outcome.tally.samples.map(\.position.line) == [5, 6])
        #expect(outcome.tally.rejected == 1)
    }

    @Test func onlyCSVHasRaggedRows() throws {
        let outcome = try Chain.check("prs_Gender,cas_Status\nFeminine\n", format: "xlsx")
        #expect(!outcome.validator.run.contains("structure.ragged-row"))
        #expect(!outcome.validator.skipped.contains { $0.rule == "structure.ragged-row" })
        #expect(!outcome.fired.contains("structure.ragged-row"))
    }

    @Test func brokenCellsOfAnyKindAreTold() throws {
        let outcome = try Chain.check("prs_FirstName,prs_Gender,prs_Birthdate\nZ\u{FFFD},F\u{FFFD},1\u{FFFD}\n")
        #expect(outcome.counts("structure.broken-encoding") == [.error: 3])
        #expect(outcome.fired.filter { $0.area == "value" }.isEmpty)
    }

    // MARK: Consent

    @Test func notStatedIsNotRefused() throws {
        let outcome = try Chain.check(
            "prs_Gender,con_Consent\nFeminine,\nFeminine,no\nFeminine,yes\nFeminine,perhaps\n")
        #expect(outcome.counts("consent.missing") == [.warning: 1])
        #expect(outcome.counts("consent.not-given") == [.warning: 1])
        #expect(outcome.counts("value.not-a-boolean") == [.error: 1])
    }

    /// One person's consent never covers another; and of a person who is not in the record nothing is asked.
    @Test func consentBelongsToAPerson() throws {
        let mapping = """
            mapping: two
            title: Two persons a row
            standard: "2.0"
            roles: [victim]
            fields: {prs_Gender: gender1, con_Consent: consent1}
            persons:
              - roles: [victim]
                fields: {prs_Gender: gender2, con_Consent: consent2}
            """
        let outcome = try Chain.check(
            """
            gender1,consent1,gender2,consent2,ref
            Feminine,yes,Feminine,,1
            Feminine,yes,,,2
            Feminine,yes,,no,3
            ,,,,4

            """, mapping: mapping)
        let missing = outcome.tally.samples.filter { outcome.validator.kinds[$0.kind].rule == "consent.missing" }
        #expect(missing.map { [$0.ordinal, $0.column] }.sorted { $0[0] < $1[0] } == [[0, 3], [3, 1]])
        #expect(outcome.counts("consent.not-given") == [.warning: 1])
    }

    @Test func aCaseWithoutAPersonLacksNoConsent() throws {
        #expect(try Chain.check("cas_Status,prs_Gender,con_Consent\nActive,,\n").counts("consent.missing").isEmpty)
    }
}
