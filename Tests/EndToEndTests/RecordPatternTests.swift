import Foundation
import Testing

/// How the records with a finding lie among all, as reports tell it.
@Suite("Patterns of findings")
struct RecordPatternTests {
    /// A CSV in which the gender of some of 1,000 records is no code.
    private static func csv(_ isWrong: (Int) -> Bool) -> String {
        "id,prs_Gender,cas_Status\n"
            + (1...1_000).map { "A-\($0),\(isWrong($0) ? "Zorbl" : "Feminine"),Active\n" }.joined()
    }

    private static func row(_ csv: String, threads: Int = 2) throws -> JSON {
        let folder = try Scratch()
        try folder.file("cases.csv", csv)
        let run = try CommandLine.htcds(
            "validate", "cases.csv", "--format", "json", "--threads", "\(threads)", in: folder)
        let rows = try run.json()["rules"].items
        return try #require(rows.first { $0["rule"].text == "value.not-in-code-list" })
    }

    @Test("every record, a block, scattered, one")
    func patterns() throws {
        let all = try Self.row(Self.csv { _ in true })
        #expect(all["pattern"].text == "every-record")
        #expect(all["records"].integer == 1_000)
        let block = try Self.row(Self.csv { (100...240).contains($0) })
        #expect(block["pattern"].text == "block")
        #expect(block["firstRecord"].integer == 100 && block["lastRecord"].integer == 240)
        let scattered = try Self.row(Self.csv { $0 % 97 == 0 })
        #expect(scattered["pattern"].text == "scattered")
        #expect(scattered["firstRecord"].integer == 97 && scattered["lastRecord"].integer == 970)
        let one = try Self.row(Self.csv { $0 == 17 })
        #expect(one["pattern"] == .null)
        #expect(one["firstRecord"].integer == 17)
    }

    @Test("the text tells the share and the pattern")
    func text() throws {
        let folder = try Scratch()
        try folder.file("cases.csv", Self.csv { (100...199).contains($0) })
        let run = try CommandLine.htcds("validate", "cases.csv", in: folder)
        let words = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "100 times, in 100 records (10 %), one after the other from record 100 to 199"), "\(run.text)")
    }

    @Test("a record is counted once, however many of its things have the finding")
    func things() throws {
        let folder = try Scratch()
        let event = "{\"hte_Type\": \"Zorbl\"}"
        try folder.file(
            "cases.ndjson",
            (1...50).map { "{\"htcds\":\"2.0\",\"id\":\"\($0)\",\"events\":[\(event),\(event)]}\n" }.joined())
        let run = try CommandLine.htcds("validate", "cases.ndjson", "--format", "json", in: folder)
        let row = try run.json()["rules"].items.first { $0["rule"].text == "value.not-in-code-list" }
        #expect(row?["count"].integer == 100)
        #expect(row?["records"].integer == 50)
    }
}
