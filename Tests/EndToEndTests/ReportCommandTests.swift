import Foundation
import Testing

/// Reports that were kept as JSON.
@Suite("Reports that were kept")
struct ReportCommandTests {
    private static let forms = [
        "csv", "github", "html", "json", "junit", "markdown", "ndjson", "sarif", "text",
    ]

    @Test("A kept report shows in every form as it would have been shown at once", arguments: forms)
    func render(_ form: String) throws {
        let folder = try Scratch()
        for options in [[], ["--max-findings", "1"], ["--show-values"]] {
            let run = ["validate", Place.example("htcds/cases.csv"), "--as-of", "2026-01-31"] + options
            let kept = try CommandLine.htcds(run + ["--format", "json", "-o", "kept.json"], in: folder)
            #expect(kept.status == 1)
            let atOnce = try CommandLine.htcds(run + ["--format", form], in: folder)
            let values = options.filter { $0 == "--show-values" }
            let later = try CommandLine.htcds(["report", "render", "kept.json", "--format", form] + values, in: folder)
            #expect(later.status == 0, "\(later.errors)")
            #expect(later.output == atOnce.output)
        }
    }

    @Test("Values of a kept report are shown only on request", arguments: forms)
    func silence(_ form: String) throws {
        let folder = try Scratch()
        try folder.file("cases.csv", CanaryTests.csv(CanaryTests.rows))
        _ = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--show-values", "--max-findings", "0", "-o", "kept.json",
            in: folder)
        #expect(try folder.text("kept.json").contains("Zylphora"))
        let run = try CommandLine.htcds("report", "render", "kept.json", "--format", form, in: folder)
        #expect(run.status == 0, "\(run.errors)")
        try CanaryTests.expectSilence(run, folder, "report render --format \(form)")
    }

    @Test("Two reports are compared, and 1 means worse")
    func diff() throws {
        let folder = try Scratch()
        for (name, rows) in [("old", "A,Green,Active\nB,Blue,Active\n"), ("new", "A,Feminine,Gone\nB,Blue,Active\n")] {
            try folder.file("\(name).csv", "id,prs_Gender,cas_Status\n" + rows)
            _ = try CommandLine.htcds("validate", "\(name).csv", "--format", "json", "-o", "\(name).json", in: folder)
        }
        let run = try CommandLine.htcds("report", "diff", "old.json", "new.json", in: folder)
        #expect(run.status == 1)
        #expect(run.text.contains("  fewer error   value.not-in-code-list prs_Gender: 2 -> 1\n"))
        #expect(run.text.contains("  new   error   value.not-in-code-list cas_Status: 0 -> 1\n"))
        #expect(run.text.contains("  prs_Gender: 0 -> 1\n"))
        let same = try CommandLine.htcds("report", "diff", "old.json", "old.json", in: folder)
        #expect(same.status == 0)
        #expect(same.text.contains("none has become more or fewer"))
    }

    @Test("What is no report is refused in one sentence or two")
    func refused() throws {
        let folder = try Scratch()
        try folder.file("empty.json", "")
        try folder.file("other.json", "{\"report\": 2}")
        try folder.file("deep.json", String(repeating: "[", count: 200_000))
        for name in ["empty.json", "other.json", "deep.json"] {
            let run = try CommandLine.htcds("report", "render", name, in: folder)
            #expect(run.status == 65)
            #expect(run.errors.contains("\(name): This is no report of this tool."))
        }
        #expect(try CommandLine.htcds("report", "render", "missing.json", in: folder).status == 66)
        #expect(try CommandLine.htcds("report", "diff", "empty.json", "missing.json", in: folder).status == 65)
        #expect(try CommandLine.htcds("report", "render", "empty.json", "--format", "pdf", in: folder).status == 64)
        #expect(
            try CommandLine.htcds("report", "render", "empty.json", "-o", "empty.json", in: folder).status == 64)
    }
}
