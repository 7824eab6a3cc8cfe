import Foundation
import Testing

/// `report merge`: the reports of parts make the report that one run over the whole would have made.
@Suite("Reports of parts put together")
struct ReportMergeTests {
    private static let day = ["--as-of", "2026-01-31"]
    private static let records = 3_000

    /// 3,000 records with faults of many kinds, some of them only in a few places.
    private static let rows: [String] = (1...records).map { number in
        let gender = number % 7 == 0 ? "Femail" : number % 11 == 0 ? "unknown word" : "Feminine"
        let date = number % 13 == 0 ? "2019-02-31" : number % 17 == 0 ? "03/04/2019" : "2019-03-04"
        let status = number % 19 == 0 ? "" : "Closed"
        let methods = number % 5 == 0 ? "DebtBondage;FalsePromises" : number % 23 == 0 ? "DebtBondage;Mystery" : ""
        // A deprecated field matters only where something stands in it.
        let details = number == 2_900 ? "some words" : ""
        let consent = number % 29 == 0 ? "maybe" : "true"
        return "c\(number),Name\(number),\(gender),\(date),\(status),\(methods),\(details),\(consent),x\(number % 3)\n"
    }
    private static let header =
        "id,prs_FirstName,prs_Gender,cas_IncomingReferralDate,cas_Status,vic_MethodsOfControl,"
        + "vic_DetailsOfVulnerabilities,con_Consent,Own column\n"

    /// Runs the parts, which begin before these records, and names their reports.
    private func reports(
        _ bounds: [Int], _ folder: Scratch, _ options: [String] = day + ["--max-findings", "0"]
    ) throws
        -> [String]
    {
        try zip(bounds, bounds.dropFirst() + [Self.records]).enumerated().map { number, range in
            let name = "part\(number).csv"
            try folder.file(name, Self.header + Self.rows[range.0..<range.1].joined())
            let offset = range.0 == 0 ? [] : ["--record-offset", String(range.0)]
            let run = try CommandLine.htcds(
                ["validate", name, "--format", "json", "-o", "\(name).json"] + options + offset, in: folder)
            #expect(run.status == 0 || run.status == 1, "\(run.errors)")
            return "\(name).json"
        }
    }

    private func whole(_ folder: Scratch, _ more: String...) throws -> JSON {
        try folder.file("whole.csv", Self.header + Self.rows.joined())
        return try CommandLine.htcds(
            ["validate", "whole.csv", "--format", "json"] + Self.day + more, in: folder
        ).json()
    }

    /// What a run over parts cannot have in common with one over the whole: the places in the files.
    private func comparable(_ findings: JSON) -> [String] {
        findings.items.map { finding in
            finding.withoutAnywhere(["source", "line", "row", "cell"]).description
        }.sorted()
    }

    private static let cuts: [[Int]] = [
        [0], [0, 1_234], [0, 1, 2, 1_000, 1_001, 2_500, 2_999], (0..<16).map { $0 * 187 },
    ]

    @Test("1, 2, 7 and 16 parts make the report of one run", arguments: cuts)
    func parts(_ bounds: [Int]) throws {
        let folder = try Scratch()
        let parts = try reports(bounds, folder)
        let merged = try CommandLine.htcds(
            ["report", "merge"] + parts.reversed() + ["--format", "json", "--max-findings", "0"], in: folder)
        #expect(merged.status == 1, "\(merged.errors)")
        let report = try merged.json()
        let one = try whole(folder, "--max-findings", "0")
        for key in [
            "judgedBy", "verdict", "because", "records", "counts", "rules", "fields", "columns", "cells", "losses",
            "suppressed", "findingsTotal", "findingsShown",
        ] {
            #expect(report[key].isIdentical(to: one[key]), "\(key) \(report[key]) \(one[key])")
        }
        #expect(comparable(report["findings"]) == comparable(one["findings"]))
        #expect(report["sources"].items.count == bounds.count)
        #expect(report["part"] == .null)
        for finding in report["findings"].items {
            guard let source = finding["location"]["source"].integer, let record = finding["location"]["record"].integer
            else { continue }
            #expect(bounds[source] < record && record <= (bounds + [Self.records])[source + 1])
        }
        // What needs the whole ran in no part.
        let skipped = report["checks"]["skipped"].items.compactMap { $0["rule"].text }
        #expect(skipped.contains("reference.duplicate-id") == (bounds.count > 1))
        let run = Set(report["checks"]["run"].texts)
        #expect(
            run.union(skipped)
                == Set(one["checks"]["run"].texts).union(one["checks"]["skipped"].items.compactMap { $0["rule"].text }))
        #expect(run.isDisjoint(with: skipped))
    }

    @Test("As many findings are shown as one run shows")
    func limited() throws {
        let folder = try Scratch()
        let parts = try reports([0, 500, 2_000], folder, Self.day)
        let report = try CommandLine.htcds(["report", "merge"] + parts + ["--format", "json"], in: folder).json()
        let one = try whole(folder)
        #expect(comparable(report["findings"]) == comparable(one["findings"]))
        #expect(report["findingsTotal"] == one["findingsTotal"])
    }

    @Test("Lines of NDJSON, some of which cannot be parsed")
    func lines() throws {
        let folder = try Scratch()
        let made = try CommandLine.htcds(
            "generate", "--records", "60", "--seed", "5", "--to", "ndjson", "-o", "g.ndjson", "--quiet", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        var lines = try folder.text("g.ndjson").split(separator: "\n").map(String.init)
        lines[10] = "{\"htcds\": "
        lines[45] = "no JSON"
        for index in [3, 30, 50] { lines[index] = lines[index].replacing("\"Feminine\"", with: "\"Femail\"") }
        try folder.file("whole.ndjson", lines.joined(separator: "\n") + "\n")
        try folder.file("a.ndjson", lines[..<25].joined(separator: "\n") + "\n")
        try folder.file("b.ndjson", lines[25...].joined(separator: "\n") + "\n")
        func run(_ name: String, _ more: String...) throws {
            let run = try CommandLine.htcds(
                ["validate", name, "--format", "json", "--max-findings", "0", "-o", "\(name).json"] + Self.day + more,
                in: folder)
            #expect(run.status == 1, "\(run.errors)")
        }
        try run("whole.ndjson")
        try run("a.ndjson")
        // One of the 25 lines of the first part is no record.
        try run("b.ndjson", "--record-offset", "24")
        let merged = try CommandLine.htcds(
            "report", "merge", "a.ndjson.json", "b.ndjson.json", "--format", "json", "--max-findings", "0", in: folder)
        #expect(merged.status == 1, "\(merged.errors)")
        let report = try merged.json()
        let one = try JSON(folder.content("whole.ndjson.json"))
        for key in ["verdict", "because", "records", "counts", "rules", "fields", "cells", "losses"] {
            #expect(report[key].isIdentical(to: one[key]), "\(key) \(report[key]) \(one[key])")
        }
    }

    @Test("Suppressions, profiles and languages: what one part had no use for, another may have had")
    func judging() throws {
        let folder = try Scratch()
        try folder.file(
            "s.yaml",
            "suppress:\n  - {rule: value.not-in-code-list, field: prs_Gender, reason: a test, who: the desk}\n"
                + "  - {rule: standard.deprecated-field, reason: a test, who: the desk}\n"
                + "  - {rule: value.not-an-email, reason: a test, who: the desk}\n")
        let options = Self.day + ["--suppress", "s.yaml", "--profile", "exchange", "--max-findings", "0"]
        let parts = try reports([0, 1_000, 2_899], folder, options)
        let merged = try CommandLine.htcds(
            ["report", "merge"] + parts + ["--format", "json", "--max-findings", "0"], in: folder)
        let report = try merged.json()
        let one = try whole(folder, "--suppress", "s.yaml", "--profile", "exchange", "--max-findings", "0")
        for key in [
            "judgedBy", "verdict", "because", "records", "counts", "rules", "fields", "suppressed", "localCodes",
        ] {
            #expect(report[key].isIdentical(to: one[key]), "\(key) \(report[key]) \(one[key])")
        }
        #expect(report["rules"].items.contains { $0["rule"].text == "quality.suppression-unused" })
        #expect(report["checks"]["run"].texts.contains("quality.suppression-unused"))
        // Parts told in several languages are told in that of the first.
        let french = try CommandLine.htcds(
            ["report", "render", parts[1], "--format", "json", "--lang", "fr", "-o", "1.fr.json"], in: folder)
        #expect(french.status == 0, "\(french.errors)")
        let mixed = try CommandLine.htcds(
            ["report", "merge", parts[0], "1.fr.json", parts[2], "--format", "json", "--max-findings", "0"], in: folder)
        #expect(mixed.output == merged.output)
        let told = try CommandLine.htcds(
            ["report", "merge"] + parts + ["--format", "json", "--lang", "es", "--max-findings", "0"], in: folder)
        #expect(try told.json()["judgedBy"]["lang"].text == "es")
        #expect(try told.json()["rules"] == report["rules"])
        // All of it, the verdict's reason too, as when English parts are told in that language.
        let inFrench = try reports([0, 1_000, 2_899], folder, options + ["--lang", "fr"])
        let both = try [inFrench, parts].map {
            try CommandLine.htcds(["report", "merge"] + $0 + ["--format", "json", "--lang", "fr"], in: folder).output
        }
        #expect(both[0] == both[1])
    }

    @Test("65: parts of which some are missing, twice there, or judged otherwise")
    func refusals() throws {
        let folder = try Scratch()
        let parts = try reports([0, 100, 200], folder)
        let kept = try parts.map { try folder.content($0) }
        _ = try reports([0, 2_990], folder, ["--as-of", "2026-02-01"])
        func merge(_ names: [String], _ words: String, _ status: Int32 = 65) throws {
            let run = try CommandLine.htcds(["report", "merge"] + names, in: folder)
            #expect(run.status == status, "\(names) \(run.errors)")
            #expect(run.errors.contains(words), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        for (number, name) in ["0.json", "1.json", "2.json"].enumerated() { try folder.file(name, kept[number]) }
        // The first two were written anew with another day.
        try merge(["part0.csv.json", "2.json"], "the day that counts as today")
        let again = try reports([0, 100, 200], folder)
        try merge([again[1], again[2]], "records 1 to 100 are in none of them")
        try merge([again[0], again[2]], "records 101 to 200 are in none of them")
        try merge([again[0], again[1], again[1], again[2]], "Two parts hold the same records")
        try merge([again[0], "absent.json"], "no such file", 66)
        try folder.file("no.json", "[]")
        try merge([again[0], "no.json"], "no report of this tool")
        try merge([again[0], again[1], again[2], "--acceptance", "a.yaml"], "no such file", 66)
        let huge = try folder.text(again[0]).replacing(/"filled": \d+/, with: "\"filled\": 9223372036854775807")
        try folder.file("huge.json", huge)
        try merge(["huge.json", again[1], again[2]], "numbers that no run counts")
    }

    @Test("The acceptance of the parts is that of the whole, and has to be given again")
    func acceptance() throws {
        let folder = try Scratch()
        try folder.file(
            "a.yaml", "acceptance: lenient\nallow:\n  - {severity: error, count: 100000}\n")
        let parts = try reports([0, 1_500], folder, Self.day + ["--acceptance", "a.yaml"])
        let without = try CommandLine.htcds(["report", "merge"] + parts, in: folder)
        #expect(without.status == 64)
        #expect(without.errors.contains("Give its document with --acceptance"))
        let run = try CommandLine.htcds(
            ["report", "merge"] + parts + ["--acceptance", "a.yaml", "--format", "json"], in: folder)
        let one = try whole(folder, "--acceptance", "a.yaml")
        #expect(try run.json()["verdict"] == one["verdict"])
        #expect(try run.json()["because"] == one["because"])
    }
}
