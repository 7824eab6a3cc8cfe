import Foundation
import TestSupport
import Testing

/// The peers of `Benchmarks/side-by-side` check what we check: on a small file they count the same cells.
@Suite("Peers that are measured against")
struct BenchmarkScriptsTests {
    private static let scripts = Place.package.appendingPathComponent("Benchmarks/side-by-side")

    /// Rules by which one cell is not what the standard admits.
    private static let wrongCell: Set<String> = [
        "value.not-a-date", "value.ambiguous-date", "value.not-in-code-list", "value.too-many",
        "value.label-instead-of-code", "value.not-a-country", "value.not-a-phone-number", "value.not-a-boolean",
        "value.superseded-value",
    ]

    private func peer(_ script: String, _ arguments: String..., in folder: Scratch) throws -> Data {
        let run = try Python.run([Self.scripts.appendingPathComponent(script).path] + arguments, in: folder)
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    @Test("Polars counts the wrong cells that we count", .enabled(if: Python.has("polars"), "Python has no polars."))
    func polars() throws {
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            "generate", "--records", "2000", "--seed", "5", "--fields", "core", "--as-of", "2026-01-31", "--faults",
            "faults.json", "--output", "all.csv", in: folder)
        try #require(made.status == 0)
        _ = try peer("edit_csv.py", "drop", "faults.json", "all.csv", "core.csv", in: folder)
        _ = try peer("edit_csv.py", "spoil", "core.csv", "wrong.csv", in: folder)
        for (file, least) in [("core.csv", 10), ("wrong.csv", 10_000)] {
            let report = try JSON(
                try CommandLine.htcds(
                    "validate", file, "--format", "json", "--as-of", "2026-01-31", "--quiet", in: folder
                ).output)
            var ours: [String: Int] = [:]
            for row in report["rules"].items where Self.wrongCell.contains(row["rule"].text ?? "") {
                ours[row["field"].text ?? "", default: 0] += row["count"].integer ?? 0
            }
            let theirs = try JSON(peer("polars_check.py", file, in: folder))
            #expect(ours.values.reduce(0, +) >= least)
            for field in theirs.keys {
                #expect(ours[field, default: 0] == theirs[field].integer, "\(file): \(field)")
            }
        }
    }
}
