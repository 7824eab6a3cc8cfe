import Foundation
import Testing

/// What becomes of every cell, what the mapping loses, and what an acceptance lets through.
@Suite("The loss report")
struct LossReportTests {
    @Test("Every filled cell of every sample is mapped, kept, dropped, unused or says nothing", arguments: Sample.all)
    func account(_ sample: Sample) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            ["convert"] + sample.paths + ["--to", "ndjson", "-o", "o.ndjson", "--report", "r.json"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let cells = try JSON(folder.content("r.json"))["cells"]
        let parts = ["mapped", "kept", "dropped", "unused", "missing"].map { cells[$0].integer ?? -1 }
        #expect(parts.allSatisfy { $0 >= 0 })
        #expect(cells["filled"].integer == parts.reduce(0, +))
        // What is kept stands in the records, cell for cell; a record that is read back has its own extensions.
        var kept = 0
        func walk(_ value: JSON) {
            switch value {
            case .object(let members):
                for (key, member) in members {
                    if key == "extensions", case .object(let own) = member { kept += own.count } else { walk(member) }
                }
            case .array(let items): items.forEach(walk)
            default: break
            }
        }
        for record in try JSON.lines(folder.content("o.ndjson")) { walk(record) }
        #expect(kept == cells["kept"].integer)
    }

    @Test(
        "The cells of a CSV are counted as Python's csv module counts them",
        arguments: Sample.all.filter { $0.paths.count == 1 && $0.mapping.hasPrefix("ctdc") })
    func independentCount(_ sample: Sample) throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            ["convert"] + sample.paths + ["--to", "ndjson", "-o", "o.ndjson", "--report", "r.json"], in: folder)
        #expect(run.status == 0)
        let counted = try Python.run([
            "-c",
            """
            import csv, sys
            rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))[1:]
            print(sum(1 for row in rows for cell in row if cell))
            """, sample.paths[0],
        ])
        #expect(
            try JSON(folder.content("r.json"))["cells"]["filled"].integer
                == Int(counted.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private static let mapping = """
        mapping: example-shelter
        title: Case list
        standard: "2.0"
        source: {formats: [csv]}
        fields:
          vic_RelationshipToTrafficker:
            from: Who
            values:
              cousin: {value: Familial, relation: narrower}
              friend: {value: Acquainted, relation: close, note: "a friend of a friend counts as well"}
              family or partner: {oneOf: [Familial, Acquainted], relation: broader}
              partner: {value: Acquainted, relation: broader}
              other: {relation: none}
          cas_IncomingReferralDetails: {from: Story, relation: broader}
          prs_FirstName: {from: [Given, Called]}
        keep: [Ref]
        drop: {Room: "where somebody slept is nobody's business"}
        """
    private static let rows = """
        Who,Story,Given,Called,Ref,Room
        friend,long,Ann,Ann,1,4
        friend,,Ann,Nan,2,4
        partner,,,Nan,3,
        family or partner;other,,,,4,
        cousin,,,,5,

        """

    /// `column/value: became records`, for comparison.
    private static func losses(_ report: JSON) -> [String] {
        report["losses"].items.map {
            "\($0["column"].text ?? "-")/\($0["value"].text ?? "-"): \($0["became"].text ?? "") \($0["records"].integer ?? 0)"
        }.sorted()
    }

    private static func convert(_ folder: Scratch, acceptance: String? = nil) throws -> (RunResult, JSON, [JSON]) {
        try folder.file("m.yaml", mapping)
        try folder.file("cases.csv", rows)
        var arguments = ["convert", "cases.csv", "--mapping", "m.yaml", "--to", "ndjson", "-o", "o.ndjson"]
        if let acceptance {
            try folder.file("acceptance.yaml", acceptance)
            arguments += ["--acceptance", "acceptance.yaml"]
        }
        let run = try CommandLine.htcds(arguments + ["--report", "r.json"], in: folder)
        guard run.status == 0 else { return (run, .null, []) }
        return (run, try JSON(folder.content("r.json")), try JSON.lines(folder.content("o.ndjson")))
    }

    @Test("Without an acceptance only what is exact or narrower sets a value, and each row that did not is counted")
    func careful() throws {
        let (_, report, records) = try Self.convert(try Scratch())
        #expect(
            Self.losses(report) == [
                "Called/-: kept 1", "Story/-: kept 1", "Who/family or partner: kept 1", "Who/friend: kept 2",
                "Who/other: kept 1", "Who/partner: kept 1",
            ])
        let told = records.map { $0["persons"][0]["victim"]["vic_RelationshipToTrafficker"].text }
        #expect(told == [nil, nil, nil, nil, "Familial"])
        #expect(
            records.map { $0["extensions"]["Who"].text } == [
                "friend", "friend", "partner", "family or partner;other", nil,
            ])
        // Of two names that differ the second is not lost.
        #expect(records[1]["persons"][0]["prs_FirstName"].text == "Ann")
        #expect(records[1]["extensions"]["Called"].text == "Nan")
        #expect(records[0]["extensions"]["Called"].text == nil)
        #expect(report["judgedBy"]["acceptance"].text == "default")
    }

    @Test("An acceptance applies what it names, beside the partner's words, and it is counted all the same")
    func accepting() throws {
        let (_, report, records) = try Self.convert(
            try Scratch(),
            acceptance: """
                acceptance: house-rules
                about: Decided by the team in 2026.
                relations:
                  close: apply
                  fields:
                    vic_RelationshipToTrafficker: {broader: apply}
                """)
        #expect(
            Self.losses(report) == [
                "Called/-: kept 1", "Story/-: kept 1", "Who/family or partner: kept 1", "Who/friend: appliedAndKept 2",
                "Who/other: kept 1", "Who/partner: appliedAndKept 1",
            ])
        // What may be one of several is never one of them.
        let told = records.map { $0["persons"][0]["victim"]["vic_RelationshipToTrafficker"].text }
        #expect(told == ["Acquainted", "Acquainted", "Acquainted", nil, "Familial"])
        #expect(records[0]["extensions"]["Who"].text == "friend")
        #expect(report["judgedBy"]["acceptance"].text == "house-rules")
    }

    @Test("A whole column that does not mean quite the same is applied where the acceptance says so")
    func wholeColumn() throws {
        let (_, report, records) = try Self.convert(
            try Scratch(), acceptance: "acceptance: all\nrelations: {broader: apply}\n")
        #expect(records[0]["case"]["cas_IncomingReferralDetails"].text == "long")
        #expect(records[0]["extensions"]["Story"].text == "long")
        #expect(Self.losses(report).contains("Story/-: appliedAndKept 1"))
    }

    @Test("Everything that is wrong with an acceptance is said at once, before any data is read")
    func wrongAcceptance() throws {
        let (run, _, _) = try Self.convert(
            try Scratch(),
            acceptance: """
                acceptance: default
                relations: {exact: apply, close: perhaps, fields: {prs_Gendre: {broader: apply}}}
                thresholds: 5
                """)
        #expect(run.status == 78)
        for (line, column) in [(1, 13), (2, 13), (2, 34), (2, 52), (3, 1)] {
            #expect(run.errors.contains("line \(line), column \(column): "), "\(run.errors)")
        }
        let missing = try CommandLine.htcds("validate", "none.csv", "--acceptance", "none.yaml", in: try Scratch())
        #expect(missing.status == 66)
    }

    @Test("What a partner's shape has no place for is in the report as well")
    func wayBack() throws {
        let folder = try Scratch()
        let run = try CommandLine.htcds(
            "convert", Place.example("htcds-kobo/labels.csv"), "--to", "mapping:ctdc-global-synthetic-2024", "-o",
            "o.csv", "--report", "r.json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let losses = try JSON(folder.content("r.json"))["losses"].items
        let lost = losses.filter { $0["became"].text == "notWritten" }
        #expect(lost.contains { $0["field"].text == "prs_FirstName" && $0["column"] == .null })
    }
}
