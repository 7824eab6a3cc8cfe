import Foundation
import Testing

/// Findings that somebody decided to pass over, through the built binary.
@Suite("Suppressions")
struct SuppressionsTests {
    /// Three dates that are none, of which two in one column; consent stated in one of four.
    private static let rows = """
        id,prs_Birthdate,cas_IncomingReferralDate,con_Consent,Extra
        1,soon,2020-01-01,TRUE,a
        2,later,2020-01-01,,b
        3,2001-02-03,never,,
        3,2001-02-04,2020-01-01,,

        """

    private static func judge(
        _ entries: String, _ options: [String] = [], files: [String] = ["cases.csv"], command: String = "validate"
    ) throws -> (run: RunResult, report: JSON) {
        let folder = try Scratch()
        for file in files { try folder.file(file, rows) }
        try folder.file("s.yaml", "suppress:\n" + entries)
        var arguments = [command] + files + ["--suppress", "s.yaml", "--as-of", "2026-01-31"] + options
        if command == "validate" {
            arguments += ["--format", "json"]
        } else {
            arguments += ["--to", "ndjson", "-o", "out.ndjson", "--report", "report.json", "--quiet"]
        }
        let run = try CommandLine.htcds(arguments, in: folder)
        guard run.status == 0 || run.status == 1 else { return (run, .null) }
        return (run, command == "validate" ? try run.json() : try JSON(folder.content("report.json")))
    }

    private static func entry(_ rule: String, _ scope: String = "") -> String {
        "  - {rule: \(rule), reason: agreed, who: Data desk\(scope.isEmpty ? "" : ", ")\(scope)}\n"
    }

    private static func total(_ report: JSON, _ rule: String) -> Int {
        ["error", "warning", "info"].reduce(0) { $0 + ProfilesTests.count(report, rule, $1) }
    }

    @Test("What is passed over is counted apart, rejects nothing and is not shown")
    func counted() throws {
        let without = try Self.judge(Self.entry("value.not-an-email")).report
        #expect(Self.total(without, "value.not-a-date") == 3 && without["records"]["rejected"].integer == 3)
        let (run, report) = try Self.judge(Self.entry("value.not-a-date", "until: 2026-01-31"))
        #expect(run.status == 0)
        #expect(report["because"].text == "0 errors, 0 allowed")
        #expect(Self.total(report, "value.not-a-date") == 0 && report["records"]["rejected"].integer == 0)
        #expect(!report["findings"].items.contains { $0["rule"].text == "value.not-a-date" })
        let row = report["suppressed"].items.first
        #expect(row?["rule"].text == "value.not-a-date" && row?["count"].integer == 3)
        #expect(
            row?["scope"].text == "everywhere" && row?["who"].text == "Data desk" && row?["reason"].text == "agreed")
        #expect(row?["until"].text == "2026-01-31")
        // The value stays what it is.
        let field = report["fields"].items.first { $0["field"].text == "prs_Birthdate" }
        #expect(field?["filled"].integer == 4 && field?["valid"].integer == 2)
        let total = ["error", "warning", "info"].reduce(0) { $0 + (report["counts"][$1].integer ?? 0) }
        #expect(report["findingsTotal"].integer == total)
    }

    @Test("By field, column, sheet and file; the first entry that fits counts")
    func scopes() throws {
        func counts(_ entries: String, files: [String] = ["cases.csv"]) throws -> [Int?] {
            try Self.judge(entries, files: files).report["suppressed"].items.map { $0["count"].integer }
        }
        let date = "value.not-a-date"
        #expect(try counts(Self.entry(date, "field: prs_Birthdate")) == [2])
        #expect(try counts(Self.entry(date, "column: ' CAS_incomingReferralDate '")) == [1])
        #expect(try counts(Self.entry(date, "column: Extra")) == [0])
        #expect(try counts(Self.entry(date, "field: prs_Birthdate") + Self.entry(date)) == [2, 1])
        #expect(try counts(Self.entry(date) + Self.entry(date, "field: prs_Birthdate")) == [3, 0])
        let files = ["one.csv", "two.csv"]
        #expect(try counts(Self.entry(date, "file: two.csv"), files: files) == [3])
        #expect(
            try counts(Self.entry(date, "file: two.csv, field: prs_Birthdate") + Self.entry(date), files: files) == [
                2, 4,
            ])
        #expect(try counts(Self.entry(date, "sheet: Cases")) == [0])
    }

    @Test("Sheets of a workbook")
    func sheets() throws {
        let path = Place.package.appendingPathComponent("Examples/htcds-excel-2.0/cases.xlsx").path
        let folder = try Scratch()
        func report(_ scope: String) throws -> JSON {
            try folder.file("s.yaml", "suppress:\n" + Self.entry("structure.missing-core-column", scope))
            return try CommandLine.htcds(
                "validate", path, "--suppress", "s.yaml", "--format", "json", in: folder
            ).json()
        }
        let sheet = try #require(
            try report("sheet: none")["findings"].items.compactMap { $0["location"]["sheet"].text }.first)
        let all = Self.total(try report("sheet: none"), "structure.missing-core-column")
        let named = try report("sheet: '\(sheet)'")
        #expect(named["suppressed"][0]["count"].integer == all - Self.total(named, "structure.missing-core-column"))
        #expect(Self.total(named, "structure.missing-core-column") == 0)
    }

    @Test("Findings about columns, whole files and repeated records can be passed over as well")
    func others() throws {
        for (rule, count) in [
            ("structure.missing-core-column", 35), ("reference.duplicate-id", 1), ("consent.missing", 3),
            ("privacy.identifier-present", 1),
        ] {
            let report = try Self.judge(Self.entry(rule)).report
            #expect(report["suppressed"][0]["count"].integer == count, "\(rule)")
            #expect(Self.total(report, rule) == 0, "\(rule)")
        }
    }

    @Test("What has run out applies no longer and is told, and so is what nothing needed")
    func expired() throws {
        let entries =
            Self.entry("value.not-a-date", "until: 2026-01-30")
            + Self.entry("value.not-a-country", "field: prs_Citizenship")
        let (run, report) = try Self.judge(entries)
        #expect(run.status == 1 && Self.total(report, "value.not-a-date") == 3)
        #expect(ProfilesTests.count(report, "quality.suppression-expired", "warning") == 1)
        #expect(ProfilesTests.count(report, "quality.suppression-unused", "info") == 1)
        let expired = report["findings"].items.first { $0["rule"].text == "quality.suppression-expired" }
        #expect(expired?["message"].text?.contains("value.not-a-date (everywhere, line 2 of its document)") == true)
        #expect(report["suppressed"].items.map { $0["rule"].text } == ["value.not-a-country"])
        let part = try Self.judge(entries, ["--record-offset", "100"]).report
        #expect(Self.total(part, "quality.suppression-unused") == 0)
        #expect(part["checks"]["skipped"].items.contains { $0["rule"].text == "quality.suppression-unused" })
        let none = try ProfilesTests.judge(nil).report
        #expect(!none["checks"]["run"].texts.contains { $0.hasPrefix("quality.suppression") })
    }

    @Test("convert passes over as well, and the report does not depend on threads")
    func converted() throws {
        let report = try Self.judge(Self.entry("value.not-a-date"), command: "convert").report
        #expect(report["suppressed"][0]["count"].integer == 3 && report["counts"]["error"].integer == 0)
        let entries = Self.entry("consent.missing") + Self.entry("value.not-a-date", "column: prs_Birthdate")
        #expect(
            try Self.judge(entries, ["--threads", "1"]).report == (try Self.judge(entries, ["--threads", "5"]).report))
    }

    @Test("Parts of a job, merged, pass over and count own codes as one run does")
    func merged() throws {
        let folder = try Scratch()
        let header = "id,vic_TypeOfExploitation,prs_Birthdate,prs_Gender\n"
        let rows = (0..<60).map { "\($0),\($0 % 3 == 0 ? "x-Scam" : "Servitude"),\($0 < 40 ? "soon" : "2001"),Fem\n" }
        try folder.file("all.csv", header + rows.joined())
        try folder.file(
            "own.yaml",
            "profile: own\nlocalCodes: [{field: vic_TypeOfExploitation, code: x-Scam, broader: ForcedLabour}]\n"
                + "required: [prs_Title]\n")
        try folder.file(
            "s.yaml",
            "suppress:\n" + Self.entry("value.not-a-date") + Self.entry("value.not-a-country")
                + Self.entry("value.not-in-code-list", "until: 2020-01-01"))
        func run(_ file: String, _ offset: Int, _ report: String) throws {
            let run = try CommandLine.htcds(
                "validate", file, "--profile", "own.yaml", "--suppress", "s.yaml", "--as-of", "2026-01-31", "--format",
                "json", "-o", report, "--record-offset", "\(offset)", in: folder)
            #expect(run.status == 1, "\(run.errors)")
        }
        try run("all.csv", 0, "all.json")
        for (number, start) in [0, 20, 40].enumerated() {
            try folder.file("part\(number).csv", header + rows[start..<start + 20].joined())
            try run("part\(number).csv", start, "part\(number).json")
        }
        let merge = try CommandLine.htcds(
            "report", "merge", "part0.json", "part1.json", "part2.json", "--format", "json", in: folder)
        let (whole, merged) = (try JSON(folder.content("all.json")), try merge.json())
        #expect(merged["localCodes"] == whole["localCodes"] && whole["localCodes"][0]["records"].integer == 20)
        #expect(merged["suppressed"] == whole["suppressed"])
        #expect(merged["suppressed"].items.map { $0["count"].integer } == [40, 0])
        #expect(merged["rules"] == whole["rules"])
        // What one part had no use for, another may have had: judged over all of them.
        let unused = merged["rules"].items.filter { $0["rule"].text == "quality.suppression-unused" }
        #expect(unused.map { $0["count"].integer } == [1])
        #expect(merged["verdict"] == whole["verdict"] && merged["because"] == whole["because"])
    }

    @Test("Rules of a profile can be passed over")
    func local() throws {
        let folder = try Scratch()
        try folder.file("own.yaml", LocalRulesTests.rule)
        try folder.file("cases.csv", "cas_Status,vic_AgeWhenTrafficked\nActive,17\n")
        try folder.file("s.yaml", "suppress:\n" + Self.entry("local.adult", "field: vic_AgeWhenTrafficked"))
        let run = try CommandLine.htcds(
            "validate", "cases.csv", "--profile", "own.yaml", "--suppress", "s.yaml", "--format", "json", in: folder)
        #expect(run.status == 0)
        #expect(try run.json()["suppressed"][0]["count"].integer == 1)
    }

    @Test("A name that looks like a person's data is not shown")
    func names() throws {
        let report = try Self.judge(
            Self.entry("value.not-a-date", "column: zorble@example.org, file: zorble@example.org"))
        #expect(!report.run.text.contains("zorble"))
    }

    @Test("What is wrong with a document is said at once; what nobody can vouch for is refused with the reason")
    func wrong() throws {
        let (run, _) = try Self.judge(
            """
              - {rule: value.not-a-dat, reason: x, who: y}
              - {rule: value.not-a-date, who: y, until: 2026-02-30}
              - {rule: value.not-a-date, reason: x, field: prs_Gendr, colum: x}
              - {rule: structure.unreadable-record, reason: x, who: y}
              - {rule: structure.no-records, reason: x, who: y}
              - {rule: structure.no-header, reason: x, who: y}
              - {reason: "", who: y}

            """)
        #expect(run.status == 78 && run.text.isEmpty)
        for (line, words) in [
            (2, "Did you mean value.not-a-date?"), (3, "lacks reason"), (3, "until is the last day"), (4, "lacks who"),
            (4, "prs_Gender?"), (4, "Did you mean column?"), (5, "cannot be passed over"), (6, "cannot be passed over"),
            (7, "cannot be passed over"), (8, "lacks rule"), (8, "says nothing"),
        ] {
            #expect(
                run.errors.split(separator: "\n").contains { $0.contains("line \(line),") && $0.contains(words) },
                "\(line) \(words): \(run.errors)")
        }
        let folder = try Scratch()
        try folder.file("cases.csv", Self.rows)
        #expect(try CommandLine.htcds("validate", "cases.csv", "--suppress", "none.yaml", in: folder).status == 66)
        try folder.file("s.yaml", "suppress: []\n")
        let over = try CommandLine.htcds(
            "validate", "cases.csv", "--suppress", "s.yaml", "--output", "s.yaml", in: folder)
        #expect(over.status != 0 && over.status != 1)
        #expect(try folder.text("s.yaml") == "suppress: []\n")
    }
}
