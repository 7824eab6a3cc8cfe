import Foundation
import Testing

/// Every rule about what fits together, on a file that somebody could have, at the exact cell.
@Suite("What does not fit together is told at its cell")
struct ConsistencyRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let csv: String
        /// Cells at which the rule speaks, in order of rows.
        let cells: [String]
        var severity = "warning"
        var testDescription: String { rule }
    }

    static let all: [Case] = [
        Case(
            rule: "consistency.sex-exploitation-without-type",
            csv: """
                vic_TypeOfExploitation,vic_TypeOfSexExploitation
                SexualExploitation;ForcedLabour,Prostitution
                ForcedLabour,Prostitution;Pornography
                ,Pornography
                nonsense,Pornography
                ForcedLabour;nonsense,Pornography
                ForcedLabour,
                """, cells: ["B3", "B4"]),
        Case(
            rule: "consistency.industry-without-type",
            csv: """
                vic_TypeOfExploitation,vic_ForcedLabourIndustry
                ForcedLabour,F_Construction
                ChildLabour,F_Construction
                Servitude,F_Construction
                ForcedBegging,F_Construction
                SexualExploitation,F_Construction
                ,F_Construction
                SexualExploitation;ForcedLabour,F_Construction
                """, cells: ["B6", "B7"]),
        Case(
            rule: "consistency.status-without-organisation",
            csv: """
                vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg
                ActualVictimOfTrafficking,Police
                ActualVictimOfTrafficking,
                ,
                NotAVictimOfTrafficking,
                """, cells: ["B3", "B5"]),
        Case(
            rule: "consistency.status-without-organisation",
            csv: """
                vic_TraffickingStatus,vic_TraffickingStatusDecisionMakingOrg
                PossibleVictimOfTrafficking,Police
                PossibleVictimOfTrafficking,
                """, cells: ["B3"], severity: "info"),
        Case(
            rule: "consistency.not-a-victim-with-exploitation",
            csv: """
                vic_TraffickingStatus,vic_TypeOfExploitation,vic_AgeWhenTrafficked
                NotAVictimOfTrafficking,,
                NotAVictimOfTrafficking,ForcedLabour,17
                NotAVictimOfTrafficking,,17
                ActualVictimOfTrafficking,ForcedLabour,17
                """, cells: ["B3", "C4"]),
        Case(
            rule: "consistency.closed-without-reason",
            csv: """
                cas_Status,cas_ReasonForCaseClosure
                Active,
                Closed,
                ClosedReferred,
                Closed,All support ended
                """, cells: ["B3", "B4"]),
        Case(
            rule: "consistency.referred-without-referral",
            csv: """
                cas_Status,cas_ReferredOrganisation,cas_OutgoingReferralDate
                ClosedReferred,,
                ClosedReferred,Harbour House,
                ClosedReferred,,2019
                Closed,,
                """, cells: ["A2"]),
        Case(
            rule: "consistency.closed-with-open-plan",
            csv: """
                cas_Status,spl_Type,spl_PlannedEndDate,spl_ActualEndDate
                Closed,Legal,2019-05-03,
                Closed,Legal,2019-05-03,2019-05-03
                Closed,,,
                Active,Legal,2019-05-03,
                """, cells: ["D2"]),
        Case(
            rule: "consistency.referrals-out-of-order",
            csv: """
                cas_IncomingReferralDate,cas_OutgoingReferralDate
                2019-05-03,2019-05-02
                2019-05-03,2019-05-03
                2019-05-03,2019-05
                2019-05-03,2019-04
                2019-05-03,2019
                2019-05-03,2018
                2019,2019-01-01
                """, cells: ["B2", "B5", "B7"]),
        Case(
            rule: "consistency.plan-before-case",
            csv: """
                cas_IncomingReferralDate,spl_PlannedEndDate,spl_ActualEndDate
                2019-05-03,2019-06-01,2019-06-02
                2019-05-03,2019-04-01,2019-06-02
                2019-05-03,2019-06-01,2019-05-02
                """, cells: ["B3", "C4"]),
        Case(
            rule: "consistency.event-before-birth",
            csv: """
                prs_Birthdate,hte_Date
                1999-03-01,1999-02-28
                1999-03-01,1999-03-01
                1999-03-01,1999
                1999,1998-12
                ,1998
                """, cells: ["B2", "B5"]),
        Case(
            rule: "consistency.referral-before-birth",
            csv: """
                prs_Birthdate,cas_IncomingReferralDate,cas_OutgoingReferralDate
                1999-03-01,1991-02-28,1992-01-01
                1999-03-01,2001-02-28,2002-01-01
                """, cells: ["B2", "C2"]),
        Case(
            rule: "consistency.age-against-dates",
            csv: """
                prs_Birthdate,vic_AgeWhenTrafficked,hte_Date
                2000-06-01,17,2018-05
                2000-06-01,18,2018-05
                2000-06-01,19,2018-05
                2000-06-01,25,
                2000-06-01,26,
                2000,26,
                ,99,2018-05
                """, cells: ["B4", "B6"]),
        Case(
            rule: "consistency.half-a-coordinate",
            csv: """
                hte_Longitude,hte_Latitude,prs_MailingLongitude,prs_MailingLatitude
                2.35,48.85,,
                2.35,,,
                ,48.85,2.35,48.85
                ,,,48.85
                """, cells: ["B3", "A4", "C5"]),
        Case(
            rule: "consistency.refers-to-itself",
            csv: """
                cas_ReferringOrganisation,cas_ReferredOrganisation
                Harbour House,Lantern Trust
                Harbour House, HARBOUR HOUSE
                ,
                """, cells: ["B3"]),
        Case(
            rule: "privacy.contact-in-text",
            csv: """
                cco_CaseComment,prs_Title
                Seen on 2019-05-03 10:30 and 03.05.2019,Cook
                Write to zorbla.quimby@example.org,Cook
                Call +44 20 7946 0000,Cook
                Call 020 7946 0000,Cook
                Passport AB1234567,Cook
                Owes 12500 since 2018-2019,Cook
                He wrote @zorbla,0207946000
                """, cells: ["A3", "A4", "A5", "A6", "B8"]),
        Case(
            rule: "privacy.name-in-text",
            csv: """
                prs_FirstName,prs_SecondName,cas_ReasonForCaseClosure
                Zorblina,Quimbyr,She went home
                Zorblina,Quimbyr,Zorblina went home
                Zorblina,Quimbyr,The family (Quimbyr) came
                Zorb,Quimbyr,Zorblax came
                """, cells: ["C3", "C4"]),
        Case(
            rule: "privacy.identifier-present",
            csv: """
                id,prs_SecondName,prs_Email,prs_Gender
                A-1,Quimbyr,,Feminine
                """, cells: ["B1"], severity: "info"),
        Case(
            rule: "reference.duplicate-id",
            csv: """
                id,cas_Status,prs_Gender
                A-1,Active,
                A-2,Active,
                A-1,Closed,
                a-1,Closed,
                ,Closed,
                ,Closed,
                A-1,Active,
                """, cells: ["A4", "A8"]),
        Case(
            rule: "reference.duplicate-person",
            csv: """
                prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender
                Zorblina,Quimbyr,1999-03-01,Feminine
                Zorblina,Quimbyr,1999-03-02,Feminine
                Zorblina,Quimbyr,1999-03-01,Masculine
                zorblina,QUIMBYR,1999-03-01,Feminine
                Zorblina,Quimbyr,1999-03,Feminine
                Zorblina,Quimbyr,1999-03,Feminine
                Zorblina,,1999-03-01,Feminine
                Zorblina,,1999-03-01,Feminine
                ZorblinaQ,uimbyr,1999-03-01,Feminine
                """, cells: ["B5"]),
    ]

    private func report(_ arguments: [String], in folder: Scratch) throws -> JSON {
        let run = try CommandLine.htcds(
            ["validate"] + arguments + ["--format", "json", "--fail-on", "never", "--as-of", "2026-01-31"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try run.json()
    }

    private func findings(_ report: JSON, _ rule: String) -> [JSON] {
        report["findings"].items.filter { $0["rule"].text == rule }
    }

    @Test(arguments: all)
    func cells(_ example: Case) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", example.csv + "\n")
        let report = try report(["cases.csv"], in: folder)
        let found = findings(report, example.rule)
        #expect(found.compactMap { $0["location"]["cell"].text } == example.cells)
        #expect(found.allSatisfy { $0["severity"].text == example.severity && $0["value"].text == nil })
        #expect(report["checks"]["run"].texts.contains(example.rule))
    }

    @Test("Ids are compared across files, threads and batches, and not in a part of a larger job")
    func many() throws {
        let folder = try Scratch()
        let rows = (0..<30_000).map { "A-\($0),Active,\n" }.joined()
        try folder.file("one.csv", "id,cas_Status,prs_Gender\n" + rows)
        try folder.file("two.csv", "id,cas_Status,prs_Gender\nB-1,Active,\nA-29999,Active,\nA-0,Active,\n")
        for threads in ["1", "4"] {
            let report = try report(["one.csv", "two.csv", "--threads", threads], in: folder)
            let found = findings(report, "reference.duplicate-id")
            #expect(found.compactMap { $0["location"]["record"].integer } == [30_002, 30_003])
            #expect(found.compactMap { $0["location"]["line"].integer } == [3, 4])
            #expect(found.allSatisfy { $0["location"]["source"].integer == 1 })
        }
        let part = try report(["two.csv", "one.csv", "--record-offset", "7"], in: folder)
        #expect(findings(part, "reference.duplicate-id").isEmpty)
        let skipped = part["checks"]["skipped"].items.first { $0["rule"].text == "reference.duplicate-id" }
        #expect(skipped?["why"].text?.contains("part of a larger job") == true)
        #expect(!part["checks"]["run"].texts.contains("reference.duplicate-id"))
    }

    @Test("A mother's story may begin before her child was born")
    func severalPersons() throws {
        let folder = try Scratch()
        func line(_ number: Int, _ births: [String], _ event: String) -> String {
            let persons = births.map { birth in
                let date = birth.isEmpty ? "" : ",\"prs_Birthdate\":\"\(birth)\""
                return "{\"prs_Gender\":\"Feminine\"\(date),\"victim\":{}}"
            }.joined(separator: ",")
            return
                "{\"htcds\":\"2.0\",\"id\":\"\(number)\",\"persons\":[\(persons)],\"events\":[{\"hte_Date\":\"\(event)\"}]}"
        }
        let lines = [
            line(1, ["1990-01-01", "2015-01-01"], "2014"), line(2, ["1990-01-01", "2015-01-01"], "1989"),
            line(3, ["", "2015-01-01"], "2014"), line(4, ["2015-01-01"], "2014"),
        ]
        try folder.file("cases.ndjson", lines.joined(separator: "\n") + "\n")
        let found = findings(try report(["cases.ndjson"], in: folder), "consistency.event-before-birth")
        #expect(found.compactMap { $0["location"]["record"].integer } == [2, 4])
        #expect(found.first?["location"]["path"].text == "/events/0/hte_Date")
    }

    @Test("A second row of a table that has one row a record is told at that row")
    func furtherRow() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,Status,Contact\nA,Active,c1\nB,Active,c2\n")
        try folder.file("people.csv", "Id,Sex\nc1,Feminine\nc2,Masculine\nc1,Masculine\n")
        try folder.file(
            "m.yaml",
            """
            mapping: objects
            title: Objects
            standard: "2.0"
            source: {formats: [csv]}
            id: id
            tables: {contact: {columns: [Id, Sex], key: Id, of: Contact, single: true}}
            fields: {cas_Status: Status, prs_Gender: contact/Sex}
            """)
        let report = try report(["cases.csv", "people.csv", "--mapping", "m.yaml"], in: folder)
        let found = findings(report, "reference.further-row")
        #expect(found.map { $0["location"]["record"].integer } == [1])
        #expect(found.first?["location"]["source"].integer == 1)
        #expect(found.first?["location"]["cell"].text == "A4")
        #expect(found.first?["severity"].text == "warning")
    }

    @Test("A choice that the multi-select template may have refused is a hint")
    func refusedChoice() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.csv",
            "a,b,c\n#,Gender,Citizenship\n1,Feminine,Nigeria\n2,Feminine,Viet Nam\n3,Feminine,Nigeria; Niger\n")
        let found = findings(
            try report(["cases.csv", "--mapping", "htcds-excel-2.0"], in: folder), "quality.refused-choice")
        #expect(found.map { $0["location"]["cell"].text } == ["C3"])
        #expect(found.first?["severity"].text == "info")
        try folder.file("table.csv", "prs_Gender,prs_Citizenship\nFeminine,NG\n")
        #expect(findings(try report(["table.csv"], in: folder), "quality.refused-choice").isEmpty)
    }

    @Test("What has no column is named among the checks that were left out, with the reason")
    func skipped() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "prs_Gender,cas_Status\nFeminine,Active\n")
        let skipped = try report(["cases.csv"], in: folder)["checks"]["skipped"].items
        func why(_ rule: String) -> String? { skipped.first { $0["rule"].text == rule }?["why"].text }
        #expect(why("consistency.event-before-birth") == "no column for hte_Date")
        #expect(why("consistency.closed-without-reason") == "no column for cas_ReasonForCaseClosure")
        #expect(why("reference.duplicate-id") == "no column for the id of the record")
        #expect(why("reference.duplicate-person") == "no column for prs_FirstName, prs_SecondName, prs_Birthdate")
    }
}
