import Foundation
import Testing

/// Real files that others published. They are not part of the package: where they are not at hand, these tests are
/// skipped and say so.
@Suite("Official files")
struct OfficialFilesTests {
    static let notAtHand: Comment = "The published files are not at hand: name their folder in HTCDS_SHARED."

    // MARK: CTDC

    @Test(
        "Every value of the Victim-Perpetrator dataset arrives, counted column by column",
        .enabled(if: Place.published("data/ctdc-victim-perpetrator-2022.csv") != nil && Python.isThere, notAtHand))
    func victimPerpetrator() throws {
        let file = try #require(Place.published("data/ctdc-victim-perpetrator-2022.csv")).path
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            "convert", file, "--to", "ndjson", "-o", "records.ndjson", "--report", "report.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let report = try JSON(folder.content("report.json"))
        #expect(report["records"]["read"].integer == 21_195)
        #expect(report["records"]["accepted"].integer == 21_195)
        #expect(report["judgedBy"]["mapping"]["name"].text == "ctdc-victim-perpetrator-2022")
        let oracle = try Python.run([Place.oracle("count_vp.py"), file])
        #expect(oracle.status == 0, "\(oracle.errors)")
        let expected = try oracle.json()
        #expect(expected["rows"].integer == 21_195)
        let counted = try VictimPerpetratorCounts(folder.content("records.ndjson"))
        #expect(counted.records == 21_195)
        for column in expected["columns"].keys {
            var wanted: [String: Int] = [:]
            for value in expected["columns"][column].keys {
                wanted[value] = expected["columns"][column][value].integer
            }
            #expect(counted.columns[column] ?? [:] == wanted, "\(column)")
        }
        #expect(counted.groups == expected["rowsWithPerpetrators"].integer)
    }

    // MARK: The survey

    static let exports = [
        ["submission_1.xml", "submission_2.xml", "submission_3.xml"], ["kobo_export_labels.csv"],
        ["kobo_export_xml_values.csv"], ["central_htcds_xlsform.csv"], ["central_htcds_xlsform_split.csv"],
    ]

    @Test(
        "The same submissions give the same HTCDS values from all seven files",
        .enabled(if: Place.published("handoff/odk/submission_1.xml") != nil, notAtHand))
    func surveys() throws {
        func records(_ files: [String]) throws -> [JSON] {
            try ExamplesTests.standardValues(
                files.map { try #require(Place.published("handoff/odk/" + $0)).path })
        }
        let submissions = try records(Self.exports[0])
        #expect(submissions.count == 3)
        for files in Self.exports.dropFirst() {
            let exported = try records(files)
            #expect(exported.count == 3)
            for (number, (record, submission)) in zip(exported, submissions).enumerated() {
                #expect(record == submission, "record \(number + 1) of \(files[0])")
            }
        }
        // A few values, so that equal does not mean equally empty.
        let person = submissions[0]["persons"][0]
        #expect(person["prs_SecondName"].text == "Exemplo")
        #expect(person["prs_Title"] == .null)
        #expect(person["prs_Citizenship"] == .array([.string("MD")]))
        #expect(
            person["victim"]["vic_MethodsOfControl"].texts == ["DebtBondage", "FalsePromises", "WithholdsDocuments"])
        #expect(submissions[1]["persons"][0]["victim"]["vic_ForcedLabourIndustry"].texts.count == 2)
        #expect(submissions[2]["persons"][0]["consent"]["con_Consent"] == .bool(false))
        #expect(submissions[2]["case"]["cas_Status"].text == "ClosedReferred")
    }

    // MARK: The templates

    static let templates = [
        "HTCDS Excel Spreadsheet v2.0.xlsx", "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx",
        "HTCDS Excel Spreadsheet multi select with validation v2.0.xlsm",
    ]

    @Test(
        "A filled template is read by its labels, with several values in a cell and semicolons within one",
        .enabled(if: Place.published("toolkit/" + templates[0]) != nil, notAtHand),
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl: name one that has in HTCDS_TEST_PYTHON."),
        arguments: templates)
    func filled(_ template: String) throws {
        let folder = try Scratch()
        let name = "cases." + (template.split(separator: ".").last.map(String.init) ?? "xlsx")
        let source = try #require(Place.published("toolkit/" + template)).path
        let filling = try Python.run([Place.oracle("fill_template.py"), source, folder.path(name)])
        #expect(filling.status == 0, "\(filling.errors)")
        let run = try CommandLine.htcds(
            "convert", name, "--to", "ndjson", "-o", "records.ndjson", "--report", "report.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let report = try JSON(folder.content("report.json"))
        #expect(report["judgedBy"]["mapping"]["name"].text == "htcds-excel-2.0")
        #expect(report["records"]["read"].integer == 1000)
        #expect(report["records"]["accepted"].integer == 2)
        #expect(report["records"]["ignored"][0]["count"].integer == 998)
        #expect(report["columns"]["unused"] == .array([]))
        let records = try JSON.lines(folder.content("records.ndjson"))
        #expect(records.count == 2)

        let first = records[0]["persons"][0]
        #expect(first["prs_MailingStreet"].text == "1 Street of Samples")
        #expect(first["prs_MailingCity"].text == "City of Samples")
        #expect(first["prs_MailingState"].text == "State of Samples")
        #expect(first["prs_MailingPostalCode"].text == "0001-S")
        #expect(first["prs_MailingCountry"].text == "CI")
        #expect(first["prs_Birthdate"].text == "1990-05-17")
        #expect(first["prs_Citizenship"].texts == ["NG", "NE"])
        #expect(first["consent"]["con_Consent"] == .bool(true))
        #expect(first["victim"]["vic_MethodsOfControl"].texts == ["DebtBondage", "ThreatensChildrenFamily"])
        #expect(first["victim"]["vic_TraffickingStatusDecisionMakingOrg"].text == "NonPoliceGovernmentalOrganization")
        #expect(
            first["victim"]["vic_ForcedLabourIndustry"].text == "O_PublicAdministrationAndDefence",
            "a label with a semicolon of its own")
        #expect(records[0]["case"]["cas_IncomingReferralDate"].text == "2021-06-30")
        #expect(records[0]["case"]["cas_ReasonForOutgoingReferral"].text == "MigrationOrChangeOfLocation")
        #expect(records[0]["case"]["cas_Status"].text == "FollowUp")

        let second = records[1]["persons"][0]
        #expect(second["prs_Gender"].text == "TransgenderFeminine")
        #expect(second["prs_Citizenship"].texts == ["PH"])
        #expect(
            second["victim"]["vic_ForcedLabourIndustry"].texts
                == ["E_WaterSupplySewerageWasteManagement", "T_ActivitiesOfHouseholdsAsEmployers", "F_Construction"])
        #expect(
            second["victim"]["vic_TypeOfExploitation"].texts == ["ForcedLabour", "ForcedMilitaryByNonStateActors"])
    }
}

/// The values of the dataset's columns as they can be read back from the records, with how often each occurs.
private struct VictimPerpetratorCounts {
    var records = 0
    var groups = 0
    var columns: [String: [String: Int]] = [:]

    init(_ ndjson: Data) throws {
        for line in ndjson.split(separator: 0x0A) {
            guard let record = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else { continue }
            count(record)
        }
    }

    private mutating func add(_ column: String, _ value: Any?) {
        if let text = value as? String { columns[column, default: [:]][text, default: 0] += 1 }
    }

    private mutating func count(_ record: [String: Any]) {
        records += 1
        let persons = record["persons"] as? [[String: Any]] ?? []
        let own = record["extensions"] as? [String: Any] ?? [:]
        let genders = ["Feminine": "Female", "Masculine": "Male"]
        for column in ["yearRegister", "majorityStatus", "UN_COO_Region", "UN_COE_Region"] { add(column, own[column]) }
        let victim = persons.first { $0["victim"] != nil }
        add("gender", (victim?["prs_Gender"] as? String).flatMap { genders[$0] })
        let context = victim?["victim"] as? [String: Any] ?? [:]
        for type in context["vic_TypeOfExploitation"] as? [String] ?? [] {
            add(
                type == "ForcedLabour" ? "isForcedLabour" : type == "SexualExploitation" ? "isSexualExploit" : type, "1"
            )
        }
        guard let group = persons.first(where: { $0["perpetrator"] != nil }) else { return }
        groups += 1
        let perpetrator = group["perpetrator"] as? [String: Any] ?? [:]
        let kept = (group["extensions"] as? [String: Any] ?? [:]).merging(own) { first, _ in first }
        add("IP_Gender", (group["prs_Gender"] as? String).flatMap { genders[$0] } ?? kept["IP_Gender"])
        for role in perpetrator["per_RoleInProcess"] as? [String] ?? [] {
            add(role == "Exploiter" ? "IP_Exploiter" : role, "1")
        }
        for column in [
            "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney", "IP_RecruiterBroker",
            "IP_TransactionProcess", "IP_ControlAbuseKidnap",
        ] { add(column, kept[column]) }
    }
}
