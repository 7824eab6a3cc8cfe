import Foundation
import Testing

@testable import HTCDSModel

@Suite("Partial dates")
struct PartialDateTests {
    @Test(
        "dates that exist",
        arguments: ["2018", "2018-05", "2018-05-03", "2020-02-29", "2000-02-29", "0001", "9999-12-31"])
    func valid(_ text: String) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == text)
        let data = try JSONEncoder().encode([date])
        #expect(try JSONDecoder().decode([PartialDate].self, from: data) == [date])
    }

    @Test(
        "texts that are no date",
        arguments: [
            "", "-", "18", "20180503", "2018-5", "2018-05-3", "2018-13", "2018-00", "2018-04-31", "2019-02-29",
            "1900-02-29",
            "2018-05-00", "0000", "2018-", "2018-05-", "2018-05-03-", " 2018", "2018 ", "-2018", "+2018", "2018-W05",
            "2018-05-03T00:00:00Z", "03/05/2018", "２０１８", "2018--03",
        ])
    func invalid(_ text: String) {
        #expect(PartialDate(text) == nil)
    }

    @Test("a day needs a month")
    func dayWithoutMonth() {
        #expect(PartialDate(year: 2018, day: 3) == nil)
        #expect(PartialDate(year: 2018, month: 5)?.precision == .month)
    }

    @Test("sorting goes by the first day, then from less to more precise")
    func order() throws {
        let sorted = ["2017-12-31", "2018", "2018-01", "2018-01-01", "2018-01-02", "2018-02", "2019"]
        let dates = sorted.compactMap { PartialDate($0) }
        #expect(dates.reversed().sorted() == dates)
    }

    @Test(
        "before in time only where every day is",
        arguments: [
            ("2018", "2019-01", true, false), ("2018", "2018-05", false, true), ("2018-05", "2018", false, true),
            ("2018-02", "2018-02-28", false, true), ("2018-02", "2018-03-01", true, false),
            ("2018-05-03", "2018-05-03", false, true), ("2019", "2018", false, false),
        ])
    func overlap(_ first: String, _ second: String, _ isBefore: Bool, _ overlaps: Bool) throws {
        let (first, second) = (try #require(PartialDate(first)), try #require(PartialDate(second)))
        #expect(first.isDefinitelyBefore(second) == isBefore)
        #expect(first.overlaps(second) == overlaps)
        #expect(second.overlaps(first) == overlaps)
    }

    @Test("the days that a date can mean")
    func bounds() throws {
        #expect(PartialDate("2020-02")?.lastDay.description == "2020-02-29")
        #expect(PartialDate("2020")?.firstDay.description == "2020-01-01")
        #expect(PartialDate("2020")?.lastDay.description == "2020-12-31")
    }
}
