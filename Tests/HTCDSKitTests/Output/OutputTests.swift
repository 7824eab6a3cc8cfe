import Foundation
import HTCDSKit
import Testing

@Suite("Outputs appear whole or not at all")
struct OutputTests {
    static let header = "prs_Gender,cas_Status,hte_Country\n"

    private func convert(
        _ scratch: Scratch, _ text: String, _ format: Conversion.Format, to output: String
    ) throws -> Conversion.Result {
        let file = try scratch.file("in.csv", text)
        return try Conversion.run(
            files: [file], to: format, output: scratch.path(output), rejected: nil, options: .test(threads: 2))
    }

    @Test("a JSON array is one with one record and with many", arguments: [1, 2, 12_000])
    func array(_ count: Int) throws {
        let scratch = try Scratch()
        let text = Self.header + String(repeating: "Feminine,Active,IT\n", count: count)
        #expect(try convert(scratch, text, .json, to: "out.json").written == count)
        let parsed = try JSONSerialization.jsonObject(with: Data(scratch.bytes("out.json"))) as? [[String: Any]]
        #expect(parsed?.count == count)
        #expect(parsed?.last?["id"] as? String == "\(count)")
    }

    @Test("no record, no output: what was there stays", arguments: Conversion.Format.allCases)
    func none(_ format: Conversion.Format) throws {
        let scratch = try Scratch()
        try scratch.file("out", "as it was")
        let result = try convert(scratch, Self.header, format, to: "out")
        #expect(result.written == 0)
        #expect(try scratch.text("out") == "as it was")
        #expect(try scratch.names == ["in.csv", "out"])
    }

    @Test("a failure midway leaves the target as it was and nothing beside it", arguments: Conversion.Format.allCases)
    func failure(_ format: Conversion.Format) throws {
        let scratch = try Scratch()
        try scratch.file("out", "as it was")
        let text = Self.header + String(repeating: "Feminine,Active,IT\n", count: 60_000) + "Feminine,\"Active,IT\n"
        let error = toolError { _ = try convert(scratch, text, format, to: "out") }
        #expect(error?.code == .unreadableInput)
        #expect(error?.message.contains("line 60002") == true, "\(error?.message ?? "")")
        #expect(try scratch.text("out") == "as it was")
        #expect(try scratch.names == ["in.csv", "out"])
    }

    @Test("files that hold records can be read by their owner alone, whoever could before")
    func mode() throws {
        let scratch = try Scratch()
        try scratch.file("out.csv", "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path("out.csv"))
        let result = try convert(scratch, Self.header + "Feminine,Active,IT\n", .csv, to: "out.csv")
        #expect(result.besides.map { $0.split(separator: "/").last } == ["out.events.csv"])
        for name in ["out.csv", "out.events.csv"] { #expect(try scratch.mode(name) == 0o600) }
        #expect(try scratch.names == ["in.csv", "out.csv", "out.events.csv"])
        let report = try Validation.run(files: [scratch.path("in.csv")], options: .test())
        try ReportWriting.write(report, format: "json", to: scratch.path("report.json"))
        #expect(try scratch.mode("report.json") == 0o600)
    }

    @Test("an output that cannot be created is told before any work")
    func cannotCreate() throws {
        let scratch = try Scratch()
        let text = Self.header + "Feminine,Active,IT\n"
        #expect(
            toolError { _ = try convert(scratch, text, .csv, to: "no/such/folder/out.csv") }?.code
                == .cannotCreateOutput)
        try FileManager.default.createDirectory(atPath: scratch.path("folder"), withIntermediateDirectories: true)
        #expect(toolError { _ = try convert(scratch, text, .csv, to: "folder") }?.code == .cannotCreateOutput)
        #expect(try scratch.names == ["folder", "in.csv"])
    }

    @Test("a full device is told", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func full() throws {
        let scratch = try Scratch()
        let file = try scratch.file("in.csv", Self.header + "Feminine,Active,IT\n")
        let error = toolError {
            _ = try Conversion.run(files: [file], to: .ndjson, output: "/dev/full", rejected: nil, options: .test())
        }
        #expect(error?.code == .inputOutput)
    }

    @Test("an unknown form of report is refused and leaves nothing")
    func unknownFormat() throws {
        let scratch = try Scratch()
        let file = try scratch.file("in.csv", Self.header + "Feminine,Active,IT\n")
        let report = try Validation.run(files: [file], options: .test())
        #expect(toolError { try ReportWriting.write(report, format: "papyrus", to: scratch.path("r")) }?.code == .usage)
        #expect(try scratch.names == ["in.csv"])
    }
}
