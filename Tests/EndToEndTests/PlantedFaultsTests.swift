import Foundation
import Testing

/// The same two cases with the same three faults in each kind of source: every fault is told at the partner's own cell.
@Suite("Faults planted in each kind of source")
struct PlantedFaultsTests {
    struct Place: Sendable {
        var line: Int?
        var row: Int?
        var cell: String?
        var sheet: String?
        var path: String?
        var source = 0
    }

    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let files: [String: String]
        let mapping: String
        /// Where the wrong sex of the second case, and the wrong date of its second event, stand.
        let sex: Place
        let date: Place
        var needsOpenpyxl = false
        var testDescription: String { name }
    }

    /// Events beside the case, in columns of their own.
    static let flat = """
        fields: {prs_Gender: sex, cas_Status: state}
        events:
          - {fields: {hte_Type: type 1, hte_Date: date 1}}
          - {fields: {hte_Type: type 2, hte_Date: date 2}}
        """
    /// Events as things of their own.
    static let repeated = """
        fields: {prs_Gender: sex, cas_Status: state}
        events: [{each: event, fields: {hte_Type: type, hte_Date: date}, drop: {case: "the key"}}]
        """
    static let header = ["no", "sex", "state", "type 1", "date 1", "type 2", "date 2"]
    static let rows = [
        ["A", "Feminine", "Active", "Transit", "2018", "", ""],
        ["B", "nobody", "Active", "Recruitment", "2018-05", "Exploitation", "someday"],
    ]
    static var csv: String { ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n" }

    static let all: [Source] = [
        Source(
            name: "csv", files: ["cases.csv": csv], mapping: "source: {formats: [csv]}\n" + flat,
            sex: Place(cell: "B3"), date: Place(cell: "G3")),
        Source(
            name: "xlsx", files: ["cases.csv": csv], mapping: "source: {formats: [xlsx], sheet: Cases}\n" + flat,
            sex: Place(row: 4, cell: "C4", sheet: "Cases"), date: Place(row: 4, cell: "H4", sheet: "Cases"),
            needsOpenpyxl: true),
        Source(
            name: "xml",
            files: [
                "cases.xml": """
                <export>
                <case><no>A</no><sex>Feminine</sex><state>Active</state><event><type>Transit</type><date>2018</date></event></case>
                <case><no>B</no><sex>nobody</sex><state>Active</state>
                <event><type>Recruitment</type><date>2018-05</date></event>
                <event><type>Exploitation</type><date>someday</date></event></case>
                </export>
                """
            ], mapping: "source: {formats: [xml], record: /export/case}\n" + repeated,
            sex: Place(path: "/export/case[2]/sex"), date: Place(path: "/export/case[2]/event[2]/date")),
        Source(
            name: "json",
            files: [
                "cases.json": """
                {"cases": [
                {"no": "A", "sex": "Feminine", "state": "Active", "event": [{"type": "Transit", "date": "2018"}]},
                {"no": "B", "sex": "nobody", "state": "Active", "event": [
                {"type": "Recruitment", "date": "2018-05"}, {"type": "Exploitation", "date": "someday"}]}]}
                """
            ], mapping: "source: {formats: [json], record: /cases}\n" + repeated,
            sex: Place(path: "/cases/1/sex"), date: Place(path: "/cases/1/event/1/date")),
        Source(
            name: "ndjson",
            files: [
                "cases.ndjson": """
                {"no": "A", "sex": "Feminine", "state": "Active", "event": [{"type": "Transit", "date": "2018"}]}
                {"no": "B", "sex": "nobody", "state": "Active", "event": [{"type": "Recruitment", "date": "2018-05"}, {"type": "Exploitation", "date": "someday"}]}

                """
            ], mapping: "source: {formats: [json]}\n" + repeated,
            // A pointer within the line that the finding names.
            sex: Place(line: 2, path: "/sex"), date: Place(line: 2, path: "/event/1/date")),
        Source(
            name: "joined table",
            files: [
                "cases.csv": "no,sex,state\nA,Feminine,Active\nB,nobody,Active\n",
                "events.csv": "case,type,date\nB,Recruitment,2018-05\nA,Transit,2018\nB,Exploitation,someday\n",
            ],
            mapping: "source: {formats: [csv]}\ntables: {event: {columns: [case, type], key: case}}\n" + repeated,
            sex: Place(cell: "B3"), date: Place(cell: "C4", source: 1)),
    ]

    @Test("Each fault is found once, at its cell, and nothing else is", arguments: all)
    func planted(_ source: Source) throws {
        let folder = try Scratch()
        var names = try source.files.keys.sorted().map { name in
            try folder.file(name, source.files[name] ?? "")
            return name
        }
        if source.needsOpenpyxl {
            guard Python.hasOpenpyxl else { return print("Skipped: Python has no openpyxl.") }
            // A title above, and an empty column before: the cell is the one that the spreadsheet shows.
            let script = """
                import csv, openpyxl
                book = openpyxl.Workbook()
                book.active.title = "Help"
                sheet = book.create_sheet("Cases")
                sheet["B1"] = "All cases"
                for number, row in enumerate(csv.reader(open("cases.csv", encoding="utf-8")), 2):
                    for place, cell in enumerate(row, 2):
                        sheet.cell(number, place, cell or None)
                book.save("cases.xlsx")
                """
            let made = try Python.run(["-c", script], in: folder)
            #expect(made.status == 0, "\(made.errors)")
            names = ["cases.xlsx"]
        }
        try folder.file(
            "map.yaml", "mapping: planted\ntitle: Planted\nstandard: \"2.0\"\nid: \"no\"\n" + source.mapping + "\n")
        let run = try CommandLine.htcds(
            ["validate"] + names + ["--mapping", "map.yaml", "--format", "json", "--fail-on", "never"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let report = try run.json()
        #expect(report["records"]["accepted"].integer == 1)
        #expect(report["records"]["rejected"].integer == 1)
        let findings = report["findings"].items.filter { $0["rule"].text?.hasPrefix("value.") == true }
        #expect(findings.count == 2, "\(findings)")
        for (rule, field, place) in [
            ("value.not-in-code-list", "prs_Gender", source.sex), ("value.not-a-date", "hte_Date", source.date),
        ] {
            let found = findings.filter { $0["rule"].text == rule && $0["field"].text == field }
            #expect(found.count == 1, "\(rule)")
            let location = found.first?["location"] ?? .null
            #expect(location["record"].integer == 2, "\(rule)")
            #expect(location["source"].integer == place.source, "\(rule)")
            #expect(location["cell"].text == place.cell, "\(rule)")
            #expect(location["path"].text == place.path, "\(rule)")
            if let sheet = place.sheet { #expect(location["sheet"].text == sheet, "\(rule)") }
            if let line = place.line { #expect(location["line"].integer == line, "\(rule)") }
            if let row = place.row { #expect(location["row"].integer == row, "\(rule)") }
            #expect(found.first?["message"].text?.contains("someday") != true)
        }
    }
}
