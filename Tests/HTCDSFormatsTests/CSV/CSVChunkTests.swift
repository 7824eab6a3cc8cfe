import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// What a file is read as depends neither on how its bytes arrive nor on where chunks and batches end.
@Suite struct CSVChunkTests {
    /// Letters that meet each other in every order: quotes, delimiters, line ends, UTF-8 of one to four bytes.
    static let alphabets: [[String]] = [
        ["\"", "\"", "\"", ",", ",", "\n", "\r", "\r\n", "a", "b", " ", "é", "ệ", "𐍈", ";"],
        ["\"", ",", "\r", "x", "yz"],
        ["\"", "\"", "\n", "\r", "x"],
        ["\"", ",", "\n", "xxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyy", "zzzzzzzzzzzzzzzzz"],
        ["\"a,b\"", "\"a\"\"b\"", "\"\"", "\"\r\n\"", "c", ",", "\r\n", "\n"],
    ]

    static let withBackslashes: [[String]] = [
        ["\"", "\"", "\"", "\\", "\\", "\\\"", ",", ",", "\n", "\r", "\r\n", "a", "b"],
        ["\"", "\\", ",", "\r", "x"],
        ["\"a\\\"b\"", "\"\\\\\"", "\"\\", "\"", ",", "\n", "\\n"],
    ]

    static func randomFile(_ numbers: inout SeededNumbers, of alphabets: [[String]] = alphabets) -> [UInt8] {
        let alphabet = alphabets.randomElement(using: &numbers) ?? []
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...90, using: &numbers) {
            bytes += Array((alphabet.randomElement(using: &numbers) ?? "").utf8)
        }
        // Half of the files are repaired, so that not too many end inside a quote.
        if Bool.random(using: &numbers), ReferenceCSV.read(bytes, delimiter: 0x2C, columns: 1) == nil {
            bytes.append(0x22)
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func readsTheSameAtEveryBoundary(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(seed))
        var (whole, unclosed) = (0, 0)
        for _ in 0..<120 {
            let bytes = Self.randomFile(&numbers)
            let columns = Int.random(in: 1...4, using: &numbers)
            let expected = ReferenceCSV.read(bytes, delimiter: 0x2C, columns: columns)
            for step in [1, 7, .max] {
                for capacity in [1, 7, 2_048] {
                    let chunkSize = Bool.random(using: &numbers) ? Int.random(in: 16...64, using: &numbers) : 512 * 1024
                    let note: Comment = "\(String(decoding: bytes, as: UTF8.self).debugDescription) chunk \(chunkSize)"
                    let options = CSVOptions.rowsOnly(chunkSize: chunkSize)
                    let found = try? CSVSheet.read(bytes, options, step: step, capacity: capacity, columns: columns)
                    try #require(found == expected, note)
                }
            }
            for chunkSize in [4, 16, 17, 23, 64] {
                let note: Comment = "\(String(decoding: bytes, as: UTF8.self).debugDescription) chunk \(chunkSize)"
                let options = CSVOptions.rowsOnly(chunkSize: chunkSize)
                let found = try? CSVSheet.readChunks(bytes, options, capacity: 5, columns: columns)
                try #require(found == expected, note)
            }
            if expected == nil { unclosed += 1 } else { whole += 1 }
        }
        // Neither kind may vanish, or the test would test half of what it says.
        #expect(whole > 40 && unclosed > 5)
    }

    @Test(arguments: 0..<8)
    func readsBackslashesTheSameAtEveryBoundary(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(1_000 + seed))
        var (whole, unclosed, differing) = (0, 0, 0)
        for _ in 0..<120 {
            let bytes = Self.randomFile(&numbers, of: Self.withBackslashes)
            let columns = Int.random(in: 1...4, using: &numbers)
            let expected = ReferenceCSV.read(bytes, delimiter: 0x2C, columns: columns, hasBackslashes: true)
            let note: Comment = "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
            for chunkSize in [4, 16, 17, 23, 64, 512 * 1024] {
                var options = CSVOptions.rowsOnly(chunkSize: chunkSize)
                options.escape = .backslash
                let found = try? CSVSheet.read(bytes, options, step: 7, capacity: 7, columns: columns)
                try #require(found == expected, note)
                let chunked = try? CSVSheet.readChunks(bytes, options, capacity: 5, columns: columns)
                try #require(chunked == expected, note)
            }
            if expected == nil { unclosed += 1 } else { whole += 1 }
            if expected != ReferenceCSV.read(bytes, delimiter: 0x2C, columns: columns) { differing += 1 }
        }
        #expect(whole > 40 && unclosed > 5 && differing > 20)
    }

    /// Rows that may be a footer wait for what follows; what is found does not depend on where chunks end.
    @Test(arguments: 0..<6)
    func findsTheSameFooterAtEveryBoundary(seed: Int) throws {
        var numbers = SeededNumbers(state: UInt64(2_000 + seed))
        let lines = [
            "1,2,3", "a", "", ",,", "\"a\"", "Copyright", "Total,,3", "x,\"y", "z\",1", "\"long", "er\"", "(3 rows)",
            "b,,",
        ]
        var footers = 0
        for _ in 0..<150 {
            var text = "h,i,j\n"
            for _ in 0..<Int.random(in: 1...30, using: &numbers) {
                text += (lines.randomElement(using: &numbers) ?? "") + (Bool.random(using: &numbers) ? "\n" : "\r\n")
            }
            // Longer than any footer may be.
            if Int.random(in: 0..<8, using: &numbers) == 0 {
                text += String(repeating: "a\n", count: 70) + "Copyright\n"
            }
            if Int.random(in: 0..<4, using: &numbers) == 0 { text.removeLast() }
            func read(_ chunkSize: Int) throws -> (sheet: CSVSheet, over: CSVFile.PassedOver)? {
                var options = CSVOptions(delimiter: 0x2C, headerRow: 1)
                options.chunkSize = chunkSize
                let reader = try CSVReader(MemoryByteSource(text), options: options)
                let batch = CellBatch(columnCount: 3, recordCapacity: 9, arena: ByteArena(capacity: 64))
                var sheet = CSVSheet()
                do { while try reader.read(into: batch) { sheet.take(batch) } } catch is FormatError { return nil }
                return (sheet, reader.file.passedOver)
            }
            let expected = try read(512 * 1024)
            footers += expected?.over.footers ?? 0
            for chunkSize in [4, 16, 23, 64, 100, 333] {
                let found = try read(chunkSize)
                try #require(found?.sheet == expected?.sheet, "\(text.debugDescription) chunk \(chunkSize)")
                try #require(found?.over == expected?.over, "\(text.debugDescription) chunk \(chunkSize)")
            }
        }
        #expect(footers > 50)
    }

    /// Short files, all of them.
    @Test(arguments: [4, 5, 16])
    func readsEveryShortFileTheSame(chunkSize: Int) throws {
        let letters: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61]
        for length in 1...5 {
            var digits = [Int](repeating: 0, count: length)
            while true {
                let bytes = digits.map { letters[$0] }
                let found = try? CSVSheet.read(bytes, .rowsOnly(chunkSize: chunkSize), capacity: 3, columns: 2)
                let expected = ReferenceCSV.read(bytes, delimiter: 0x2C, columns: 2)
                try #require(found == expected, "\(bytes)")
                var place = 0
                while place < length, digits[place] == letters.count - 1 {
                    digits[place] = 0
                    place += 1
                }
                if place == length { break }
                digits[place] += 1
            }
        }
    }

    /// What belongs together stands at every distance from the start of some chunk.
    @Test(arguments: 4...40)
    func cutsThroughEveryPairOfBytes(chunkSize: Int) throws {
        for length in 1...24 {
            let x = String(repeating: "x", count: length)
            for text in [
                "\(x),1\r\n2,3\r\n", "1,\(x)\r\"2\",3\r", "1,\"\(x)\"\"\"\n2,3\n", "1,\"\(x)\",2\n\"3\",4\n",
                "\"\(x)\r\n\r\",1\n2,3", "\(x)\"\",1\n\"\",2\n", "\(x),é\n𐍈,\(x)\n", "\"\"\"\(x)\",1\n,\"\"\n2,3",
            ] {
                let bytes = Array(text.utf8)
                let found = try CSVSheet.read(bytes, .rowsOnly(chunkSize: chunkSize), columns: 2)
                let expected = ReferenceCSV.read(bytes, delimiter: 0x2C, columns: 2)
                try #require(found == expected, "\(text.debugDescription)")
            }
        }
    }

    @Test func readsWindows1252TheSameAtEveryBoundary() throws {
        var bytes: [UInt8] = []
        for value in 0x80...0xFF { bytes += [0x61, 0x2C, UInt8(value), UInt8(value), 0x0D, 0x0A] }
        var options = CSVOptions.rowsOnly()
        options.encoding = .windows1252
        let expected = try CSVSheet.read(bytes, options)
        #expect(expected.rows.count == 128)
        #expect(expected.rows[0x14].texts == ["a", "””"])
        for chunkSize in [4, 16, 31, 64] {
            options.chunkSize = chunkSize
            #expect(try CSVSheet.read(bytes, options, step: 3, capacity: 7) == expected)
        }
    }

    @Test func keepsToChunksOfTheSizeAskedFor() throws {
        for line in ["\n", "\r", "\r\n"] {
            let text = String(repeating: "1,2,3" + line, count: 1_000)
            let file = try CSVFile(MemoryByteSource(Array(text.utf8)), options: .rowsOnly(chunkSize: 64))
            var chunks = 0
            var longest = 0
            while let chunk = try file.nextChunk() {
                chunks += 1
                longest = max(longest, chunk.arena.count)
            }
            #expect(longest <= 64)
            #expect(chunks >= text.utf8.count / 64)
            #expect(try file.nextChunk() == nil)
        }
    }
}
