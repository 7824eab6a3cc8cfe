import Foundation
import Testing

/// What `Documentation/pipelines.md` shows, run by the programs it is for.
@Suite("In other pipelines")
struct PipelinesTests {
    static let day = ["--as-of", "2026-01-31"]

    /// A shell whose `htcds` is the one under test.
    private func shell(_ command: String, in folder: Scratch) throws -> RunResult {
        let binary = try #require(Place.binary)
        let path = binary.hasPrefix("/") ? binary : FileManager.default.currentDirectoryPath + "/" + binary
        try? FileManager.default.createSymbolicLink(atPath: folder.path("htcds"), withDestinationPath: path)
        return try CommandLine.run(
            "/bin/sh", ["-c", "PATH=\"$PWD:$PATH\"; export PATH; unset MAKEFLAGS MAKELEVEL; \(command)"], in: folder)
    }

    private func export(_ folder: Scratch, records: Int = 300, _ more: String...) throws {
        let run = try CommandLine.htcds(
            ["generate", "--records", "\(records)", "--seed", "7", "--output", "export.csv", "--quiet"] + Self.day
                + more,
            in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("as a filter: what came through a pipe is gated as the file is")
    func filter() throws {
        let folder = try Scratch()
        try export(folder)
        let run = try shell(
            "htcds convert export.csv --to ndjson --output - --quiet"
                + " | htcds gate - --input-format ndjson --output piped --as-of 2026-01-31"
                + " && htcds gate export.csv --output plain --as-of 2026-01-31 && htcds gate verify piped", in: folder)
        #expect(run.status == 0, "\(run.everything)")
        #expect(try folder.content("piped/synthesis.csv") == folder.content("plain/synthesis.csv"))
    }

    @Test("in a Makefile: made once, made anew when the export changes, and stopped where it does not pass")
    func makefile() throws {
        let folder = try Scratch()
        try export(folder)
        let make = "make -f '\(Place.example("make/Makefile"))'"
        let first = try shell("\(make) synthesize", in: folder)
        #expect(first.status == 0, "\(first.everything)")
        #expect(first.text.hasSuffix("ready for the synthesizer: release/synthesis.csv\n"))
        #expect(try folder.names().contains("release.passed"))
        let second = try shell("\(make) gate", in: folder)
        #expect(second.text.contains("Nothing to be done"), "\(second.everything)")
        // Newer than the stamp, and nobody in it consented.
        let text = try folder.text("export.csv").replacingOccurrences(of: "true", with: "false")
        try folder.file("export.csv", text)
        let third = try shell("touch -d '1 hour' export.csv; \(make) synthesize", in: folder)
        #expect(third.status != 0)
        #expect(!third.text.contains("ready"))
        #expect(try !folder.names().contains("release.passed"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("release")).contains("report.json"))
        #expect(try shell("\(make) synthesize", in: folder).status != 0)
        #expect(try shell("\(make) clean", in: folder).status == 0)
        #expect(try !folder.names().contains("release"))
    }

    private static let readHooks = """
        import json, ruamel.yaml, shlex, sys
        hooks = ruamel.yaml.YAML(typ="safe").load(open(sys.argv[1]))
        print(json.dumps([dict(hook, entry=shlex.split(hook["entry"])) for hook in hooks]))
        """

    @Test(
        "hooks of pre-commit: each is called as pre-commit calls it, and says no to what is wrong",
        .enabled(if: Python.has("ruamel.yaml"), "Python has no ruamel.yaml."))
    func hooks() throws {
        let folder = try Scratch()
        try export(folder)
        let hooks = try Python.run(
            ["-c", Self.readHooks, Place.package.appendingPathComponent(".pre-commit-hooks.yaml").path]
        ).json().items
        #expect(hooks.count == 3)
        try folder.file("-bad name.csv", "prs_Gender,cas_Status\nFemail,Active\n")
        try folder.file("good.csv", "prs_Gender,cas_Status\nFeminine,Active\n")
        try folder.file("bad.yaml", "mapping: [\n")
        #expect(
            try shell("htcds gate export.csv -o release --as-of 2026-01-31 && cp -r release changed", in: folder).status
                == 0)
        try folder.file("changed/synthesis.csv", "a\n1\n")
        func run(_ id: String, _ files: String...) throws -> Int32? {
            let hook = try #require(hooks.first { $0["id"].text == id })
            #expect(hook["language"].text == "system")
            let words = hook["entry"].items.compactMap(\.text) + files
            let line = words.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
            return try shell(line, in: folder).status
        }
        #expect(try run("htcds-validate", "good.csv") == 0)
        #expect(try run("htcds-validate", "-bad name.csv", "good.csv") == 1)
        #expect(try run("htcds-gate-verify", "release/receipt.json", "release/synthesis.csv", "good.csv") == 0)
        #expect(try run("htcds-gate-verify", "release/receipt.json", "changed/synthesis.csv") == 1)
        #expect(try run("htcds-mapping", "bad.yaml") == 1)
        let shipped = Place.package.appendingPathComponent("Mappings/htcds-kobo.yaml")
        try folder.file("kobo.yaml", try Data(contentsOf: shipped))
        #expect(try run("htcds-mapping", "kobo.yaml") == 0)
    }

    private static let actionFile = Place.package.appendingPathComponent("action.yml").path
    /// Writes the script of the action's second step.
    private static let readAction = """
        import ruamel.yaml, sys
        action = ruamel.yaml.YAML(typ="safe").load(open(sys.argv[1]))
        print(action["runs"]["steps"][1]["run"])
        """

    @Test(
        "the GitHub Action follows GitHub's schema, and its step runs in a shell",
        .enabled(if: Python.hasSchemaChecker, "check-jsonschema is not installed."))
    func action() throws {
        let checked = try Python.run(
            ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", Self.actionFile])
        #expect(checked.status == 0, "\(checked.everything)")
        let folder = try Scratch()
        try export(folder)
        try folder.file("bad.csv", "prs_Gender,cas_Status\nFemail,Active\n")
        try folder.file("step.sh", try Python.run(["-c", Self.readAction, Self.actionFile]).output)
        func step(_ inputs: String) throws -> RunResult {
            try shell(
                ": > said; GITHUB_OUTPUT=said RUNNER_TEMP=. HTCDS=htcds POLICY=showcase-default TARGET=showcase \(inputs) "
                    + "bash -e step.sh", in: folder)
        }
        let pass = try step("COMMAND=gate FILES=export.csv OUTPUT=release MORE=--as-of=2026-01-31")
        #expect(pass.status == 0, "\(pass.everything)")
        #expect(try folder.text("said") == "verdict=pass\n")
        let fail = try step("COMMAND=validate FILES='bad.csv\n' OUTPUT= MORE=")
        #expect(fail.status == 1)
        #expect(fail.text.contains("::error"), "\(fail.everything)")
        #expect(try folder.text("said") == "verdict=fail\n")
        #expect(try step("COMMAND=validate FILES=none.csv OUTPUT= MORE=").status == 66)
        #expect(try folder.text("said") == "")
        #expect(try step("COMMAND=other FILES=bad.csv OUTPUT= MORE=").status == 64)
    }
}
