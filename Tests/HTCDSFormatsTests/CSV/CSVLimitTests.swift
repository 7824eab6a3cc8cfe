import HTCDSCells
import HTCDSFormats
import Testing

/// Records that are too long, and quotes that never close: refused on the right line, in bounded memory.
@Suite struct CSVLimitTests {
    /// A source without end, which counts what was taken from it.
    private final class EndlessSource: ByteSource {
        private let begin: [UInt8]
        private let filling: UInt8
        private(set) var taken = 0
        init(_ begin: String, filling: String) {
            self.begin = Array(begin.utf8)
            self.filling = filling.utf8.first ?? 0
        }
        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            for index in 0..<buffer.count {
                buffer[index] = taken + index < begin.count ? begin[taken + index] : filling
            }
            taken += buffer.count
            return buffer.count
        }
    }

    private func fault(_ source: any ByteSource, _ options: CSVOptions) throws -> FormatError? {
        #expect(throws: FormatError.self) {
            let reader = try CSVReader(source, options: options)
            let batch = CellBatch(columnCount: 2, recordCapacity: 4, arena: ByteArena(capacity: 64))
            while try reader.read(into: batch) {}
        }
    }

    @Test(arguments: [16, 64, 512 * 1024])
    func quoteThatNeverClosesIsRefusedOnItsLine(chunkSize: Int) throws {
        var options = CSVOptions(delimiter: 0x2C)
        options.chunkSize = chunkSize
        for (text, line) in [
            ("a,b\n1,2\n3,\"4\n5,6\n7,8\n", 3), ("a,b\r1,2\r3,\"4\r5,6\r", 3),
            ("a,b\r\n1,2\r\n\"x\r\n\",\"4\r\n5,6\r\n", 4),
            ("a,b\n1,2\n3,4\n\"", 4), ("\"a,b\n1,2\n", 1), ("a,\"b\n\",\"c\n1,2\n", 2), ("a,b\n\"x\"\"", 2),
            ("a,b\n1,\"\"\"", 2),
        ] {
            let error = try fault(MemoryByteSource(text), options)
            #expect(error?.code == .notWhatItClaims, "\(text.debugDescription)")
            #expect(error?.location?.line == line, "\(text.debugDescription)")
        }
    }

    @Test func everythingBeforeTheOpenQuoteIsReadFirst() throws {
        var options = CSVOptions(delimiter: 0x2C)
        options.chunkSize = 32
        let text =
            "a,b\n" + String(repeating: "1,2\n", count: 100) + "\"3,4\n5,6\n" + String(repeating: "7,8\n", count: 50)
        let reader = try CSVReader(MemoryByteSource(text), options: options)
        let batch = CellBatch(columnCount: 2, recordCapacity: 4, arena: ByteArena(capacity: 64))
        var records = 0
        let error = #expect(throws: FormatError.self) {
            while try reader.read(into: batch) { records += batch.recordCount }
        }
        #expect(records >= 96 && records <= 100)
        #expect(error?.location?.line == 102)
    }

    @Test(arguments: [nil, .windows1252] as [TextEncoding?])
    func openQuoteEndsTheReadingAtTheLimit(encoding: TextEncoding?) throws {
        var options = CSVOptions(delimiter: 0x2C, encoding: encoding)
        options.chunkSize = 1_000
        options.longestRecord = 50_000
        for (begin, line) in [("a,b\n1,2\n3,\"4\n", 3), ("a,\"b\n", 1)] {
            let source = EndlessSource(begin, filling: "x")
            let error = try fault(source, options)
            #expect(error?.code == .notWhatItClaims)
            #expect(error?.location?.line == line)
            #expect(source.taken < 60_000)
        }
    }

    @Test func rowWithoutEndIsBeyondLimits() throws {
        var options = CSVOptions(delimiter: 0x2C)
        options.chunkSize = 1_000
        options.longestRecord = 50_000
        for (begin, line) in [("a,b\n1,2\n3,4", 3), ("a,b", 1)] {
            let source = EndlessSource(begin, filling: ",")
            let error = try fault(source, options)
            #expect(error?.code == .beyondLimits)
            #expect(error?.location?.line == line)
            #expect(source.taken < 60_000)
        }
    }

    @Test func recordUpToTheLimitIsRead() throws {
        var options = CSVOptions.rowsOnly(chunkSize: 64)
        options.longestRecord = 4_000
        let long = String(repeating: "x", count: 3_900)
        let sheet = try CSVSheet.read("a,b\n1,\"\(long)\"\n2,3\n", options)
        #expect(sheet.texts == [["a", "b"], ["1", long], ["2", "3"]])
        let longer = String(repeating: "x", count: 4_100)
        #expect(try fault(MemoryByteSource("a,b\n1,\(longer)\n2,3\n"), options)?.code == .beyondLimits)
    }

    @Test func cellOfEightMebibytes() throws {
        let block = Array("0123456\"\"\r\n\u{E9},x".utf8)
        var bytes = Array("a,b\n1,\"".utf8)
        while bytes.count < 8 << 20 { bytes += block }
        let blocks = (bytes.count - 7) / block.count
        bytes += Array("\"\n2,3\n".utf8)
        let sheet = try CSVSheet.read(bytes)
        #expect(sheet.rows.count == 2)
        #expect(sheet.rows[0].cells[1]?.count == blocks * (block.count - 1))
        #expect(sheet.rows[0].cells[1]?.prefix(14).elementsEqual("0123456\"\r\n\u{E9},x".utf8) == true)
        #expect(sheet.rows[1].texts == ["2", "3"])
        #expect(sheet.rows[1].line == 3 + blocks)
        #expect(sheet.rows[1].row == 3)
    }

    @Test func messagesHoldNothingFromTheFile() throws {
        let error = try fault(MemoryByteSource("a,b\nSecretName,\"SecretTown\n"), CSVOptions())
        #expect(error?.description.contains("Secret") == false)
    }
}
