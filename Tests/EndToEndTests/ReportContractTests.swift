import Foundation
import Testing

/// What a program that reads our JSON reports relies on.
@Suite("JSON report")
struct ReportContractTests {
    static func report(_ sample: Sample, _ options: String...) throws -> JSON {
        let run = try CommandLine.htcds(
            ["validate"] + sample.paths + ["--format", "json", "--as-of", ExamplesTests.day] + options)
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        return try run.json()
    }

    static let schemaFile = Place.package.appendingPathComponent("Schemas/report.schema.json").path

    @Test(
        "Keeps to its schema, in the eyes of a validator that is not ours",
        .enabled(
            if: Python.hasSchemaChecker, "Python has no check-jsonschema: name one that has in HTCDS_TEST_PYTHON."),
        .enabled(if: FileManager.default.fileExists(atPath: schemaFile), "There is no report.schema.json."))
    func schema() throws {
        let folder = try Scratch()
        var names: [String] = []
        for sample in Sample.all {
            for (number, options) in [[], ["--show-values", "--max-findings", "0"], ["--max-findings", "1"]]
                .enumerated()
            {
                let name = "\(sample.golden)-\(number).json"
                _ = try CommandLine.htcds(
                    ["validate"] + sample.paths + ["--format", "json", "--output", name] + options, in: folder)
                names.append(name)
            }
            let name = "\(sample.golden)-convert.json"
            _ = try CommandLine.htcds(
                ["convert"] + sample.paths + ["--to", "ndjson", "-o", "records", "--report", name], in: folder)
            names.append(name)
        }
        let run = try Python.run(["-m", "check_jsonschema", "--schemafile", Self.schemaFile] + names, in: folder)
        #expect(run.status == 0, "\(run.everything)")
    }

    @Test("Every record is accepted, rejected or ignored", arguments: Sample.all)
    func sums(_ sample: Sample) throws {
        let report = try Self.report(sample, "--max-findings", "0")
        let records = report["records"]
        let ignored = records["ignored"].items.compactMap { $0["count"].integer }.reduce(0, +)
        let sum = (records["accepted"].integer ?? 0) + (records["rejected"].integer ?? 0) + ignored
        #expect(records["read"].integer == sum)
        #expect((records["read"].integer ?? 0) > 0)
        // A record is rejected if and only if it has an error.
        let findings = report["findings"].items
        let faulty = Set(
            findings.filter { $0["severity"].text == "error" }.compactMap { $0["location"]["record"].integer })
        #expect(records["rejected"].integer == faulty.count)
        // The counts are the findings', and the rules' are theirs.
        for severity in ["error", "warning", "info"] {
            let count = findings.count { $0["severity"].text == severity }
            #expect(report["counts"][severity].integer == count)
        }
        #expect(report["findingsTotal"].integer == findings.count)
        #expect(report["findingsShown"].integer == findings.count)
        for rule in report["rules"].items {
            let mine = findings.filter {
                $0["rule"] == rule["rule"] && $0["field"] == rule["field"] && $0["severity"] == rule["severity"]
            }
            #expect(rule["count"].integer == mine.count, "\(rule["rule"])")
            let records = Set(mine.compactMap { $0["location"]["record"].integer })
            #expect(rule["records"].integer == records.count, "\(rule["rule"])")
        }
        let columns = report["columns"]
        #expect(
            ["mapped", "kept", "dropped", "unused"].allSatisfy { if case .array = columns[$0] { true } else { false } })
    }

    @Test("Findings stand in the order of source, record, column, rule", arguments: Sample.all)
    func order(_ sample: Sample) throws {
        let findings = try Self.report(sample, "--max-findings", "0")["findings"].items
        func key(_ finding: JSON) -> (Int, Int, Int, String) {
            let place = finding["location"]
            return (
                place["source"].integer ?? 0, place["record"].integer ?? 0, column(place["cell"].text),
                finding["rule"].text ?? ""
            )
        }
        for (first, second) in zip(findings, findings.dropFirst()) {
            let (a, b) = (key(first), key(second))
            #expect((a.0, a.1) <= (b.0, b.1))
            // A tree has no column letters; its columns are in the order in which they were met.
            if (a.0, a.1) == (b.0, b.1), first["location"]["cell"] != .null, second["location"]["cell"] != .null {
                #expect((a.2, a.3) <= (b.2, b.3), "\(first) before \(second)")
            }
        }
    }

    /// The number of the column in an address such as `H19`, from 1.
    private func column(_ address: String?) -> Int {
        (address ?? "").unicodeScalars.prefix { ("A"..."Z").contains($0) }.reduce(0) { $0 * 26 + Int($1.value) - 64 }
    }

    @Test("A finding points at its cell: line, row and address")
    func places() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.csv", "\nid,prs_Gender,Note,cas_Status\nA,Feminine,\"two\nlines\",Active\n\nB,Green,x,Active\n")
        let run = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder)
        let finding = try #require(
            try run.json()["findings"].items.first { $0["rule"].text == "value.not-in-code-list" })
        #expect(finding["field"].text == "prs_Gender")
        #expect(finding["location"]["record"].integer == 2)
        #expect(finding["location"]["line"].integer == 6)
        #expect(finding["location"]["cell"].text == "B5")
        #expect(finding["location"]["column"].text == "prs_Gender")
        #expect(finding["location"]["path"] == .null)
    }

    @Test("--max-findings shows fewer and counts all")
    func maximum() throws {
        let folder = try Scratch()
        try folder.file(
            "cases.csv", "prs_Gender,cas_Status\n" + String(repeating: "Green,Gone\n", count: 100))
        func report(_ options: String...) throws -> JSON {
            try CommandLine.htcds(["validate", "cases.csv", "--format", "json"] + options, in: folder).json()
        }
        func shown(_ report: JSON) -> Int {
            report["findings"].items.count { $0["rule"].text == "value.not-in-code-list" }
        }
        #expect(try shown(report()) == 40, "20 for each rule and field")
        #expect(try shown(report("--max-findings", "3")) == 6)
        #expect(try shown(report("--max-findings", "0")) == 200)
        for options in [[], ["--max-findings", "3"], ["--max-findings", "0"]] {
            let run = try CommandLine.htcds(["validate", "cases.csv", "--format", "json"] + options, in: folder)
            let report = try run.json()
            let rules = report["rules"].items.filter { $0["rule"].text == "value.not-in-code-list" }
            #expect(rules.map { $0["count"].integer } == [100, 100])
            #expect(report["findingsShown"].integer == report["findings"].items.count)
            #expect((report["findingsTotal"].integer ?? 0) >= 200)
        }
    }

    @Test("--fail-on decides what fails")
    func failOn() throws {
        let folder = try Scratch()
        let warned = try folder.file("warned.csv", "prs_Gender,prs_MobilePhone\nFeminine,ask her\n")
        let wrong = try folder.file("wrong.csv", "prs_Gender,prs_MobilePhone\nGreen,+37300000001\n")
        for (file, option, status) in [
            (warned, "error", 0), (warned, "warning", 1), (warned, "never", 0), (wrong, "error", 1),
            (wrong, "warning", 1), (wrong, "never", 0),
        ] as [(String, String, Int32)] {
            let run = try CommandLine.htcds("validate", file, "--fail-on", option, "--format", "json")
            #expect(run.status == status, "\(file) --fail-on \(option)")
        }
        #expect(try CommandLine.htcds("validate", warned).status == 0)
    }

    @Test("--as-of is the clock")
    func asOf() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "prs_Gender,prs_Birthdate\nFeminine,2020-06-15\n")
        func report(_ day: String?) throws -> JSON {
            try CommandLine.htcds(
                ["validate", "cases.csv", "--format", "json"] + (day.map { ["--as-of", $0] } ?? []), in: folder
            ).json()
        }
        func isFuture(_ report: JSON) -> Bool {
            report["findings"].items.contains { $0["rule"].text == "value.future-date" }
        }
        #expect(try isFuture(report("2020-06-13")))
        #expect(try !isFuture(report("2020-06-14")), "one day is allowed for the date line")
        #expect(try !isFuture(report("2020-06-15")))
        #expect(try report("2020-06-13")["judgedBy"]["asOf"].text == "2020-06-13")
        #expect(try report("2020-06-13")["judgedBy"]["asOfFrom"].text == "option")
        #expect(try report(nil)["judgedBy"]["asOfFrom"].text == "clock")
    }

    @Test("The same input gives the same bytes")
    func repeats() throws {
        for sample in Sample.all {
            let arguments = ["validate"] + sample.paths + ["--format", "json", "--as-of", ExamplesTests.day]
            #expect(try CommandLine.htcds(arguments).output == CommandLine.htcds(arguments).output)
        }
    }

    @Test("Neither report nor records depend on the number of threads")
    func threads() throws {
        let folder = try Scratch()
        let rows = (1...30_000).map { number in
            let gender = number % 7 == 0 ? "Green" : "Feminine"
            return "C\(number),\(gender),Active,\(number % 11 == 0 ? "soon" : "2020-01-02"),\"a note\nin two lines\""
        }
        try folder.file(
            "cases.csv", (["id,prs_Gender,cas_Status,prs_Birthdate,Note"] + rows).joined(separator: "\n") + "\n")
        func outcome(_ threads: String) throws -> [Data] {
            let run = try CommandLine.htcds(
                "convert", "cases.csv", "--to", "ndjson", "-o", "out", "--report", "report", "--threads", threads,
                "--as-of", "2026-01-31", in: folder)
            #expect(run.status == 0, "\(run.errors)")
            return [try folder.content("out"), try folder.content("report")]
        }
        let one = try outcome("1")
        for threads in ["2", "5"] { #expect(try outcome(threads) == one, "\(threads) threads") }
        let records = try JSON.lines(one[0])
        #expect(records.map { $0["id"].text } == (1...30_000).map { "C\($0)" })
        #expect(records.map { $0["provenance"]["record"].integer } == Array(1...30_000))
    }

    @Test("Several files are one data set: records count on across them")
    func severalFiles() throws {
        let folder = try Scratch()
        try folder.file("one.csv", "id,prs_Gender,cas_Status\nA,Feminine,Active\nB,Green,Active\n")
        try folder.file("two.csv", "cas_Status,prs_Gender,id\nActive,Green,C\n")
        let run = try CommandLine.htcds("validate", "one.csv", "two.csv", "--format", "json", in: folder)
        let report = try run.json()
        #expect(report["sources"].items.map { $0["name"].text } == ["one.csv", "two.csv"])
        #expect(report["records"]["read"].integer == 3)
        let places = report["findings"].items.filter { $0["rule"].text == "value.not-in-code-list" }
            .map { [$0["location"]["source"].integer, $0["location"]["record"].integer] }
        #expect(places == [[0, 2], [1, 3]])
    }

    @Test("NDJSON: a finding a line, and the report without findings at the end")
    func lines() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\nA,Green,Active\nB,Blue,Gone\n")
        let whole = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--as-of", "2026-01-31", in: folder)
        let lines = try JSON.lines(
            CommandLine.htcds("validate", "cases.csv", "--format", "ndjson", "--as-of", "2026-01-31", in: folder).output
        )
        let report = try whole.json()
        #expect(Array(lines.dropLast()) == report["findings"].items)
        #expect(lines.last?.without("findings") == report.without("findings"))
    }
}
