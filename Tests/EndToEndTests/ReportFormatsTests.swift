import Foundation
import Testing

/// Each form of the report that other programs read, against the JSON report of the same run, by a reader not ours.
@Suite("Forms of the report")
struct ReportFormatsTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        /// The module of Python that reads it.
        let reader: String
        var testDescription: String { name }

        var isReadable: Bool {
            let there = Python.has(reader)
            if !there { print("skipped: Python has no \(reader) to read \(name) with: name one in HTCDS_TEST_PYTHON.") }
            return there
        }
    }

    static let forms = [
        Form(name: "sarif", reader: "pydantic_sarif"), Form(name: "junit", reader: "junitparser"),
        Form(name: "csv", reader: "csv"), Form(name: "markdown", reader: "markdown_it"),
        Form(name: "github", reader: "re"),
    ]
    static let samples = Sample.all.filter {
        ["htcds", "htcds-excel-2.0", "htcds-dart", "htcds-xform", "htcds-kobo-labels"].contains($0.golden)
    }

    private static func compare(_ form: Form, _ inputs: [String], _ folder: Scratch) throws {
        for options in [["--max-findings", "0"], ["--max-findings", "0", "--show-values"], ["--max-findings", "1"]] {
            for (format, file) in [("json", "report.json"), (form.name, "report")] {
                let run = try CommandLine.htcds(
                    ["validate"] + inputs + ["--format", format, "-o", file, "--as-of", "2026-01-31"] + options,
                    in: folder)
                #expect(run.status == 0 || run.status == 1, "\(run.errors)")
            }
            let judge = try Python.run(
                [Place.oracle("report_formats.py"), form.name, folder.path("report"), folder.path("report.json")])
            #expect(judge.status == 0, "\(form.name) \(inputs) \(options): \(judge.everything)")
        }
    }

    @Test("Say what the JSON report says", arguments: forms)
    func agrees(_ form: Form) throws {
        guard form.isReadable else { return }
        #expect(Self.samples.count >= 4)
        for sample in Self.samples { try Self.compare(form, sample.paths, try Scratch()) }
    }

    /// What would be a formula, a tag, markup, a command or an end of a text somewhere.
    @Test("Take headers, names and values for text, whatever they look like", arguments: forms)
    func hostile(_ form: Form) throws {
        guard form.isReadable else { return }
        let folder = try Scratch()
        let odd = [
            "=1+1", "@SUM(A1)", "a|b", "<script>alert(1)</script>", "]]>", "a,b:c%0A", "[x](y)", "`x`", "**b**",
            "~~s~~",
            "\u{202E}x", "\u{1}x", "-", "# h", "&amp;", "http://x.example", "::error::x", "1. x", "![i](j)", "a\\|b",
        ]
        let header = ["id", "prs_Gender", "cas_Status"] + odd
        let rows = odd.map { value in ["A", value, value] + odd.map { _ in value } }
        try folder.file("=odd [a] & <b>.csv", CanaryTests.csv(rows, header: header))
        try Self.compare(form, ["=odd [a] & <b>.csv", "--mapping", "htcds"], folder)
    }

    @Test("What was passed over is told, and rows and lines of a text file are two things", arguments: forms)
    func passedOver(_ form: Form) throws {
        guard form.isReadable else { return }
        let folder = try Scratch()
        try folder.file(
            "cases.csv", "id,prs_Gender,prs_Birthdate,cas_Status\n\"A\nB\",Green,soon,Active\nC,Blue,soon,Activ\n")
        try folder.file(
            "passed.yaml",
            """
            suppress:
              - {rule: value.not-in-code-list, field: prs_Gender, reason: looked at, who: Data desk, until: 2026-12-31}
              - {rule: value.not-a-date, column: prs_Birthdate, file: cases.csv, reason: agreed, who: Data desk}

            """)
        try Self.compare(form, ["cases.csv", "--suppress", "passed.yaml"], folder)
        let arguments = ["cases.csv", "--suppress", "passed.yaml", "--as-of", "2026-01-31", "--format", form.name]
        let text = try CommandLine.htcds(["validate"] + arguments, in: folder).text
        #expect(text.contains("looked at") == (form.name != "csv"))
        if form.name == "csv" {
            #expect(text.contains("cases.csv,,D3,3,4,2,cas_Status,"))
        }
    }

    @Test("SARIF: the same place has the same mark, another place another")
    func fingerprints() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\nA,Green,Active\nB,Blue,Active\n")
        func marks() throws -> [String] {
            let run = try CommandLine.htcds("validate", "cases.csv", "--format", "sarif", in: folder)
            return try run.json()["runs"][0]["results"].items
                .filter { $0["ruleId"].text == "value.not-in-code-list" }
                .compactMap { $0["partialFingerprints"]["htcdsPlace/v1"].text }
        }
        let first = try marks()
        #expect(first.count == 2)
        #expect(Set(first).count == 2)
        try folder.file("cases.csv", "id,prs_Gender,cas_Status\nA,Violet,Active\nB,Blue,Active\n")
        #expect(try marks() == first)
    }

    @Test("Memory does not grow with the findings, nor do annotations", arguments: ["github", "junit"])
    func many(_ format: String) throws {
        let folder = try Scratch()
        let rows = (1...3000).map { "C\($0),Green,Active" }
        try folder.file("cases.csv", (["id,prs_Gender,cas_Status"] + rows).joined(separator: "\n") + "\n")
        let run = try CommandLine.htcds(
            "validate", "cases.csv", "--format", format, "--max-findings", "0", in: folder)
        #expect(run.status == 1)
        #expect(run.output.count < 64 * 1024)
        #expect(run.text.contains(format == "junit" ? "and 2980 more" : "3000 times"))
    }
}
