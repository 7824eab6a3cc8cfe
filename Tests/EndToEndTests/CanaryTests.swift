import Foundation
import Testing

/// Marked values of every kind in cells of every kind: none of them may turn up where somebody reads about the data.
@Suite("No value of a person leaves the data")
struct CanaryTests {
    /// Pieces that occur in the inputs and nowhere else.
    static let marks = [
        "Zylphora", "Quorvane", "zylphora.quorvane", "9991357", "ZQX-48151", "xylograph", "Blankverse", "Umbrelph",
        "1913", "Vexillon",
    ]

    static let header = [
        "id", "prs_FirstName", "prs_SecondName", "prs_Birthdate", "prs_Gender", "prs_Citizenship", "prs_IdentityNumber",
        "prs_Email", "prs_MobilePhone", "prs_NumberOfChildren", "prs_PrimaryLanguage", "con_Consent", "cas_Status",
        "cas_IncomingReferralDate", "vic_MethodsOfControl", "vic_ForcedLabourIndustry", "hte_Country", "hte_Date",
        "cco_CaseComment", "Local note",
    ]
    static let rows = [
        // Sound values.
        [
            "ZQX-48151-1", "Zylphora", "Quorvane", "1913-07-14", "Feminine", "MD", "ZQX-48151-2",
            "zylphora.quorvane@example.org", "+9991357001", "2", "ron", "true", "Active", "1913-08-01", "DebtBondage",
            "F_Construction", "MD", "1913-07", "A xylograph of Zylphora", "Blankverse",
        ],
        // Values that fit nowhere, in each kind of field.
        [
            "ZQX-48151-3", "Zylphora", "Quorvane", "14.27.1913", "Zylphora", "Umbrelph", "ZQX-48151-4",
            "zylphora.quorvane at example", "call 9991357002", "9991357003", "Quorvane", "ask Zylphora", "xylograph",
            "03/04/1913", "DebtBondage;Vexillon", "Umbrelph; Vexillon", "Umbrelph", "July 1913",
            "zylphora.quorvane@example.org, +9991357004", "Blankverse, 14.07.1913",
        ],
        // Misplaced by a column, as people paste.
        [
            "+9991357005", "1913-07-14", "zylphora.quorvane@example.org", "Zylphora Quorvane", "1913-07-14",
            "9991357006",
            "Zylphora", "ZQX-48151-5", "Zylphora", "Quorvane", "9991357007", "1913-07-14", "Zylphora Quorvane",
            "Zylphora", "Zylphora;Quorvane", "Quorvane", "9991357008", "Zylphora", "1913", "9991357009",
        ],
        // The id again, and a date that is no day.
        [
            "ZQX-48151-1", "Zylphora", "", "1913-02-30", "", "Umbrelph;Vexillon", "", "", "9991357010", "-9991357",
            "", "", "", "1913-13-01", "", "", "", "", "", "",
        ],
    ]

    static func csv(_ rows: [[String]], header: [String]? = header) -> String {
        ((header.map { [$0] } ?? []) + rows).map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: "\n") + "\n"
    }

    /// Nothing that a run leaves behind for readers holds a mark. Records may, they are the data.
    static func expectSilence(_ run: RunResult, _ folder: Scratch, files: [String] = [], _ what: String) throws {
        var texts = [("standard output", run.text), ("standard error", run.errors)]
        for file in files where FileManager.default.fileExists(atPath: folder.path(file)) {
            // A hash of 64 digits may hold any four of them.
            texts.append((file, try folder.text(file).replacing(/[0-9a-f]{64}/, with: "")))
        }
        for (place, text) in texts {
            for mark in marks where text.lowercased().contains(mark.lowercased()) {
                Issue.record("\(what): \(mark) on \(place)")
            }
        }
    }

    /// Validates and converts in every form that somebody reads.
    static func expectSilence(
        _ inputs: [String], _ folder: Scratch, status: Set<Int32>, _ options: [String] = []
    ) throws {
        let what = inputs.joined(separator: " ")
        for format in ["text", "json", "ndjson", "csv", "github", "html", "junit", "markdown", "sarif"] {
            let run = try CommandLine.htcds(
                ["validate"] + inputs + ["--format", format, "--max-findings", "0"] + options, in: folder)
            #expect(run.status.map(status.contains) == true, "\(what): \(run.errors)")
            try expectSilence(run, folder, "validate \(what) --format \(format)")
        }
        for format in ["ndjson", "json", "csv"] {
            let run = try CommandLine.htcds(
                ["convert"] + inputs + ["--to", format, "-o", "records", "--report", "report.json"] + options,
                in: folder)
            try expectSilence(run, folder, files: ["report.json"], "convert \(what) --to \(format)")
        }
    }

    // MARK: What was read

    @Test("CSV: sound values, misfits and misplaced ones")
    func table() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.csv(Self.rows))
        try Self.expectSilence(["cases.csv"], folder, status: [1])
    }

    @Test("CSV: more cells in a row than there are columns, and bytes in another encoding")
    func raggedTable() throws {
        let folder = try Scratch()
        var bytes = Data(Self.csv(Self.rows.map { $0 + ["Zylphora Quorvane", "+9991357011"] }).utf8)
        bytes.append(
            contentsOf: Array("ZQX-48151-9,Zylphora ".utf8) + [0xE9, 0xFF] + Array(" Quorvane,Quor".utf8) + [
                0xFE, 0x0A,
            ])
        try folder.file("cases.csv", bytes)
        try Self.expectSilence(["cases.csv", "--encoding", "utf-8"], folder, status: [1])
        try Self.expectSilence(["cases.csv"], folder, status: [1])
    }

    @Test("CSV: no header, so that the first row is a person")
    func headless() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.csv(Self.rows, header: nil))
        try Self.expectSilence(["cases.csv", "--mapping", "htcds"], folder, status: [1])
        let run = try CommandLine.htcds("validate", "cases.csv", in: folder)
        try Self.expectSilence(run, folder, "an unknown file without a header")
    }

    @Test("CSV: a header with a person in it, and a file named after one")
    func personInNames() throws {
        let folder = try Scratch()
        var header = Self.header
        header[header.count - 1] = "zylphora.quorvane@example.org"
        let name = "zylphora.quorvane@example.org 1913-07-14.csv"
        try folder.file(name, Self.csv(Self.rows, header: header))
        try Self.expectSilence([name], folder, status: [1])
    }

    @Test("XML: text, attributes, comments and elements that nobody knows")
    func tree() throws {
        let folder = try Scratch()
        let answers = zip(Self.header, Self.rows[1]).map { name, value in
            "<\(name.replacingOccurrences(of: " ", with: "_"))>\(value)</\(name.replacingOccurrences(of: " ", with: "_"))>"
        }
        try folder.file(
            "submission.xml",
            """
            <?xml version="1.0"?>
            <!-- Zylphora Quorvane, +9991357012 -->
            <data id="htcds_xlsform" version="1" note="Zylphora">
            <?note Zylphora?>
            \(answers.joined(separator: "\n"))
            <prs_First_Name>Zylphora</prs_First_Name><prs_First_Name>Quorvane</prs_First_Name>
            <vic_Methods_of_Control>DebtBondage Vexillon</vic_Methods_of_Control>
            <unknown><deep mark="ZQX-48151">Blankverse</deep> Zylphora </unknown>
            <meta><instanceID>uuid:ZQX-48151-1</instanceID></meta>
            </data>
            """)
        try Self.expectSilence(["submission.xml"], folder, status: [0, 1])
    }

    @Test(
        "XLSX: texts, numbers, dates, formulas, comments and a sheet named after a person",
        .enabled(if: Python.hasOpenpyxl, "Python has no openpyxl: name one that has in HTCDS_TEST_PYTHON."))
    func workbook() throws {
        let folder = try Scratch()
        try folder.file("cases.json", Data(try JSONSerialization.data(withJSONObject: [Self.header] + Self.rows)))
        let making = try Python.run([
            Place.oracle("canary_workbook.py"), folder.path("cases.json"), folder.path("cases.xlsx"),
        ])
        #expect(making.status == 0, "\(making.errors)")
        try Self.expectSilence(["cases.xlsx"], folder, status: [1])
    }

    // MARK: Where the work ends early

    @Test("65, 64, 73 and 78 say what is wrong without saying whose data it is")
    func exits() throws {
        let folder = try Scratch()
        let text = Self.csv(Self.rows)
        try folder.file("unclosed.csv", text + "ZQX-48151,\"Zylphora,Quorvane\n")
        try folder.file("unknown.csv", Self.csv(Self.rows, header: (1...20).map { "Zylphora \($0)" }))
        try folder.file("cases.csv", text)
        try folder.file("no-text.csv", Data(text.utf8.flatMap { [0, $0, 0] }))
        try folder.file(
            "broken.xml", "<data id=\"htcds_xlsform\"><prs_First_Name>Zylphora</prs_Quorvane> 9991357</data>")
        try folder.file("entity.xml", "<data id=\"htcds_xlsform\"><prs_First_Name>&Zylphora;</prs_First_Name></data>")
        try folder.file("cut.xml", "<data id=\"htcds_xlsform\"><prs_First_Name>Zylphora Quorv")
        try folder.file("broken.yaml", "mapping: a\n")
        let runs: [([String], Int32)] = [
            (["validate", "unclosed.csv"], 65), (["validate", "unknown.csv"], 64), (["validate", "no-text.csv"], 65),
            (["validate", "broken.xml"], 65), (["validate", "entity.xml"], 65), (["validate", "cut.xml"], 65),
            (["validate", "cases.csv", "--mapping", "broken.yaml"], 78),
            (["validate", "cases.csv", "--output", "missing/report.txt"], 73),
            (["convert", "unclosed.csv", "--to", "ndjson", "-o", "out", "--report", "report.json"], 65),
            (["convert", "cases.csv", "--to", "ndjson", "-o", "missing/out"], 73),
            (["convert", "cases.csv", "--to", "ndjson"], 64),
        ]
        for (arguments, status) in runs {
            let run = try CommandLine.htcds(arguments, in: folder)
            #expect(run.status == status, "\(arguments): \(run.errors)")
            try Self.expectSilence(run, folder, files: ["report.json"], arguments.joined(separator: " "))
        }
    }

    @Test(
        "XML in another encoding than it names, whose bytes libxml2 would print by itself",
        arguments: ["UTF-8", "UTF-16", "SHIFT_JIS"])
    func wrongEncoding(_ name: String) throws {
        let folder = try Scratch()
        let head = "<?xml version=\"1.0\" encoding=\"\(name)\"?>\n<data id=\"htcds_xlsform\"><prs_First_Name>Zylphora "
        let bytes = Data(head.utf8) + Data([0xFF, 0x81, 0xFE]) + Data(" Quorvane</prs_First_Name></data>".utf8)
        try folder.file("case.xml", bytes)
        let run = try CommandLine.htcds("validate", "case.xml", in: folder)
        #expect(run.status == 65, "\(run.errors)")
        try Self.expectSilence(run, folder, name)
        // Nor the bytes in hexadecimal.
        #expect(!run.errors.contains("0x"))
        #expect(run.errors.hasPrefix("htcds: "))
    }

    // MARK: Where somebody asked

    @Test("With --show-values the findings hold the values, and only then")
    func shown() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.csv(Self.rows))
        let run = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--show-values", "--max-findings", "0", in: folder)
        #expect(run.status == 1)
        let findings = try run.json()["findings"].items
        func value(_ field: String, record: Int) -> [String] {
            findings.filter { $0["field"].text == field && $0["location"]["record"].integer == record }
                .compactMap { $0["value"].text }
        }
        #expect(value("prs_Birthdate", record: 2).contains("14.27.1913"))
        #expect(value("prs_Gender", record: 2).contains("Zylphora"))
        #expect(value("prs_MobilePhone", record: 2).contains("call 9991357002"))
        #expect(value("con_Consent", record: 2).contains("ask Zylphora"))
        let text = try CommandLine.htcds(
            "validate", "cases.csv", "--show-values", "--max-findings", "0", in: folder)
        #expect(text.text.contains("14.27.1913"))
        let silent = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder)
        for finding in try silent.json()["findings"].items { #expect(finding["value"] == .null) }
    }
}

/// The same through the gate: nothing that it leaves behind may hold a mark, least of all what leaves.
@Suite("No value of a person leaves through the gate")
struct GateCanaryTests {
    @Test(
        "by each policy, whether it passes or fails",
        arguments: ["showcase-default", "ctdc-global-2024", "strict", "own"])
    func silence(_ policy: String) throws {
        let folder = try Scratch()
        // Sound people around the marked ones, so that something leaves.
        var rows = CanaryTests.rows
        for number in 0..<60 {
            var row = CanaryTests.rows[0]
            row[0] = "ZQX-48151-\(100 + number)"
            if number % 7 == 0 { row[11] = "false" }
            if number % 5 == 0 { row[4] = "Zylphora" }
            rows.append(row)
        }
        let input = try folder.file("cases.csv", CanaryTests.csv(rows))
        try folder.file("own.yaml", GateTests.small + "\n  note: {kept: Local note}\n")
        let run = try GateTests.gate(folder, input, "--policy", policy == "own" ? "own.yaml" : policy)
        #expect(run.status == 0 || run.status == 1, "\(run.everything)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).map { "out/\($0)" }
        #expect(names.contains("out/receipt.json"))
        // A kept column that the policy names leaves: that is what it says.
        let marks = policy == "own" ? ["out/synthesis.csv"] : []
        try CanaryTests.expectSilence(run, folder, files: names.filter { !marks.contains($0) }, policy)
        for name in names {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }
}
