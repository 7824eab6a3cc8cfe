import Foundation
import Testing

/// Faults that `htcds generate --faults` planted and listed, found again by `htcds validate`.
@Suite("seeded faults")
struct SeededFaultsTests {
    /// One fault: a record, a field and a rule.
    struct Fault: Hashable, CustomStringConvertible {
        let record: Int
        let field: String?
        let rule: String
        var description: String { "record \(record), \(field ?? "no field"): \(rule)" }
    }

    static let day = "2026-01-31"
    /// What the planted faults are judged by: rules about records, of which the rest of the records break none.
    static let areas = ["value.", "structure.", "consistency.", "consent.", "quality.", "reference."]

    static func plant(_ form: String, _ folder: Scratch, records: Int, seed: Int) throws -> [Fault] {
        let run = try CommandLine.htcds(
            [
                "generate", "--records", "\(records)", "--seed", "\(seed)", "--to", form, "--as-of", day, "--faults",
                "truth.json", "-o", "cases.\(form)", "--quiet",
            ], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON(folder.content("truth.json")).items.map {
            Fault(record: $0["record"].integer ?? -1, field: $0["field"].text, rule: $0["rule"].text ?? "")
        }
    }

    @Test("all are found where they are, and nothing else", arguments: ["csv", "json", "ndjson", "xlsx", "xml"])
    func found(_ form: String) throws {
        let folder = try Scratch()
        let truth = try Self.plant(form, folder, records: 100_000, seed: 11)
        #expect(truth.count > 1_990)
        #expect(Set(truth).count == truth.count)
        let run = try CommandLine.htcds(
            [
                "validate", "cases.\(form)", "--as-of", Self.day, "--format", "ndjson", "--max-findings", "0",
                "--quiet",
            ], in: folder)
        #expect(run.status == 1, "\(run.errors)")
        let lines = try JSON.lines(run.output)
        #expect(lines.last?["records"]["read"].integer == 100_000)
        let found = Set(
            lines.dropLast().compactMap { finding -> Fault? in
                guard let rule = finding["rule"].text, let record = finding["location"]["record"].integer,
                    Self.areas.contains(where: rule.hasPrefix) || rule.hasSuffix("-in-text")
                else { return nil }
                return Fault(record: record, field: finding["field"].text, rule: rule)
            })
        let missed = Set(truth).subtracting(found)
        // Two of a hundred thousand people may have the same name and birthday by chance.
        let wrong = found.subtracting(truth).filter { $0.rule != "reference.duplicate-person" }
        #expect(missed.isEmpty, "\(missed.count) missed, such as \(missed.first?.description ?? "")")
        #expect(wrong.isEmpty, "\(wrong.count) that nobody planted, such as \(wrong.first?.description ?? "")")
        let rejected = Set(
            lines.dropLast().filter { $0["severity"].text == "error" }.compactMap { $0["location"]["record"].integer })
        #expect(lines.last?["records"]["rejected"].integer == rejected.count)
    }

    /// Rules of which no record can be a case, and why.
    static let notPlanted: [String: String] = [
        "consent.withdrawn": "told by a gate only",
        "consistency.no-victim": "told by a gate only",
        "value.not-admitted": "told by a gate only",
        "structure.backslash-escapes": "how a whole CSV is written",
        "structure.duplicate-column": "about the header",
        "structure.error-cell": "a kind of cell that only spreadsheet programs write",
        "structure.formula-without-value": "a kind of cell that only spreadsheet programs write",
        "structure.hidden-sheet": "about a sheet",
        "structure.merged-cells": "about a sheet",
        "structure.missing-column": "about the header, where a profile asks",
        "structure.missing-core-column": "about the header",
        "structure.more-pages": "about a file",
        "structure.no-header": "about a file",
        "structure.no-records": "about a file",
        "structure.outside-records": "about a file",
        "structure.schema-violation": "needs a schema",
        "structure.sheet-not-read": "about a sheet",
        "structure.unknown-column": "about the header",
        "structure.unreadable-record": "the record has no number then",
        "quality.suppression-expired": "about a document",
        "quality.suppression-unused": "about a document",
        "value.missing": "found where a profile asks only",
        "quality.refused-choice": "about a partner's template",
        "reference.further-row": "about related tables",
        "reference.unresolved": "about related tables",
    ]

    @Test("every rule about records is planted in some form")
    func complete() throws {
        let folder = try Scratch()
        var planted: Set<String> = []
        for form in ["csv", "json"] {
            planted.formUnion(try Self.plant(form, folder, records: 30_000, seed: 5).map(\.rule))
        }
        let list = try CommandLine.htcds("rules", "list")
        let rules = Set(list.text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        let asked = rules.filter { rule in Self.areas.contains(where: rule.hasPrefix) }.subtracting(
            Self.notPlanted.keys)
        #expect(asked.subtracting(planted) == [], "a rule needs a fault in Sources/HTCDSKit/Faults")
        #expect(Set(Self.notPlanted.keys).isDisjoint(with: planted))
    }

    @Test("the list and the records depend on the seed only")
    func repeatable() throws {
        let (first, second) = (try Scratch(), try Scratch())
        let truth = try Self.plant("csv", first, records: 2_000, seed: 3)
        #expect(try Self.plant("csv", second, records: 2_000, seed: 3) == truth)
        #expect(try first.content("cases.csv") == second.content("cases.csv"))
        #expect(try Self.plant("csv", second, records: 2_000, seed: 4) != truth)
    }

    @Test(
        "64: two outputs in one, and a partner's shape",
        arguments: [["-o", "truth.json"], ["-o", "-", "--as", "htcds-excel-2.0"]])
    func refused(_ arguments: [String]) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            ["generate", "--records", "5", "--seed", "1", "--faults", "truth.json"] + arguments, in: folder)
        #expect(run.status == 64)
        #expect(try folder.names() == [])
    }
}
