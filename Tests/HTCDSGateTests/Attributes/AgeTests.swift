import HTCDSCells
import HTCDSGate
import Testing

@Suite("Ages")
struct AgeTests {
    private func years(_ birth: (Int, Int, Int), _ day: (Int, Int, Int)) throws -> ClosedRange<Int>? {
        Age.years(
            born: try #require(PackedDate(year: birth.0, month: birth.1, day: birth.2)),
            on: try #require(PackedDate(year: day.0, month: day.1, day: day.2)))
    }

    @Test("By the calendar, to the day")
    func exact() throws {
        #expect(try years((2000, 5, 3), (2018, 5, 2)) == 17...17)
        #expect(try years((2000, 5, 3), (2018, 5, 3)) == 18...18)
        // Who was born on 29 February is a year older on 1 March of other years.
        #expect(try years((2000, 2, 29), (2018, 2, 28)) == 17...17)
        #expect(try years((2000, 2, 29), (2018, 3, 1)) == 18...18)
        #expect(try years((2020, 1, 1), (2020, 1, 1)) == 0...0)
        #expect(try years((2020, 1, 2), (2020, 1, 1)) == nil)
        #expect(try years((1900, 1, 1), (2020, 12, 31)) == 120...120)
        #expect(try years((1900, 1, 1), (2021, 1, 1)) == nil)
    }

    @Test("As precise as the dates are known")
    func vague() throws {
        #expect(try years((2000, 0, 0), (2018, 6, 1)) == 17...18)
        #expect(try years((2000, 5, 0), (2018, 6, 1)) == 18...18)
        #expect(try years((2000, 5, 3), (2018, 0, 0)) == 17...18)
        #expect(try years((2010, 0, 0), (2010, 3, 1)) == 0...0)
        #expect(try years((2011, 0, 0), (2010, 3, 1)) == nil)
    }

    @Test("A date of birth becomes a band on the day of the referral or on the day that counts as today")
    func bands() throws {
        let rows = try Rows.write(
            """
            prs_Birthdate,cas_IncomingReferralDate
            2000-05-03,2018-05-02
            2000-05-03,2018-05-03
            2000,2018
            1990,2018
            2019-01-01,2018-05-03
            1880-01-01,2018-05-03
            2000-05-03,
            """,
            """
            then: {from: prs_Birthdate, as: age-band, bands: [0, 9, 18, 30], open: true, at: cas_IncomingReferralDate}
            now: {from: prs_Birthdate, as: age-band, bands: [0, 18, 30], at: as-of}
            """)
        #expect(rows.all("then") == ["9--17", "18--29", nil, "18--29", nil, nil, nil])
        // On 31 January 2026; without `open` there is no band from 30 on.
        #expect(rows.all("now") == ["18--29", "18--29", "18--29", nil, "0--17", nil, "18--29"])
        #expect(rows.losses.counts[0].unfit == 3)
    }
}
