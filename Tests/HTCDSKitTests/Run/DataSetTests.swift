import HTCDSKit
import Testing

@Suite("Files as one data set")
struct DataSetTests {
    static let first = "prs_Gender,prs_Birthdate,Note\nFeminine,2001,a\nx,2002,b\n"
    static let second = "prs_Gender,prs_Birthdate,Other\nMasculine,soon,c\n"

    @Test("records count on across files")
    func counting() throws {
        let scratch = try Scratch()
        let files = [try scratch.file("a.csv", Self.first), try scratch.file("b.csv", Self.second)]
        let report = try Validation.run(files: files, options: .test())
        let cells = report.findings.filter { $0.location.record != nil }
        #expect(cells.map(\.location.record) == [2, 3])
        #expect(cells.map(\.location.source) == [0, 1])
        #expect(cells.map(\.location.line) == [3, 2])
        #expect(cells.map(\.location.cell) == ["A3", "B2"])
        #expect(report.sources.map(\.name) == ["a.csv", "b.csv"])
        _ = try Conversion.run(
            files: files, to: .ndjson, output: scratch.path("out.ndjson"), rejected: nil, options: .test())
        let records = try scratch.lines("out.ndjson").map { try CaseRecord.decode(json: $0.utf8).record }
        #expect(records.map(\.id) == ["1", "2", "3"])
        #expect(records.map(\.provenance?.source) == ["a.csv", "a.csv", "b.csv"])
        #expect(records.map(\.provenance?.record) == [1, 2, 3])
    }

    @Test("what is counted in many files is the sum of what is counted in each")
    func manyFiles() throws {
        let scratch = try Scratch()
        var table = FaultyTable(seed: 3)
        let files = try (1...11).map { try scratch.file("\($0).csv", FaultyTable.header + table.rows(20 * $0)) }
        let all = try Validation.run(files: files, options: .test(threads: 2))
        let each = try files.map { try Validation.run(files: [$0], options: .test()) }
        var before = 0
        var rules: [String: [Int]] = [:]
        var fields: [String: [Int]] = [:]
        for report in each {
            for row in report.rules {
                var sum = rules["\(row.rule) \(row.severity) \(row.field ?? "")"] ?? [0, 0, .max, 0]
                sum[0] += row.count
                sum[1] += row.records
                sum[2] = min(sum[2], row.firstRecord.map { $0 + before } ?? .max)
                sum[3] = max(sum[3], row.lastRecord.map { $0 + before } ?? 0)
                rules["\(row.rule) \(row.severity) \(row.field ?? "")"] = sum
            }
            for row in report.fields {
                let sum = fields[row.field] ?? [0, 0]
                fields[row.field] = [sum[0] + row.filled, sum[1] + row.valid]
            }
            before += report.records.accepted + report.records.rejected
        }
        // Files repeat the ids of each other. A missing column is told once, of all files.
        for row in all.rules where !row.rule.description.hasPrefix("reference.duplicate") && row.firstRecord != nil {
            #expect(
                rules["\(row.rule) \(row.severity) \(row.field ?? "")"]
                    == [row.count, row.records, row.firstRecord ?? .max, row.lastRecord ?? 0], "\(row.rule)")
        }
        #expect(all.rules.count { $0.firstRecord != nil } > 15)
        for row in all.fields { #expect(fields[row.field] == [row.filled, row.valid]) }
        #expect(all.records.accepted + all.records.rejected == before)
    }

    @Test("a part of a larger job counts from where the part before it ended")
    func offset() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.first)
        let options = RunOptions.test { $0.recordOffset = 1_000 }
        let report = try Validation.run(files: [file], options: options)
        #expect(report.findings.compactMap(\.location.record) == [1_002])
        #expect(report.records.read == 2)
        _ = try Conversion.run(
            files: [file], to: .ndjson, output: scratch.path("o.ndjson"), rejected: nil, options: options)
        let records = try scratch.lines("o.ndjson").map { try CaseRecord.decode(json: $0.utf8).record }
        #expect(records.map(\.id) == ["1001", "1002"])
    }

    @Test("files with other columns keep every cell, also in CSV")
    func otherColumns() throws {
        let scratch = try Scratch()
        let files = [try scratch.file("a.csv", Self.first), try scratch.file("b.csv", Self.second)]
        _ = try Conversion.run(files: files, to: .csv, output: scratch.path("out.csv"), rejected: nil, options: .test())
        let widths = Set(
            try scratch.lines("out.csv").map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
        #expect(widths.count == 1)
        let everything = try scratch.names.filter { $0.hasPrefix("out") }.map { try scratch.text($0) }.joined()
        for cell in ["a\n", "b\n", "c\n", "soon"] { #expect(everything.contains(cell), "\(cell)") }
    }

    @Test("files of different kinds are refused")
    func kinds() throws {
        let scratch = try Scratch()
        let other = try scratch.file(
            "b.csv",
            "yearRegister,gender,majorityStatus,UN_COO_Region,UN_COE_Region,IP_Exploiter,IP_Gender,IP_TransactionProcess\n1,,,,,,,\n"
        )
        let first = try scratch.file("a.csv", Self.first)
        let error = toolError { _ = try Validation.run(files: [first, other], options: .test()) }
        #expect(error?.code == .usage)
    }

    @Test(
        "the day that counts as today is a day",
        arguments: ["2026-1-31", "2026-02-30", "+026-01-31", "2026-+1-31", "yesterday", "", "2026-00-10", "0000-01-01"])
    func asOf(_ text: String) throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.first)
        let error = toolError { _ = try Validation.run(files: [file], options: .test { $0.asOf = text }) }
        #expect(error?.code == .usage)
        #expect(error?.message.contains("2026-01-31") == true)
    }

    @Test("the report says which day, and where it came from")
    func asOfTold() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", "prs_Gender,prs_Birthdate\nFeminine,2024-03-01\nFeminine,2024-03-02\n")
        let report = try Validation.run(files: [file], options: .test { $0.asOf = "2024-02-29" })
        #expect(report.judgedBy.asOf == "2024-02-29" && report.judgedBy.asOfFrom == "option")
        #expect(report.findings.filter { $0.rule == "value.future-date" }.map(\.location.record) == [2])
        let now = try Validation.run(files: [file], options: .test { $0.asOf = nil })
        #expect(now.judgedBy.asOfFrom == "clock")
        #expect(now.judgedBy.asOf > "2024-02-29" && now.judgedBy.asOf.count == 10)
    }

    @Test("a file that nobody knows is refused with the three nearest mappings")
    func unknown() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", "ref,colour\n1,green\n")
        let error = try #require(
            toolError {
                _ = try Conversion.run(
                    files: [file], to: .csv, output: scratch.path("out.csv"), rejected: nil, options: .test())
            })
        #expect(error.code == .usage)
        #expect(
            MappingCatalogue.names.filter { error.message.contains($0 + ",") || error.message.contains($0 + ".") }.count
                >= 3)
        #expect(try scratch.names == ["a.csv"])
    }

    @Test("wrong options are refused")
    func options() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.first)
        func code(_ change: @escaping (inout RunOptions) -> Void) -> ToolError.Code? {
            toolError { _ = try Validation.run(files: [file], options: .test(change)) }?.code
        }
        #expect(code { $0.encoding = "baudot" } == .usage)
        #expect(code { $0.delimiter = "##" } == .usage)
        #expect(code { $0.inputFormat = "papyrus" } == .usage)
        #expect(code { $0.profile = "none" } == .usage)
        #expect(code { $0.standard = "1.0" } == .usage)
        #expect(code { $0.mapping = "no-such-mapping" } == .usage)
        #expect(code { $0.mapping = scratch.path("none.yaml") } == .missingInput)
        #expect(toolError { _ = try Validation.run(files: [], options: .test()) }?.code == .usage)
        #expect(toolError { _ = try Validation.run(files: ["-", "-"], options: .test()) }?.code == .usage)
        #expect(
            toolError { _ = try Validation.run(files: [scratch.path("none.csv")], options: .test()) }?.code
                == .missingInput)
    }

    @Test("a wrong mapping never starts a conversion")
    func wrongMapping() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.first)
        let head = "mapping: m\ntitle: M\nstandard: \"2.0\"\n"
        for (text, says) in [
            ("fields: {prs_Gendre: x}\n", "line 4, column 10"), ("keep: all\nsource: {encoding: baudot}\n", "baudot"),
        ] {
            let mapping = try scratch.file("m.yaml", head + text)
            let error = toolError {
                _ = try Conversion.run(
                    files: [file], to: .csv, output: scratch.path("out.csv"), rejected: nil,
                    options: .test { $0.mapping = mapping })
            }
            #expect(error?.code == .wrongDocument)
            #expect(error?.message.contains(says) == true, "\(error?.message ?? "no error")")
        }
        let latin = try scratch.file("m.yaml", Array(head.utf8) + [0x23, 0xE9, 0x0A])
        #expect(
            toolError { _ = try Validation.run(files: [file], options: .test { $0.mapping = latin }) }?.code
                == .wrongDocument)
        #expect(try scratch.names == ["a.csv", "m.yaml"])
    }
}
