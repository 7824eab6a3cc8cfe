import Foundation
import Testing

/// Fictional records as somebody at the command line asks for them.
@Suite("htcds generate")
struct GenerateTests {
    static let arguments = ["generate", "--records", "200", "--seed", "7", "--as-of", "2026-01-31"]

    @Test("standard output is the default, and a file holds the same")
    func outputs() throws {
        let folder = try Scratch()
        let plain = try CommandLine.htcds(Self.arguments)
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(plain.text.hasPrefix("id,org_Name,"))
        #expect(try CommandLine.htcds(Self.arguments + ["-o", "-", "--as", "htcds"]).output == plain.output)
        let run = try CommandLine.htcds(Self.arguments + ["-o", "cases.csv"], in: folder)
        #expect(run.status == 0)
        #expect(try folder.content("cases.csv") == plain.output)
        #expect(try folder.names() == ["cases.csv"])
    }

    @Test("the program finds its own CSV sound")
    func validates() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", try CommandLine.htcds(Self.arguments).output)
        let run = try CommandLine.htcds("validate", "cases.csv", "--format", "json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try run.json()["records"]["accepted"].integer == 200)
    }

    @Test("NDJSON holds one record a line")
    func records() throws {
        let run = try CommandLine.htcds(Self.arguments + ["--to", "ndjson"])
        let records = try JSON.lines(run.output)
        #expect(records.count == 200)
        #expect(records.allSatisfy { $0["htcds"].text == "2.0" })
    }

    @Test("--fields chooses the columns", arguments: [("core", 39), ("current", 82), ("all", 85)])
    func fields(_ name: String, _ columns: Int) throws {
        let run = try CommandLine.htcds(Self.arguments + ["--fields", name])
        let header = run.text.prefix { $0 != "\n" }
        #expect(header.split(separator: ",").count == columns)
    }

    @Test("74: a closed pipe, in silence", arguments: ["csv", "ndjson"])
    func closedPipe(_ form: String) throws {
        let run = try CommandLine.htcds(
            ["generate", "--records", "20000", "--seed", "1", "--to", form], to: .closedPipe)
        #expect(run.status == 74)
        #expect(run.errors.isEmpty)
    }

    @Test(
        "64: wrong usage",
        arguments: [
            ["generate"], ["generate", "--records", "5"], ["generate", "--seed", "5"],
            ["generate", "--records", "0", "--seed", "1"], ["generate", "--records", "5", "--seed", "x"],
            ["generate", "--records", "5", "--seed", "1", "--to", "papyrus"],
            ["generate", "--records", "5", "--seed", "1", "--fields", "most"],
            ["generate", "--records", "5", "--seed", "1", "--as-of", "yesterday"],
            ["generate", "--records", "5", "--seed", "1", "--as", "htcds-kobo"],
            ["generate", "--records", "5", "--seed", "1", "--faults", "truth.json"],
        ])
    func usage(_ arguments: [String]) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(arguments, in: folder)
        #expect(run.status == 64)
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
        #expect(try folder.names().isEmpty)
    }

    @Test("what is not there yet is said")
    func notYet() throws {
        for option in [["--as", "htcds-kobo"], ["--faults", "truth.json"]] {
            #expect(try CommandLine.htcds(Self.arguments + option).errors.contains("not there yet"))
        }
    }

    @Test("73: the output cannot be created")
    func noFolder() throws {
        #expect(try CommandLine.htcds(Self.arguments + ["-o", "missing/cases.csv"]).status == 73)
    }
}
