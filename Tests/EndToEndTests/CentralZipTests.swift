import Foundation
import Testing

/// "All data" as ODK Central hands it out: a ZIP with a table of the form, one for each of its repeats, attachments, and a
/// log of what was tapped.
@Suite("ZIP of a survey's tables", .enabled(if: Python.isThere, "There is no Python."))
struct CentralZipTests {
    private static let audit = "instance ID,event,node,start,end\nuuid:1,form start,,1740000000000,\n"

    /// Packs files, by their paths in the ZIP.
    private static func pack(_ files: [String: String], as name: String, _ folder: Scratch) throws {
        let script = """
            import json, sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as made:
                for path, text in json.load(open(sys.argv[2], encoding="utf-8")).items():
                    made.writestr(path, text)
            """
        let json = try JSONSerialization.data(withJSONObject: files)
        try folder.file("files.json", String(decoding: json, as: UTF8.self))
        let run = try Python.run(["-c", script, folder.path(name), folder.path("files.json")])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("The published survey's own ZIP is read like its table", arguments: ["joined.csv", "split.csv"])
    func published(_ example: String) throws {
        let folder = try Scratch()
        let table = try String(contentsOfFile: Place.example("htcds-odk-central/" + example), encoding: .utf8)
        try Self.pack(
            [
                "htcds_xlsform.csv": table, "htcds_xlsform - audit.csv": Self.audit,
                "media/1740000000000.jpg": "no picture",
            ], as: "htcds_xlsform.zip", folder)
        let records = try ExamplesTests.standardValues([folder.path("htcds_xlsform.zip")])
        let plain = try ExamplesTests.standardValues([Place.example("htcds-odk-central/" + example)])
        #expect(plain.count == 6)
        #expect(records.count == 6)
        for (record, wanted) in zip(records, plain) { #expect(record.isIdentical(to: wanted)) }
        let run = try CommandLine.htcds("validate", "htcds_xlsform.zip", "--format", "json", in: folder)
        let report = try run.json()
        #expect(report["judgedBy"]["mapping"]["name"].text == "htcds-odk-central")
        // The log is said not to be read; it is no table of cases.
        #expect(report["findings"].items.contains { $0["rule"].text == "structure.sheet-not-read" })
    }

    // MARK: A form with repeats

    static let mapping = """
        mapping: survey-with-repeats
        title: The survey with events, who was met in each, and referrals, from ODK Central
        standard: "2.0"
        source:
          formats: [csv]
          groups: "-"
          recognise: {columns: [KEY, SubmissionDate, SubmitterID, prs_First_Name]}
        tables:
          happened: {file: happened, columns: [hte_Type, PARENT_KEY, KEY], key: PARENT_KEY}
          met: {columns: [met_Name, PARENT_KEY, KEY], key: PARENT_KEY, in: happened, of: KEY}
          help: {columns: [spl_Type, PARENT_KEY, KEY], key: PARENT_KEY}
        id: KEY
        roles: [victim]
        fields:
          prs_FirstName: prs_First_Name
          cas_Status: cas_Status
        events:
          - each: happened
            fields: {hte_Type: hte_Type, hte_Date: hte_Date, hte_Country: hte_Country}
            drop: {PARENT_KEY: "the submission's key", KEY: "its own key", "met*": "read below"}
            keep: {"*": {}}
        persons:
          - each: happened/met
            roles: [perpetrator]
            fields: {prs_FirstName: met_Name, per_RoleInProcess: {from: met_Role, split: " "}, prs_Birthdate: met_Born}
            drop: {PARENT_KEY: "the event's key", KEY: "its own key"}
        supportPlans:
          - each: help
            fields: {spl_Type: spl_Type}
            drop: {PARENT_KEY: "the submission's key", KEY: "its own key"}
        keep: all

        """
    static let files = [
        "survey.csv": """
        SubmissionDate,about-prs_First_Name,about-cas_Status,KEY,SubmitterID
        2025-02-03T07:00:00.000Z,Mirabel,Active,uuid:a,7
        2025-02-04T07:00:00.000Z,Specimen,Closed,uuid:b,7
        2025-02-05T07:00:00.000Z,Nimeni,Active,uuid:c,7

        """,
        "survey-happened.csv": """
        hte_Type,hte_Date,hte_Country,weather,PARENT_KEY,KEY
        Recruitment,2018-05,VN,rain,uuid:b,uuid:b/about/happened[1]
        Transit,2018-06,LA,,uuid:b,uuid:b/about/happened[2]
        Exploitation,never,TH,,uuid:a,uuid:a/about/happened[1]

        """,
        "survey-met.csv": """
        met_Name,met_Role,met_Born,PARENT_KEY,KEY
        First Met,Transporter,1970,uuid:b/about/happened[2],uuid:b/about/happened[2]/met[1]
        Second Met,RecruiterOrIntermediary Transporter,,uuid:b/about/happened[2],uuid:b/about/happened[2]/met[2]
        Third Met,RecruiterOrIntermediary,,uuid:b/about/happened[1],uuid:b/about/happened[1]/met[1]
        Fourth Met,Driver,someday,uuid:a/about/happened[1],uuid:a/about/happened[1]/met[1]

        """,
        "survey-help.csv": "spl_Type,PARENT_KEY,KEY\nLegal,uuid:a,uuid:a/help[1]\nMedical,uuid:a,uuid:a/help[2]\n",
    ]

    private static func expect(_ records: [JSON]) {
        #expect(records.map { $0["id"].text } == ["uuid:a", "uuid:b", "uuid:c"])
        guard records.count == 3 else { return }
        #expect(records.map { $0["events"].items.count } == [1, 2, 0])
        #expect(records.map { $0["supportPlans"].items.count } == [2, 0, 0])
        #expect(records[1]["events"].items.map { $0["hte_Date"].text } == ["2018-05", "2018-06"])
        #expect(records[1]["events"][0]["extensions"]["weather"].text == "rain")
        #expect(records[0]["events"][0]["extensions"]["hte_Date"].text == "never")
        let met = records.map { record in
            record["persons"].items.filter { $0["perpetrator"] != .null }.map { $0["prs_FirstName"].text ?? "" }
        }
        #expect(met == [["Fourth Met"], ["Third Met", "First Met", "Second Met"], []])
        #expect(
            records[1]["persons"].items.last?["perpetrator"]["per_RoleInProcess"].texts == [
                "RecruiterOrIntermediary", "Transporter",
            ])
        #expect(records[1]["persons"][0]["prs_FirstName"].text == "Specimen")
        #expect(records[2]["persons"].items.count == 1)
    }

    @Test("Repeats, and repeats within repeats, find their records: from the ZIP, and from its files in any order")
    func repeats() throws {
        let folder = try Scratch()
        try folder.file("survey.yaml", Self.mapping)
        try Self.pack(Self.files.merging(["survey - audit.csv": Self.audit]) { $1 }, as: "survey.zip", folder)
        for (name, text) in Self.files { try folder.file(name, text) }
        let names = Self.files.keys.sorted()
        for files in [["survey.zip"], names, names.reversed()] {
            let run = try CommandLine.htcds(
                ["convert"] + files
                    + ["--mapping", "survey.yaml", "--to", "ndjson", "-o", "out.ndjson", "--report", "report.json"],
                in: folder)
            #expect(run.status == 0, "\(run.errors)")
            Self.expect(try JSON.lines(folder.content("out.ndjson")))
            // Each fault at the partner's own cell of the partner's own table.
            let findings = try JSON(folder.content("report.json"))["findings"].items
            for (rule, field, table, cell) in [
                ("value.not-a-date", "hte_Date", "survey-happened.csv", "B4"),
                ("value.not-a-date", "prs_Birthdate", "survey-met.csv", "C5"),
                ("value.not-in-code-list", "per_RoleInProcess", "survey-met.csv", "B5"),
            ] {
                let found = findings.first { $0["rule"].text == rule && $0["field"].text == field }
                let location = found?["location"] ?? .null
                #expect(location["cell"].text == cell, "\(rule) \(field)")
                #expect(location["record"].integer == 1)
                if files.count == 1 {
                    #expect(location["sheet"].text == table)
                } else {
                    #expect(location["source"].integer == files.firstIndex(of: table))
                }
            }
            #expect(!findings.contains { $0["rule"].text == "reference.unresolved" })
        }
    }

    @Test("KoBoToolbox's workbook: a sheet for each repeat, found by the number of the row above")
    func workbook() throws {
        guard Python.hasOpenpyxl else { return print("Skipped: Python has no openpyxl.") }
        let folder = try Scratch()
        let script = """
            import openpyxl
            book = openpyxl.Workbook()
            book.active.title = "survey"
            for row in [["prs_First_Name", "cas_Status", "_id", "_uuid", "_index"], ["Mirabel", "Active", 71, "a", 1],
                        ["Specimen", "Closed", 72, "b", 2]]:
                book.active.append(row)
            sheet = book.create_sheet("happened")
            for row in [["hte_Type", "hte_Date", "_index", "_parent_table_name", "_parent_index", "_submission__id"],
                        ["Recruitment", "2018-05", 1, "survey", 2, 72], ["Transit", "never", 2, "survey", 2, 72]]:
                sheet.append(row)
            book.save("survey.xlsx")
            """
        let made = try Python.run(["-c", script], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        try folder.file(
            "kobo.yaml",
            """
            mapping: kobo-with-repeats
            title: The survey with events, from KoBoToolbox
            standard: "2.0"
            source: {formats: [xlsx]}
            tables: {happened: {columns: [_parent_table_name, hte_Type], key: _parent_index, of: _index}}
            id: _uuid
            fields: {prs_FirstName: prs_First_Name, cas_Status: cas_Status}
            events: [{each: happened, fields: {hte_Type: hte_Type, hte_Date: hte_Date}, drop: {"_*": "of the export"}}]
            keep: all

            """)
        let run = try CommandLine.htcds(
            "convert", "survey.xlsx", "--mapping", "kobo.yaml", "--to", "ndjson", "-o", "out.ndjson", "--report",
            "r.json",
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let records = try JSON.lines(folder.content("out.ndjson"))
        #expect(records.map { $0["events"].items.map { $0["hte_Type"].text } } == [[], ["Recruitment", "Transit"]])
        let fault = try JSON(folder.content("r.json"))["findings"].items.first { $0["rule"].text == "value.not-a-date" }
        #expect(fault?["location"]["sheet"].text == "happened")
        #expect(fault?["location"]["cell"].text == "B3")
    }
}
