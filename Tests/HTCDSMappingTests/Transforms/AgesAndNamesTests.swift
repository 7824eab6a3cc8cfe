import HTCDSDocuments
import HTCDSFindings
import Testing

@testable import HTCDSMapping

/// Ages from two dates, decimal commas, and months by name.
@Suite struct AgesAndNamesTests {
    private static let age = "fields: {vic_AgeWhenTrafficked: {from: Born, as: age, at: Met, dates: [dd/MM/yyyy]}}\n"

    @Test func ageIsTheNumberOfBirthdays() throws {
        let mapped = try Chain.map(
            "Born,Met\n2000-06-15,2018-06-14\n2000-06-15,2018-06-15\n15/06/2000,01/01/2019\n2004-02-29,2024-02-28\n",
            Self.age)
        let ages = (1...4).map { mapped.value("persons.0.victim.vic_AgeWhenTrafficked", record: $0) }
        #expect(ages == ["17", "18", "18", "19"])
        #expect(mapped.told == [])
    }

    @Test func whatMayBeOneOfTwoAgesIsNone() throws {
        let mapped = try Chain.map(
            "Born,Met\n2000,2018-06\n2000,2018-12-31\n2000-06,2018-07\nlately,2018\n2001,1999\n,2018\n2000,\n", Self.age
        )
        let ages = (1...7).map { mapped.value("persons.0.victim.vic_AgeWhenTrafficked", record: $0) }
        #expect(ages == [nil, "18", "18", nil, nil, nil, nil])
        #expect(
            mapped.told == [
                "1 vic_AgeWhenTrafficked ambiguousDate", "4 vic_AgeWhenTrafficked notADate",
                "5 vic_AgeWhenTrafficked outOfRange",
            ])
        #expect(mapped.value("extensions.Born", record: 4) == "lately")
    }

    @Test func withoutTheOtherColumnThereIsNoAge() throws {
        let mapped = try Chain.map("Born\n2000\n", Self.age)
        #expect(mapped.plan.layout.slot(field: "vic_AgeWhenTrafficked") == nil)
    }

    @Test func commasStandBeforeDecimals() throws {
        let mapped = try Chain.map(
            "A;B\n47,77;-1,5\n-0,25;12\n1.234,5;1,2,3\n47.77;1.23,4\n",
            "source: {delimiter: \";\", decimal: comma}\nfields: {prs_MailingLatitude: A, prs_MailingLongitude: B}\n")
        #expect(
            (1...4).map { mapped.value("persons.0.prs_MailingLatitude", record: $0) } == [
                "47.77", "-0.25", "1234.5", nil,
            ])
        #expect((1...4).map { mapped.value("persons.0.prs_MailingLongitude", record: $0) } == ["-1.5", "12", nil, nil])
        // A dot before two digits is no sign between thousands.
        #expect(
            mapped.told == [
                "3 prs_MailingLatitude outOfRange", "3 prs_MailingLongitude notANumber",
                "4 prs_MailingLatitude notANumber", "4 prs_MailingLongitude notANumber",
            ])
    }

    @Test(
        arguments: [
            ("3 Mar 2019", "2019-03-03"), ("03 MARCH 2019", "2019-03-03"), ("5 août 2020", "2020-08-05"),
            ("5 aout. 2020", nil), ("12 мая 2018", "2018-05-12"), ("1 sept. 2017", "2017-09-01"),
            ("1 dez 2017", "2017-12-01"),
            ("7 يونيو 2016", "2016-06-07"), ("31 abril 2019", nil), ("3 Mars2019", nil), ("3  2019", nil),
        ] as [(String, String?)])
    func monthsHaveNames(_ text: String, _ wanted: String?) throws {
        let mapped = try Chain.map("A\n\(text)\n", "fields: {prs_Birthdate: {from: A, dates: [d MMM yyyy]}}\n")
        #expect(mapped.value("persons.0.prs_Birthdate") == wanted)
    }

    @Test func wrongWordsAreTold() {
        let told = Chain.complaints(
            Chain.head
                + """
                source: {decimal: point}
                fields:
                  vic_AgeWhenTrafficked: {from: A, as: age}
                  prs_NumberOfChildren: {from: B, at: C, decimal: both}
                  prs_MailingLatitude: {from: D, as: age, at: C}
                """
        ).map(\.message)
        #expect(told.count == 5)
        #expect(told.count(where: { $0.contains("decimal is comma or dot") }) == 2)
    }
}
