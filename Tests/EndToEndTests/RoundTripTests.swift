import Foundation
import Testing

@Suite("Records go round")
struct RoundTripTests {
    static let count = 10_000
    static let day = "2026-01-31"

    /// Records with every field of the standard, several people, references and all kinds of further things.
    static func records(in folder: Scratch) throws -> [JSON] {
        let made = try CommandLine.htcds(
            "generate", "--records", "\(count)", "--seed", "11", "--to", "ndjson", "--fields", "all", "--as-of", day,
            "-o", "made.ndjson", in: folder)
        #expect(made.status == 0, "\(made.errors)")
        return try JSON.lines(folder.content("made.ndjson"))
    }

    @Test("Generated records fill every field of the standard")
    func everyField() throws {
        let folder = try Scratch()
        let records = try Self.records(in: folder)
        #expect(records.count == Self.count)
        let standard = try JSON(
            contentsOf: Place.package.appendingPathComponent("Schemas/standard/htcds-2.0.json"))
        let text = String(decoding: try folder.content("made.ndjson"), as: UTF8.self)
        for field in standard["fields"].items {
            let id = try #require(field["id"].text)
            #expect(text.contains("\"\(id)\":"), "\(id) is nowhere")
        }
    }

    @Test("Every tree is read back to the same records", arguments: ["ndjson", "json", "xml"])
    func trees(_ form: String) throws {
        let folder = try Scratch()
        let records = try Self.records(in: folder)
        let there = try CommandLine.htcds(
            "convert", "made.ndjson", "--to", form, "-o", "there.\(form)", "--as-of", Self.day, in: folder)
        #expect(there.status == 0, "\(there.errors)")
        let back = try CommandLine.htcds(
            "convert", "there.\(form)", "--to", "ndjson", "-o", "back.ndjson", "--as-of", Self.day, in: folder)
        #expect(back.status == 0, "\(back.errors)")
        try Self.expectSame(JSON.lines(folder.content("back.ndjson")), records)
    }

    @Test(
        "Flat CSV with the files beside it, and a workbook, are read back to the same records",
        arguments: ["csv", "xlsx"])
    func tables(_ form: String) throws {
        let folder = try Scratch()
        let records = try Self.records(in: folder)
        let there = try CommandLine.htcds(
            "convert", "made.ndjson", "--to", form, "-o", "there.\(form)", "--as-of", Self.day, in: folder)
        #expect(there.status == 0, "\(there.errors)")
        let files = try folder.names().filter { $0.hasPrefix("there.") }
        #expect(files.count == (form == "csv" ? 6 : 1))
        let back = try CommandLine.htcds(
            ["convert"] + files + ["--to", "ndjson", "-o", "back.ndjson", "--as-of", Self.day], in: folder)
        #expect(back.status == 0, "\(back.errors)")
        // Tables do not say where a record came from.
        try Self.expectSame(
            JSON.lines(folder.content("back.ndjson")).map { $0.without("provenance") },
            records.map { $0.without("provenance") })
    }

    @Test(
        "Extensions of every object, roles, groups and references go through every form",
        arguments: ["ndjson", "json", "xml", "csv", "xlsx"])
    func oddities(_ form: String) throws {
        let folder = try Scratch()
        let there = try CommandLine.htcds(
            "convert", Place.example("htcds-records/cases.ndjson"), "--to", form, "-o", "there.\(form)", in: folder)
        #expect(there.status == 0, "\(there.errors)")
        let back = try CommandLine.htcds(
            ["convert"] + folder.names() + ["--to", "ndjson", "-o", "back.ndjson"], in: folder)
        #expect(back.status == 0, "\(back.errors)")
        let records = try JSON.lines(Data(contentsOf: Place.golden("htcds-records.ndjson")))
        try Self.expectSame(
            JSON.lines(folder.content("back.ndjson")).map { $0.without("provenance") },
            records.map { $0.without("provenance") })
    }

    static func expectSame(_ got: [JSON], _ wanted: [JSON]) throws {
        #expect(got.count == wanted.count)
        var different = 0
        for (number, (record, original)) in zip(got, wanted).enumerated() where record != original {
            different += 1
            if different == 1 { Issue.record("record \(number + 1)\nexpected \(original)\n     got \(record)") }
        }
        #expect(different == 0)
    }
}
