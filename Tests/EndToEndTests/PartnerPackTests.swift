import Foundation
import Testing

/// Exports of partners in other spellings than those of the examples.
@Suite("Spellings of partners' exports")
struct PartnerPackTests {
    private static func records(_ arguments: [String], _ folder: Scratch) throws -> [JSON] {
        let run = try CommandLine.htcds(["convert"] + arguments + ["--to", "ndjson", "-o", "-", "--quiet"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(run.output)
    }

    /// The first `lines` of an example, its header changed.
    private static func example(
        _ name: String, lines: Int, _ folder: Scratch, _ change: (String) -> String
    ) throws -> String {
        let text = try String(contentsOfFile: Place.example(name), encoding: .utf8)
        var rows = text.split(separator: "\n").prefix(lines).map(String.init)
        rows[0] = rows[0].split(separator: ",").map { change(String($0)) }.joined(separator: ",")
        return try folder.file("changed.csv", rows.joined(separator: "\n") + "\n")
    }

    @Test("Names that were cut at 32 characters, as older copies of CTDC's data have them")
    func cutNames() throws {
        let folder = try Scratch()
        let path = try Self.example("ctdc-global-synthetic-2021/sample.csv", lines: 4, folder) {
            $0.hasPrefix("means") ? String($0.prefix(32)) : $0
        }
        let cut = try Self.records([path], folder)
        let whole = try Self.records([Place.example("ctdc-global-synthetic-2021/sample.csv")], folder)
        #expect(cut.count == 3)
        #expect(cut[2]["persons"][0]["victim"]["vic_MethodsOfControl"].items.count == 8)
        for (one, other) in zip(cut, whole) {
            #expect(one.without("provenance").isIdentical(to: other.without("provenance")))
        }
    }

    @Test("The other names of the same columns in CTDC's codebook and its later release")
    func otherNames() throws {
        let folder = try Scratch()
        let path = try Self.example("ctdc-global-synthetic-2024/sample.csv", lines: 3, folder) {
            $0 == "meansWithholdDocs"
                ? "meansWithholdDocuments"
                : $0.replacingOccurrences(of: "typeOf", with: "sectorOf")
        }
        let renamed = try Self.records([path], folder)
        let official = try Self.records([Place.example("ctdc-global-synthetic-2024/sample.csv")], folder)
        #expect(renamed.count == 2)
        #expect(renamed[1]["provenance"]["mapping"].text == "ctdc-global-synthetic-2024")
        for (one, other) in zip(renamed, official) {
            #expect(one["persons"].isIdentical(to: other["persons"]))
        }
    }

    @Test("Namibia is no missing value, and 00 is no country")
    func namibia() throws {
        let records = try Self.records([Place.example("ctdc-global-k-anonymised/sample.csv")], Scratch())
        #expect(records[1]["persons"][0]["prs_Citizenship"].items.map(\.text) == ["NA"])
        #expect(records[2]["persons"][0]["prs_Citizenship"] == .null)
        #expect(records[1]["events"] == .null)
    }

    @Test("Salesforce's objects find each other in any order, and Case alone is enough")
    func objects() throws {
        let folder = try Scratch()
        let all = Sample.all.first { $0.mapping == "htcds-salesforce" }?.paths ?? []
        #expect(all.count == 8)
        let ordered = try Self.records(all, folder)
        let reversed = try Self.records(all.reversed(), folder)
        #expect(ordered.count == 3)
        for (one, other) in zip(ordered, reversed) { #expect(one.isIdentical(to: other)) }
        let alone = try Self.records([all[0]], folder)
        #expect(alone.map { $0["id"].text } == ordered.map { $0["id"].text })
        #expect(alone[0]["persons"].items.count == 1)
        #expect(alone[0]["persons"][0]["victim"].isIdentical(to: ordered[0]["persons"][0]["victim"]))
    }

    @Test("A report of Salesforce is read in UTF-8 as well, and its footer is counted")
    func report() throws {
        let folder = try Scratch()
        let path = Place.example("htcds-salesforce-report/report1740819000000.csv")
        let text = try #require(String(data: Data(contentsOf: URL(fileURLWithPath: path)), encoding: .windowsCP1252))
        try folder.file("report.csv", "\u{FEFF}" + text)
        let one = try Self.records(["report.csv"], folder)
        let other = try Self.records([path], folder)
        #expect(one.count == 3)
        for (one, other) in zip(one, other) {
            #expect(one.without("provenance").isIdentical(to: other.without("provenance")))
        }
        let run = try CommandLine.htcds("validate", path, "--format", "json", "--fail-on", "never", in: folder)
        let ignored = try run.json()["records"]["ignored"].items
        #expect(ignored.first { $0["why"].text == "footer" }?["count"].integer == 5)
    }
}
