import Foundation
import Testing

/// What was judged otherwise is neither put together nor taken for repaired.
@Suite("Judged otherwise")
struct JudgedOtherwiseTests {
    private static let rows = (1...20).map { "A-\($0),\($0 % 4 == 0 ? "Zorbl" : "Feminine"),Active\n" }
    private static let header = "id,prs_Gender,cas_Status\n"
    private static let suppressions =
        "suppress:\n  - {rule: value.not-in-code-list, reason: agreed, who: Data desk}\n"

    private static func report(
        _ folder: Scratch, _ file: String, to report: String, _ options: [String] = []
    ) throws {
        let run = try CommandLine.htcds(
            ["validate", file, "--as-of", "2026-01-31", "--format", "json", "-o", report] + options, in: folder)
        #expect([0, 1].contains(run.status), "\(run.errors)")
    }

    private static func scratch() throws -> Scratch {
        let folder = try Scratch()
        try folder.file("all.csv", header + rows.joined())
        try folder.file("1.csv", header + rows[..<10].joined())
        try folder.file("2.csv", header + rows[10...].joined())
        try folder.file("s.yaml", suppressions)
        return folder
    }

    @Test("65: parts with and without suppressions")
    func merge() throws {
        let folder = try Self.scratch()
        try Self.report(folder, "1.csv", to: "1.json")
        try Self.report(folder, "2.csv", to: "2.json", ["--record-offset", "10", "--suppress", "s.yaml"])
        let run = try CommandLine.htcds("report", "merge", "1.json", "2.json", in: folder)
        #expect(run.status == 65)
        #expect(run.errors.contains("--suppress"))
    }

    @Test("diff tells what is passed over or not looked for from what was repaired")
    func diff() throws {
        let folder = try Self.scratch()
        try folder.file("off.yaml", "profile: own\nextends: core\nrules: {value.not-in-code-list: off}\n")
        try Self.report(folder, "all.csv", to: "old.json")
        try Self.report(folder, "all.csv", to: "passed.json", ["--suppress", "s.yaml"])
        try Self.report(folder, "all.csv", to: "off.json", ["--profile", "off.yaml"])
        let passed = try CommandLine.htcds("report", "diff", "old.json", "passed.json", in: folder)
        #expect(passed.text.contains("Judged otherwise than before: what is passed over (--suppress) differs"))
        #expect(passed.text.contains("Findings passed over: 0 -> 5."))
        #expect(passed.text.contains("5 -> 0 (passed over now)"))
        let off = try CommandLine.htcds("report", "diff", "old.json", "off.json", in: folder)
        #expect(off.text.contains("Judged otherwise than before: the profile differs"))
        #expect(off.text.contains("5 -> 0 (not looked for now)"))
        try folder.file(
            "all.csv", Self.header + Self.rows.joined().replacingOccurrences(of: "Zorbl", with: "Masculine"))
        try Self.report(folder, "all.csv", to: "new.json")
        let repaired = try CommandLine.htcds("report", "diff", "old.json", "new.json", in: folder)
        #expect(repaired.status == 0)
        #expect(!repaired.text.contains("otherwise") && !repaired.text.contains("now)"))
    }

    @Test("78: a document with the name of one of our profiles")
    func names() throws {
        let folder = try Self.scratch()
        try folder.file("own.yaml", "about: x\nprofile: core\nrules: {value.not-a-date: off}\n")
        let run = try CommandLine.htcds("validate", "all.csv", "--profile", "own.yaml", in: folder)
        #expect(run.status == 78)
        #expect(run.errors.contains("line 2"), "\(run.errors)")
    }

    @Test("an acceptance speaks of the profile's own rules")
    func local() throws {
        let folder = try Self.scratch()
        try folder.file(
            "own.yaml",
            """
            profile: own
            extends: core
            localRules:
              - id: local.no-active
                about: For the test
                severity: error
                field: cas_Status
                demand: {not: {cas_Status: {is: Active}}}
                message: The case is active. Close it.
                examples: {pass: [{cas_Status: Closed}], fail: [{cas_Status: Active}]}

            """)
        try folder.file(
            "a.yaml", "acceptance: house\nallow: [{rule: local.no-active, count: 20}, {severity: error, count: 5}]\n")
        let run = try CommandLine.htcds(
            "validate", "all.csv", "--profile", "own.yaml", "--acceptance", "a.yaml", in: folder)
        #expect(run.status == 0, "\(run.text)\(run.errors)")
        let without = try CommandLine.htcds("validate", "all.csv", "--acceptance", "a.yaml", in: folder)
        #expect(without.status == 78)
        #expect(without.errors.contains("in the profile"))
    }
}
