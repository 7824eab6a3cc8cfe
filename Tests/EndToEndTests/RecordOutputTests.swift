import Foundation
import Testing

/// The same records in every form in which they are written.
@Suite("Records written as NDJSON, JSON and CSV")
struct RecordOutputTests {
    private static let noPython: Comment = "There is no Python to read the CSV with."

    private func convert(_ paths: [String], to format: String, _ name: String, _ folder: Scratch) throws {
        let run = try CommandLine.htcds(["convert"] + paths + ["--to", format, "-o", name], in: folder)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test("JSON is an array of what NDJSON has on its lines", arguments: Sample.all)
    func array(_ sample: Sample) throws {
        let folder = try Scratch()
        try convert(sample.paths, to: "ndjson", "out.ndjson", folder)
        try convert(sample.paths, to: "json", "out.json", folder)
        let array = try JSON(folder.content("out.json"))
        #expect(try array.items == JSON.lines(folder.content("out.ndjson")))
        #expect(!array.items.isEmpty)
    }

    @Test("CSV holds the same values, cell by cell", .enabled(if: Python.isThere, noPython), arguments: Sample.all)
    func table(_ sample: Sample) throws {
        let folder = try Scratch()
        try convert(sample.paths, to: "ndjson", "out.ndjson", folder)
        try convert(sample.paths, to: "csv", "out.csv", folder)
        let comparison = try Python.run([Place.oracle("compare_csv.py"), "out.ndjson", "out.csv"], in: folder)
        #expect(comparison.status == 0, "\(comparison.everything)")
    }

    @Test(
        "CSV keeps every cell under its header where the files of a data set have different columns",
        .enabled(if: Python.isThere, noPython))
    func differentColumns() throws {
        let folder = try Scratch()
        let one = try folder.file("one.csv", "id,prs_Gender,cas_Status,Colour\nA,Feminine,Active,red\n")
        let two = try folder.file(
            "two.csv", "Weight,cas_Status,id,prs_Gender,Colour,hte_Country\n70,Closed,B,Masculine,blue,MD\n")
        for paths in [[one, two], [two, one]] {
            try convert(paths, to: "ndjson", "out.ndjson", folder)
            try convert(paths, to: "csv", "out.csv", folder)
            let comparison = try Python.run([Place.oracle("compare_csv.py"), "out.ndjson", "out.csv"], in: folder)
            #expect(comparison.status == 0, "\(comparison.everything)")
        }
    }

    @Test("A record has no empty object, array, text or null, but for the marks of a role", arguments: Sample.all)
    func nothingEmpty(_ sample: Sample) throws {
        let folder = try Scratch()
        try convert(sample.paths, to: "ndjson", "out.ndjson", folder)
        for record in try JSON.lines(folder.content("out.ndjson")) { Self.expectNothingEmpty(record, at: "record") }
    }

    private static func expectNothingEmpty(_ value: JSON, at place: String) {
        switch value {
        case .null: Issue.record("\(place) is null")
        case .string(let text): #expect(!text.isEmpty, "\(place) is empty")
        case .array(let items):
            #expect(!items.isEmpty, "\(place) is empty")
            for (number, item) in items.enumerated() { expectNothingEmpty(item, at: "\(place)/\(number)") }
        case .object(let members):
            #expect(
                !members.isEmpty || place.hasSuffix("/victim") || place.hasSuffix("/perpetrator"), "\(place) is empty")
            for (key, member) in members { expectNothingEmpty(member, at: "\(place)/\(key)") }
        case .bool, .number: break
        }
    }
}
