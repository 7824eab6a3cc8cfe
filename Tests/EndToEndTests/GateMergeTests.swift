import Foundation
import Testing

/// `report merge` over the reports of gates.
@Suite("Reports of gates put together")
struct GateMergeTests {
    private let folder: Scratch

    init() throws {
        folder = try Scratch()
        let run = try CommandLine.htcds(
            [
                "generate", "--records", "900", "--seed", "11", "--to", "ndjson", "--output", "whole.ndjson",
                "--faults",
                "truth.json", "--quiet",
            ] + PipelinesTests.day, in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    /// Gates a part and names its report.
    private func part(_ range: Range<Int>, _ more: String..., command: String = "gate") throws -> String {
        let lines = try folder.text("whole.ndjson").split(separator: "\n")
        let name = "part\(range.lowerBound)"
        try folder.file("\(name).ndjson", lines[range].map { $0 + "\n" }.joined())
        let output = command == "gate" ? ["--output", name] : ["--format", "json", "--output", "\(name).json"]
        let offset = range.lowerBound == 0 ? [] : ["--record-offset", "\(range.lowerBound)"]
        let run = try CommandLine.htcds(
            [command, "\(name).ndjson"] + output + offset + PipelinesTests.day + more, in: folder)
        #expect(run.status == 0 || run.status == 1, "\(run.everything)")
        return command == "gate" ? "\(name)/report.json" : "\(name).json"
    }

    private func merge(_ parts: [String]) throws -> RunResult {
        try CommandLine.htcds(["report", "merge", "--format", "json"] + parts, in: folder)
    }

    @Test("rows, victims and the share of quarantined records are those of one run; risk is of no part")
    func whole() throws {
        let one = try CommandLine.htcds(["gate", "whole.ndjson", "--output", "one"] + PipelinesTests.day, in: folder)
        let whole = try JSON(try folder.content("one/report.json"))
        let run = try merge([part(0..<1), part(1..<500), part(500..<900)])
        #expect(run.status == one.status, "\(run.errors)")
        let merged = try run.json()
        for key in ["verdict", "because", "records", "counts", "rules", "fields"] {
            #expect(merged[key] == whole[key], "\(key): \(merged[key]) \(whole[key])")
        }
        for key in ["policy", "rows", "k", "reportingLength", "victims", "erroneous", "mostQuarantined"] {
            #expect(merged["gate"][key] == whole["gate"][key], "\(key)")
        }
        #expect(merged["gate"]["risk"] == .null)
        #expect(merged["gate"]["attributes"].items.isEmpty)
    }

    @Test("the limit of the policy is applied to the whole, not to a part")
    func limit() throws {
        let lines = try folder.text("whole.ndjson").split(separator: "\n").map(String.init)
        // A part in which every fourth record is broken, in a whole that bears it.
        let broken = lines.prefix(20).enumerated().map { number, line in
            number % 4 == 0 ? line.replacingOccurrences(of: "\"cas_Status\":\"", with: "\"cas_Status\":\"x") : line
        }
        try folder.file("whole.ndjson", (broken + lines.dropFirst(20)).joined(separator: "\n") + "\n")
        let parts = [try part(0..<20), try part(20..<900)]
        #expect(try JSON(try folder.content("part0/report.json"))["verdict"].text == "fail")
        let merged = try merge(parts)
        #expect(merged.status == 0, "\(merged.everything)")
        #expect(try merge([parts[0]]).status == 1)
    }

    @Test("gates of other policies, and reports of no gate, are not put together")
    func others() throws {
        let first = try part(0..<500)
        let other = try merge([first, try part(500..<900, "--policy", "strict")])
        #expect(other.status == 65)
        #expect(other.errors.contains("policy") || other.errors.contains("profile"), "\(other.errors)")
        let none = try merge([first, try part(500..<900, "--profile", "synthesis", command: "validate")])
        #expect(none.status == 65, "\(none.errors)")
    }
}
