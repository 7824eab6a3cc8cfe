import HTCDSCells
import Testing

@Suite struct PackedDateTests {
    private func text(_ date: PackedDate) -> String {
        let arena = ByteArena(capacity: 16)
        date.append(to: arena)
        return String(decoding: arena.contents, as: UTF8.self)
    }

    @Test func keepsItsPrecision() throws {
        for (year, month, day, written) in [
            (2018, 0, 0, "2018"), (2018, 5, 0, "2018-05"), (2018, 5, 3, "2018-05-03"), (1, 1, 1, "0001-01-01"),
            (9999, 12, 31, "9999-12-31"),
        ] {
            let date = try #require(PackedDate(year: year, month: month, day: day))
            #expect((date.year, date.month, date.day) == (year, month, day))
            #expect(text(date) == written)
        }
    }

    @Test(arguments: [
        (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2018, 13, 1), (2018, -1, 1), (2018, 1, 32), (2018, 1, -1),
        (2018, 4, 31),
        (2018, 2, 29), (1900, 2, 29), (2000, 2, 30), (2018, 0, 1), (.max, .max, .max),
    ])
    func otherNumbersAreNoDate(year: Int, month: Int, day: Int) {
        #expect(PackedDate(year: year, month: month, day: day) == nil)
    }

    @Test func everyDayFollowsTheOneBefore() throws {
        var date = try #require(PackedDate(year: 1896, month: 1, day: 1))
        var days = 0
        while date.year < 2004 {
            let next = date.nextDay
            #expect(date < next)
            date = next
            days += 1
        }
        // 108 years; 1900 had no leap day and 2000 had one.
        #expect(days == 108 * 365 + 26)
        #expect(text(date) == "2004-01-01")
    }

    @Test func theLastDayAndImpreciseDatesStay() throws {
        let last = try #require(PackedDate(year: 9999, month: 12, day: 31))
        #expect(last.nextDay == last)
        let month = try #require(PackedDate(year: 2018, month: 5))
        #expect(month.nextDay == month)
    }

    @Test func sortsLikeTheDates() throws {
        let texts = ["2017-12-31", "2018", "2018-04", "2018-04-30", "2018-05", "2018-05-01", "2019"]
        let dates = try texts.map { text in
            let parts = text.split(separator: "-").compactMap { Int($0) }
            return try #require(
                PackedDate(year: parts[0], month: parts.count > 1 ? parts[1] : 0, day: parts.count > 2 ? parts[2] : 0))
        }
        #expect(dates.shuffled().sorted().map(text) == texts)
        #expect(dates.map { PackedDate(raw: $0.raw) } == dates)
    }
}
