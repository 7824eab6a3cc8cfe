import HTCDSCells
import HTCDSFormats
import Testing

@Suite("One JSON object a line")
struct JSONLinesTests {
    static let text = """
        {"a":1,"b":"x"}
        {"a":2,"b":

        {"a":3,"b":"y","b":"y2"} \r
          \t
        {"a":4} trailing
        [1]
        {"a":5,"a":5,"c":"\\q"}
        {"a":6,"d":{"e":[7,8]}}
        """

    private func read(
        _ bytes: [UInt8], step: Int = .max, capacity: Int = 64, limits: JSONLimits = .standard
    ) -> (all: JSONRead, error: FormatError?, rejected: [(line: Int, message: String)], texts: [String]) {
        let reader = JSONRecordReader(lines: MemoryByteSource(bytes, step: step), wanted: ["a"], limits: limits)
        var texts: [String] = []
        reader.onRejectedLine = { line, message, text in
            texts.append("\(line): \(text.makeString())")
            #expect(!message.isEmpty)
        }
        let (all, error) = drain(reader, capacity: capacity, width: 2)
        #expect(reader.rejectedLineCount == texts.count)
        return (all, error, reader.rejectedLines, texts)
    }

    @Test("a broken line is refused alone, with its number and its text", arguments: [1, 7, Int.max], [1, 2_048])
    func brokenLines(step: Int, capacity: Int) {
        let found = read(Array(Self.text.utf8), step: step, capacity: capacity)
        #expect(found.error == nil)
        #expect(found.all.records.map { $0.map(\.text) } == [["1", "x"], ["3", "y", "y2"], ["6", "7", "8"]])
        #expect(found.all.lines == [1, 4, 9])
        #expect(found.all.rows == [1, 3, 7])
        #expect(found.all.blank == 2)
        #expect(found.all.duplicateKeys == 1)
        #expect(found.rejected.map(\.line) == [2, 6, 7, 8])
        #expect(
            found.texts == [
                "2: {\"a\":2,\"b\":", "6: {\"a\":4} trailing", "7: [1]", "8: {\"a\":5,\"a\":5,\"c\":\"\\q\"}",
            ])
        #expect(found.all.records[2].map(\.pointer) == ["/a", "/d/e", "/d/e"])
    }

    @Test("a text that was cut off loses its last line only")
    func truncation() {
        let bytes = Array("{\"a\":1}\n{\"a\":2,\"b\":[3,\"é\\n\"]}\n".utf8)
        for count in 9..<bytes.count - 1 {
            for step in [1, Int.max] {
                let found = read(Array(bytes[..<count]), step: step)
                #expect(found.error == nil)
                #expect(found.all.records.count == 1)
                #expect(found.rejected.map(\.line) == [2])
            }
        }
        #expect(read(Array(bytes.dropLast())).all.records.count == 2)
        #expect(read(bytes).all.blank == 0)
        #expect(read([]).error?.code == .notWhatItClaims)
        #expect(read(Array("\u{FEFF}{\"a\":1}".utf8)).all.records.count == 1)
    }

    @Test("lines longer than the window, and longer than allowed", arguments: [70_001, Int.max])
    func longLines(step: Int) {
        var limits = JSONLimits.standard
        limits.recordBytes = 600_000
        let long = String(repeating: "é", count: 280_000)
        let tooLong = String(repeating: "x", count: 700_000)
        let text = "{\"a\":1}\n{\"a\":\"\(long)\"}\n{\"a\":\"\(tooLong)\"}\n{\"a\":2}\n{\"a\":\"\(tooLong)\(tooLong)"
        let found = read(Array(text.utf8), step: step, limits: limits)
        #expect(found.error == nil)
        #expect(found.all.records.map { $0[0].text.utf8.count } == [1, 560_000, 1])
        #expect(found.all.lines == [1, 2, 4])
        #expect(found.rejected.map(\.line) == [3, 5])
        #expect(found.texts.allSatisfy { $0.utf8.count > 600_000 })
    }

    @Test("ten million brackets in a line refuse the line")
    func depthBomb() {
        let bomb = String(repeating: "{\"a\":[", count: 1_000_000)
        let found = read(Array("\(bomb)\n{\"a\":1}\n".utf8))
        #expect(found.all.records.count == 1)
        #expect(found.rejected.count == 1)
    }

    @Test("all are counted, some are kept; what the observer throws ends the reading")
    func counting() {
        let reader = JSONRecordReader(lines: MemoryByteSource(String(repeating: "canary\n", count: 5_000)))
        #expect(drain(reader).error == nil)
        #expect(reader.rejectedLineCount == 5_000)
        #expect(reader.rejectedLines.count == JSONRecordReader.rejectedLinesKept)
        #expect(reader.rejectedLines.allSatisfy { !$0.message.contains("canary") })
        let stopped = JSONRecordReader(lines: MemoryByteSource("{\"a\":1}\nx\n{\"a\":2}\n"))
        stopped.onRejectedLine = { _, _, _ in throw FormatError(.inputOutput, "The disk is full.") }
        let (all, error) = drain(stopped)
        #expect(all.records.count == 1)
        #expect(error?.code == .inputOutput)
    }
}
