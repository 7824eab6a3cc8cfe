import HTCDSKit
import Testing

@Suite("Encodings")
struct EncodingTests {
    /// About 2 MB of sound rows.
    static func rows() -> [UInt8] {
        var text = "prs_FirstName,cas_Status,Note\n"
        for number in 0..<40_000 { text += "Somebody number \(number),Active,a note of some length\n" }
        return Array(text.utf8)
    }

    @Test("one byte of Windows-1252 at the end of 2 MB decides how all of it is read")
    func restart() throws {
        let scratch = try Scratch()
        let file = try scratch.file(
            "a.csv", Self.rows() + Array("Zorbl".utf8) + [0xE9] + Array(",Active,\u{20}x\n".utf8))
        for threads in [1, 4] {
            let options = RunOptions.test(threads: threads)
            let result = try Conversion.run(
                files: [file], to: .ndjson, output: scratch.path("out.ndjson"), rejected: nil, options: options)
            let lines = try scratch.lines("out.ndjson")
            #expect(lines.count == 40_001 && result.written == 40_001)
            #expect(lines.last?.contains("\"Zorbl\u{E9}\"") == true)
            #expect(result.report.sources[0].encoding.name == "Windows-1252")
            #expect(result.report.sources[0].encoding.why.contains("1 bytes are not UTF-8"))
            #expect(result.report.count("structure.broken-encoding") == 0)
            #expect(result.report.records.read == 40_001)
            let array = try Conversion.run(
                files: [file], to: .json, output: scratch.path("out.json"), rejected: nil, options: options)
            #expect(array.written == 40_001)
            #expect(try scratch.text("out.json").hasPrefix("[\n{\"htcds\""))
        }
    }

    @Test("a file that is UTF-8 throughout is said to be")
    func utf8() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.rows() + Array("Zorbl\u{E9},Active,x\n".utf8))
        let report = try Validation.run(files: [file], options: .test(threads: 2))
        #expect(report.sources[0].encoding.name == "UTF-8")
        #expect(report.sources[0].encoding.why == "every byte is UTF-8")
        #expect(report.count("structure.broken-encoding") == 0)
    }

    /// Damaged UTF-8: more characters that are right than bytes that are wrong, so it is no other encoding.
    static func damaged() -> [UInt8] {
        var bytes = Array("id,prs_FirstName,cas_Status,Note,Other\n".utf8)
        for number in 1...3_000 {
            bytes += Array("\(number),\u{E9}\u{E9}\u{E9},Active,\u{E9}\u{E9},x\n".utf8)
            if number % 1_000 == 0 {
                // A field, a kept column and the id in one record; the kept column alone in the next.
                bytes += Array("k\(number)".utf8) + [0xFF] + Array(",Zorbl".utf8) + [0xE9] + Array(",Active,n".utf8)
                bytes += [0xC3] + Array(",x\nm\(number),Ana,Active,".utf8) + [0x80, 0x80] + Array(",x\n".utf8)
            }
        }
        return bytes
    }

    @Test("in damaged UTF-8 every cell that cannot be read is told, also where no field is read from it")
    func cells() throws {
        let scratch = try Scratch()
        let file = try scratch.file("a.csv", Self.damaged())
        for threads in [1, 8] {
            let report = try Validation.run(files: [file], options: .test(threads: threads))
            #expect(report.sources[0].encoding.name == "UTF-8")
            #expect(report.sources[0].encoding.why.contains("damaged UTF-8"))
            let rows = report.rules.filter { $0.rule == "structure.broken-encoding" }
            #expect(rows.map(\.field) == [nil, "prs_FirstName"])
            #expect(rows.map(\.count) == [9, 3])
            #expect(rows.map(\.records) == [6, 3])
            #expect(report.records.rejected == 6)
            #expect(report.records.read == 3_006)
            let findings = report.findings.filter { $0.rule == "structure.broken-encoding" && $0.field == nil }
            #expect(
                findings.map(\.location.cell) == [
                    "A1002", "D1002", "D1003", "A2004", "D2004", "D2005", "A3006", "D3006", "D3007",
                ])
            #expect(findings.map(\.location.line) == [1002, 1002, 1003, 2004, 2004, 2005, 3006, 3006, 3007])
            #expect(findings.map(\.location.record) == [1001, 1001, 1002, 2003, 2003, 2004, 3005, 3005, 3006])
            #expect(
                findings.map(\.location.column) == ["id", "Note", "Note", "id", "Note", "Note", "id", "Note", "Note"])
            #expect(findings.allSatisfy { $0.severity == .error && $0.value == nil && $0.shape != nil })
            let few = try Validation.run(files: [file], options: .test(threads: threads) { $0.maxFindings = 2 })
            #expect(few.rules == report.rules)
            #expect(
                few.findings.filter { $0.rule == "structure.broken-encoding" && $0.field == nil }
                    == Array(findings.prefix(2)))
        }
    }

    @Test("an encoding that was given is believed, and what does not fit is told")
    func given() throws {
        let scratch = try Scratch()
        let bytes = Array("prs_FirstName,cas_Status,Note\nAna,Active,caf".utf8) + [0xE9, 0x0A]
        let file = try scratch.file("a.csv", bytes)
        let forced = try Validation.run(files: [file], options: .test { $0.encoding = "utf-8" })
        #expect(forced.count("structure.broken-encoding") == 1)
        #expect(forced.records.rejected == 1)
        let free = try Validation.run(files: [file], options: .test())
        #expect(free.sources[0].encoding.name == "Windows-1252" && free.records.rejected == 0)
    }

    @Test("columns that are dropped on purpose are not looked at")
    func dropped() throws {
        let scratch = try Scratch()
        let mapping = try scratch.file(
            "m.yaml", "mapping: m\ntitle: M\nstandard: \"2.0\"\nfields: {prs_FirstName: Name}\ndrop: {Note: private}\n")
        let file = try scratch.file("a.csv", Array("Name,Note,Rest\nAna,".utf8) + [0xE9, 0x2C, 0xE9, 0x0A])
        let report = try Validation.run(
            files: [file],
            options: .test {
                $0.mapping = mapping
                $0.encoding = "utf-8"
            })
        #expect(report.findings.filter { $0.rule == "structure.broken-encoding" }.map(\.location.column) == ["Rest"])
    }

    @Test("UTF-16 is known by its byte order mark")
    func utf16() throws {
        let scratch = try Scratch()
        let text = "prs_Gender,cas_Status\nFeminine,Active\n"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        let file = try scratch.file("a.csv", wide)
        let report = try Validation.run(files: [file], options: .test())
        #expect(report.sources[0].encoding.name == "UTF-16LE")
        #expect(report.sources[0].encoding.why == "byte order mark")
    }
}
