import HTCDSCells
import HTCDSFindings
import HTCDSSpec
import Testing

@testable import HTCDSValidation

struct FindingTallyTests {
    /// Two errors and a warning in every record of `count`.
    private static func faulty(_ count: Int) -> String {
        "prs_Gender,cas_Status,prs_Email,con_Consent\n"
            + String(repeating: "Zorbl,Quimby,nowhere,yes\n", count: count)
    }

    @Test func countsAllAndKeepsFew() throws {
        let outcome = try Chain.check(Self.faulty(5000), samples: 3)
        #expect(outcome.counts("value.not-in-code-list") == [.error: 10_000])
        #expect(outcome.counts("value.not-an-email") == [.warning: 5000])
        var samples: [Int: [Int]] = [:]
        for sample in outcome.tally.samples { samples[sample.kind, default: []].append(sample.ordinal) }
        #expect(samples.count == 3)
        for ordinals in samples.values { #expect(ordinals == [0, 1, 2]) }
    }

    @Test func zeroSamplesMeansAll() throws {
        #expect(try Chain.check(Self.faulty(5000), samples: 0).tally.samples.count == 15_000)
    }

    @Test func aRecordIsRejectedOnce() throws {
        let tally = try Chain.check(Self.faulty(5000)).tally
        #expect(tally.read == 5000)
        #expect(tally.rejected == 5000)
    }

    @Test func warningsAndHintsNeverReject() throws {
        let outcome = try Chain.check(
            "prs_Email,cas_Status,con_Consent\nnowhere,Follow Up,\nnowhere,Active,no\n")
        #expect(
            outcome.fired.isSuperset(
                of: ["value.not-an-email", "value.label-instead-of-code", "consent.missing", "consent.not-given"]))
        #expect(outcome.tally.rejected == 0)
    }

    @Test func invalidCountsCellsOnce() throws {
        let outcome = try Chain.check("vic_MethodsOfControl\n\"Zorbl;DebtBondage;DebtBondage\"\nDebtBondage\n")
        #expect(outcome.fired.isSuperset(of: ["value.not-in-code-list", "value.duplicate-choice"]))
        #expect(outcome.tally.invalid == [1])
    }

    /// Kinds of one rule at one field: two things of a record that have it.
    private static func kinds() -> [Validator.Kind] {
        ["value.not-a-date", "value.not-a-number", "value.not-a-number"].map {
            Validator.Kind(rule: $0, severity: .error) { _ in "Wrong." }
        }
    }

    @Test func aRecordIsCountedOnceHoweverManyThingsHaveIt() {
        let tally = FindingTally(groups: KindGroups(Self.kinds()), slots: 2, samplesPerKind: 1)
        tally.begin(records: 3)
        for kind in [1, 2] {
            for record in [1, 2] { _ = tally.count(kind: kind, severity: .error, record: record, ordinal: 0) }
        }
        tally.begin(records: 2)
        _ = tally.count(kind: 2, severity: .error, record: 0, ordinal: 3)
        #expect(tally.counts == [0, 2, 3])
        #expect(tally.foundKinds == [1, 2])
        #expect(tally.foundSpans.map(\.group) == [1] && tally.foundSpans.map(\.span.count) == [3])
        #expect(tally.foundSpans[0].span.first == 1 && tally.foundSpans[0].span.last == 3)
        #expect(tally.rejected == 3)
    }

    @Test func recordsOfAKindAreCountedOnce() {
        let tally = FindingTally(groups: KindGroups(Array(Self.kinds().prefix(2))), slots: 1, samplesPerKind: 1)
        tally.begin(records: 2)
        #expect(tally.count(kind: 1, severity: .error, record: 0, ordinal: 0))
        #expect(!tally.count(kind: 1, severity: .error, record: 0, ordinal: 0))
        #expect(!tally.count(kind: 1, severity: .error, record: 1, ordinal: 0))
        tally.begin(records: 1)
        #expect(!tally.count(kind: 1, severity: .error, record: 0, ordinal: 2))
        #expect(tally.counts == [0, 4])
        #expect(tally.foundSpans.map(\.group) == [1] && tally.foundSpans.map(\.span.count) == [3])
        #expect(tally.rejected == 3)
        #expect(tally.read == 3)
    }

    // MARK: The size of a batch changes nothing

    @Test(arguments: [1, 7, 2048], [0, 4])
    func batchSizesDoNotMatter(_ size: Int, _ samples: Int) throws {
        let csv = Self.mixed(records: 1000)
        let one = try Chain.check(csv, batchSize: 333, samples: samples)
        let other = try Chain.check(csv, batchSize: size, samples: samples)
        #expect(one.fired.count > 12)
        #expect(one.tally.counts == other.tally.counts)
        func spans(_ tally: FindingTally) -> [[Int]] {
            tally.foundSpans.sorted { $0.group < $1.group }.map {
                [$0.group, $0.span.count, $0.span.first, $0.span.last]
            }
        }
        #expect(spans(one.tally) == spans(other.tally))
        #expect(one.tally.invalid == other.tally.invalid)
        #expect(one.tally.read == other.tally.read)
        #expect(one.tally.rejected == other.tally.rejected)
        #expect(0 < one.tally.rejected && one.tally.rejected < one.tally.read)
        #expect(Self.told(one) == Self.told(other))
    }

    private static func told(_ outcome: Outcome) -> [String] {
        outcome.tally.samples.map {
            let kind = outcome.validator.kinds[$0.kind]
            return "\($0.ordinal) \($0.position.line) \($0.column) \(kind.rule) \(kind.field?.id ?? "") "
                + kind.message($0.description.suggestion).text
        }.sorted()
    }

    /// Rows of values that are right and wrong in turn, some rows too long and some too short.
    private static func mixed(records: Int) -> String {
        let columns: [(id: String, values: [String])] = [
            ("prs_Gender", ["Feminine", "Female", "Zorbl", "", "Masculine"]),
            ("prs_Birthdate", ["1999", "04/05/1999", "2999-01-01", "never", "", "1999-12-31"]),
            ("prs_Citizenship", ["VN", "Zorbl", "VN;VN", "Vietnam"]),
            ("prs_PrimaryLanguage", ["vie", "Zorbl", "vi"]),
            ("prs_NumberOfChildren", ["2", "-1", "few", ""]),
            ("prs_MobilePhone", ["+1 202 555 0143", "none"]),
            ("vic_MethodsOfControl", ["DebtBondage", "DebtBondage;DebtBondage", "Other;Zorbl", "False Promises"]),
            ("vic_ForcedLabourIndustry", ["Construction", "Construction;Education", "Zorbl"]),
            ("vic_RecruitmentWebsitesAndApps", ["Facebook", "ZorblChat"]),
            ("con_Consent", ["true", "false", "", "perhaps"]),
        ]
        var csv = columns.map(\.id).joined(separator: ",") + "\n"
        var state: UInt32 = 4711
        for record in 0..<records {
            var row: [String] = []
            for column in columns {
                // Numerical Recipes' linear congruential generator: the same rows in every run.
                state = state &* 1_664_525 &+ 1_013_904_223
                row.append(column.values[Int(state >> 16) % column.values.count])
            }
            if record % 17 == 3 { row.append("Zorbl") }
            if record % 19 == 5 { row.removeLast() }
            csv += row.joined(separator: ",") + "\n"
        }
        return csv
    }
}
