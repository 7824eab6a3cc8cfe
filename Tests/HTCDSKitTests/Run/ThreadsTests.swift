import HTCDSKit
import Testing

@Suite("The number of threads changes nothing")
struct ThreadsTests {
    @Test("records and report are the same bytes with 1, 2 and 8 threads", arguments: [(1, 1_000), (2026, 7_000)])
    func same(_ seed: UInt64, _ count: Int) throws {
        let scratch = try Scratch()
        var table = FaultyTable(seed: seed)
        let first = try scratch.file("first.csv", FaultyTable.header + table.rows(count))
        let second = try scratch.file("second.csv", FaultyTable.header + table.rows(500))
        var outputs: [[[UInt8]]] = []
        for threads in [1, 2, 8] {
            let options = RunOptions.test(threads: threads)
            let report = try Validation.run(files: [first, second], options: options)
            try ReportWriting.write(report, format: "json", to: scratch.path("report.json"))
            try ReportWriting.write(report, format: "ndjson", to: scratch.path("report.ndjson"))
            let result = try Conversion.run(
                files: [first, second], to: .ndjson, output: scratch.path("out.ndjson"), rejected: nil, options: options
            )
            _ = try Conversion.run(
                files: [first, second], to: .csv, output: scratch.path("out.csv"), rejected: nil, options: options)
            #expect(result.written == count + 500)
            outputs.append(
                try ["report.json", "report.ndjson", "out.ndjson", "out.csv", "out.events.csv"].map {
                    try scratch.bytes($0)
                })
        }
        #expect(outputs[0] == outputs[1])
        #expect(outputs[0] == outputs[2])
        #expect(outputs[0].allSatisfy { !$0.isEmpty })
    }

    /// One record at once, and chunks that hold less than a record; and all of them at once.
    @Test(
        "records and report are the same bytes whatever is worked on at once",
        arguments: ["csv", "ndjson", "xml", "xlsx"])
    func sameInBatches(_ format: String) throws {
        let scratch = try Scratch()
        var table = FaultyTable(seed: 11)
        let rows = try scratch.file("rows.csv", FaultyTable.header + table.rows(600))
        let file = scratch.path("cases.\(format)")
        if format != "csv" {
            _ = try Conversion.run(
                files: [rows], to: try #require(Conversion.Format(rawValue: format)), output: file, rejected: nil,
                options: .test(threads: 2))
        }
        var first: [[UInt8]]?
        for (threads, batch, chunk) in [(1, nil, nil), (1, 1, 8), (2, 7, 64), (8, 504, 100), (2, 4_096, 1 << 20)] {
            let options = RunOptions.test(threads: threads) {
                $0.batchRecords = batch
                $0.chunkBytes = chunk
            }
            let input = format == "csv" ? rows : file
            let report = try Validation.run(files: [input], options: options)
            try ReportWriting.write(report, format: "json", to: scratch.path("report.json"))
            for form in [Conversion.Format.ndjson, .csv, .xml] {
                _ = try Conversion.run(
                    files: [input], to: form, output: scratch.path("out.\(form.rawValue)"), rejected: nil,
                    options: options)
            }
            let outputs = try ["report.json", "out.ndjson", "out.csv", "out.xml"].map { try scratch.bytes($0) }
            #expect(outputs.allSatisfy { !$0.isEmpty })
            if let first { #expect(outputs == first, "\(threads) threads, \(batch ?? 0) records, \(chunk ?? 0) bytes") }
            first = first ?? outputs
        }
    }

    @Test("records read are accepted, rejected or ignored, and every record is written once")
    func account() throws {
        let scratch = try Scratch()
        var table = FaultyTable(seed: 7)
        let file = try scratch.file("cases.csv", FaultyTable.header + table.rows(3_000))
        let report = try Validation.run(files: [file], options: .test(threads: 2))
        let ignored = report.records.ignored.reduce(0) { $0 + $1.count }
        #expect(report.records.read == report.records.accepted + report.records.rejected + ignored)
        #expect(report.records.accepted + report.records.rejected == 3_000)
        #expect(ignored > 0 && report.records.rejected > 0 && report.records.accepted > 0)
        #expect(report.findingsTotal == report.rules.reduce(0) { $0 + $1.count })
        #expect(report.findingsShown == report.findings.count)
        _ = try Conversion.run(
            files: [file], to: .ndjson, output: scratch.path("out.ndjson"), rejected: nil, options: .test(threads: 2))
        let ids = try scratch.lines("out.ndjson").map { try CaseRecord.decode(json: $0.utf8) }
        #expect(ids.map(\.record.id) == (1...3_000).map { "R\($0)" })
        #expect(ids.allSatisfy { $0.normalisations.isEmpty })
    }

    @Test("the first findings of each rule and field are shown, all are counted")
    func shown() throws {
        let scratch = try Scratch()
        var table = FaultyTable(seed: 7)
        let file = try scratch.file("cases.csv", FaultyTable.header + table.rows(3_000))
        let all = try Validation.run(files: [file], options: .test(threads: 8) { $0.maxFindings = 0 })
        let three = try Validation.run(files: [file], options: .test(threads: 8) { $0.maxFindings = 3 })
        #expect(all.findingsShown == all.findingsTotal)
        #expect(all.rules == three.rules && all.fields == three.fields && all.records == three.records)
        var seen: [String: Int] = [:]
        let expected = all.findings.filter { finding in
            let key = "\(finding.rule) \(finding.field ?? "")"
            seen[key, default: 0] += 1
            return seen[key, default: 0] <= 3
        }
        #expect(three.findings == expected)
    }
}
