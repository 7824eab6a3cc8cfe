import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// Which encoding the bytes speak for, and what becomes of bytes that are not of it.
@Suite struct CSVEncodingTests {
    private func evidence(_ bytes: [UInt8], blocks: Int = .max) -> EncodingEvidence {
        var evidence = EncodingEvidence()
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, blocks == .max ? bytes.count : start + blocks)
            bytes[start..<end].withUnsafeBytes { evidence.add($0) }
            start = end
        }
        evidence.finish()
        return evidence
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, .max])
    func countsTheSameAtEveryBlockBorder(blocks: Int) throws {
        let text = evidence(Array("aé,ệ𐍈😀\nñ".utf8), blocks: blocks)
        #expect(text.multibyteSequences == 5)
        #expect(text.strayBytes == 0)
        #expect(text.verdict.encoding == .utf8)

        // Cut off sequences, overlong forms, surrogates, what no sequence starts with.
        let broken = evidence(
            [
                0xC3, 0x61, 0xE1, 0xBB, 0x61, 0xF0, 0x90, 0x8D, 0x61, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xFF, 0xC3, 0xA9,
                0xE1,
            ],
            blocks: blocks)
        #expect(broken.multibyteSequences == 1)
        #expect(broken.strayBytes == 13)
        #expect(broken.verdict.encoding == .windows1252)
    }

    @Test func countsLikeTheStandardLibraryOnRandomBytes() throws {
        var numbers = SeededNumbers(state: 11)
        let letters: [[UInt8]] = [
            [0x61], [0xC3, 0xA9], [0xE1, 0xBB, 0x87], [0xF0, 0x90, 0x8D, 0x88], [0xE1], [0x80], [0xF4],
        ]
        for _ in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...20, using: &numbers) {
                bytes += letters.randomElement(using: &numbers) ?? []
            }
            let whole = evidence(bytes)
            for blocks in 1...5 {
                let parts = evidence(bytes, blocks: blocks)
                try #require(parts.strayBytes == whole.strayBytes, "\(bytes)")
                try #require(parts.multibyteSequences == whole.multibyteSequences, "\(bytes)")
            }
            #expect((whole.strayBytes == 0) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }

    @Test func damagedUTF8IsNotTakenForWindows() throws {
        let verdict = evidence(Array("é, ệ, ñ".utf8) + [0xE9]).verdict
        #expect(verdict.encoding == .utf8)
        #expect(verdict.why.contains("damaged"))
        #expect(evidence([0x50, 0x72, 0xE9, 0x6E, 0x6F, 0x6D]).verdict.encoding == .windows1252)
    }

    @Test func readsASourceToItsEnd() throws {
        let bytes = Array(String(repeating: "é", count: 200_001).utf8)
        #expect(try EncodingEvidence(source: MemoryByteSource(bytes, step: 7_777)).multibyteSequences == 200_001)
    }

    // MARK: In a file

    private static let damaged: [UInt8] =
        Array("a,b\n1,é\n".utf8) + [0x78, 0xE9, 0x2C, 0x79, 0x0A] + Array("2,3\n".utf8)

    @Test func doubtsWhereAsked() throws {
        var options = CSVOptions()
        options.doubtsEncoding = true
        #expect(throws: EncodingDoubt.self) { try CSVSheet.read(Self.damaged, options) }
        #expect(try CSVSheet.read("a,b\n1,é\n", options).texts == [["1", "é"]])
    }

    @Test func doubtsAHeaderAsWell() throws {
        var options = CSVOptions()
        options.doubtsEncoding = true
        let bytes: [UInt8] = [0x50, 0x72, 0xE9, 0x6E, 0x6F, 0x6D] + Array(",b\n1,2\n".utf8)
        #expect(throws: EncodingDoubt.self) { try CSVFile(MemoryByteSource(bytes), options: options) }
        #expect(throws: EncodingDoubt.self) { try CSVFile(MemoryByteSource([0xE9, 0x0A] + bytes), options: options) }
        options.encoding = .windows1252
        #expect(try CSVFile(MemoryByteSource(bytes), options: options).header == ["Prénom", "b"])
    }

    @Test func marksBrokenCellsWhereNot() throws {
        let sheet = try CSVSheet.read(Self.damaged)
        #expect(sheet.rows.map(\.broken) == [[], [0], []])
        #expect(sheet.rows[1].cells[0] == [0x78, 0xE9])
        // Behind the grid too.
        let extra = try CSVSheet.read(Array("a\n1,ok,".utf8) + [0xE9, 0x0A])
        #expect(extra.rows[0].broken == [2])
    }

    @Test func marksAByteOrderMarkedFileRatherThanDoubtIt() throws {
        var options = CSVOptions()
        options.doubtsEncoding = true
        let sheet = try CSVSheet.read([0xEF, 0xBB, 0xBF] + Self.damaged, options)
        #expect(sheet.rows.map(\.broken) == [[], [0], []])
    }

    /// WHATWG Encoding Standard, index windows-1252.
    @Test func windows1252HasEveryByte() throws {
        var bytes = Array("a\n".utf8)
        for value in 0x80...0xFF { bytes += [UInt8(value), 0x78, 0x0A] }
        let sheet = try CSVSheet.read(bytes, CSVOptions(encoding: .windows1252))
        let scalars = sheet.rows.compactMap { $0[0].unicodeScalars.first?.value }
        let upper: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
            0x17D,
            0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153,
            0x9D,
            0x17E, 0x178,
        ]
        #expect(scalars == upper + (0xA0...0xFF).map { UInt32($0) })
        #expect(sheet.rows.allSatisfy { $0.broken.isEmpty })
    }

    @Test func encodingsHaveManyNames() {
        for name in ["utf-8", "UTF8", "utf_8", "utf-8-sig", "ascii"] { #expect(TextEncoding(name: name) == .utf8) }
        for name in ["cp1252", "Windows-1252", "latin1", "ISO-8859-1", "ANSI"] {
            #expect(TextEncoding(name: name) == .windows1252)
        }
        #expect(TextEncoding(name: "baudot") == nil)
    }
}
