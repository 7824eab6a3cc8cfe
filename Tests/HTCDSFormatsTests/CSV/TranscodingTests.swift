import HTCDSCells
import HTCDSFormats
import TestSupport
import Testing

/// Text in another encoding gives the cells that it gives in UTF-8, wherever blocks end, and what is no text in it is
/// marked where it stands.
@Suite struct TranscodingTests {
    /// Written here by hand, so that the tests do not lean on what they test.
    static func wide(_ text: String, _ encoding: TextEncoding, marked: Bool) -> [UInt8] {
        let isBig = encoding == .utf16BigEndian || encoding == .utf32BigEndian
        func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
            let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
            return isBig ? little.reversed() : little
        }
        let text = marked ? "\u{FEFF}" + text : text
        if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
            return text.utf16.flatMap { bytes(UInt32($0), 2) }
        }
        return text.unicodeScalars.flatMap { bytes($0.value, 4) }
    }

    static let wideOnes: [TextEncoding] = [
        .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ]
    static let table =
        "id,Имя,\"Nguyễn, Thị\"\r\n1,\"é \"\"ệ\"\"\r\n𐍈\",😀\n2,\u{FFFD},ਊ\r3,上海 Ċഊ,\"\"\n\n4,Ω,end"

    @Test(arguments: wideOnes, [true, false])
    func readsTheSameAtEveryBoundary(_ encoding: TextEncoding, marked: Bool) throws {
        let bytes = Self.wide(Self.table, encoding, marked: marked)
        let expected = try CSVSheet.read(Self.table)
        #expect(expected.rows.count == 4)
        for given in [nil, encoding] {
            for (step, chunkSize) in [(1, 64), (2, 65), (3, 67), (7, 96), (Int.max, 512 * 1024)] {
                var options = CSVOptions(encoding: given)
                options.chunkSize = chunkSize
                options.doubtsEncoding = true
                let sheet = try CSVSheet.read(bytes, options, step: step, capacity: 3)
                try #require(sheet == expected, "step \(step) chunk \(chunkSize)")
            }
        }
        var tiny = CSVOptions(delimiter: 0x2C, encoding: encoding)
        for chunkSize in 4...24 {
            tiny.chunkSize = chunkSize
            try #require(try CSVSheet.read(bytes, tiny, step: 1, capacity: 2) == expected, "chunk \(chunkSize)")
        }
        let file = try CSVFile(MemoryByteSource(bytes))
        #expect(file.encoding == encoding)
        #expect(file.encodingWhy.hasPrefix(marked ? "byte order mark" : "no byte order mark"))
        #expect(file.header == ["id", "Имя", "Nguyễn, Thị"])
    }

    @Test func randomFilesInUTF16() throws {
        var numbers = SeededNumbers(state: 16)
        for _ in 0..<150 {
            let text = String(decoding: CSVChunkTests.randomFile(&numbers), as: UTF8.self)
            let expected = ReferenceCSV.read(Array(text.utf8), delimiter: 0x2C, columns: 3)
            let encoding = Self.wideOnes.randomElement(using: &numbers) ?? .utf16LittleEndian
            for chunkSize in [4, 17, 64, 4_096] {
                var options = CSVOptions.rowsOnly(chunkSize: chunkSize)
                options.encoding = encoding
                let step = Int.random(in: 1...9, using: &numbers)
                let bytes = Self.wide(text, encoding, marked: Bool.random(using: &numbers))
                let found = try? CSVSheet.read(bytes, options, step: step, capacity: 7, columns: 3)
                try #require(found == expected, "\(text.debugDescription) \(encoding.name) chunk \(chunkSize)")
            }
        }
    }

    @Test func utf16InEitherOrderByItsName() throws {
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            for marked in [true, false] {
                let file = try CSVFile(
                    MemoryByteSource(Self.wide("a,b\n1,é\n", encoding, marked: marked)),
                    options: CSVOptions(encoding: .utf16))
                #expect(file.encoding == encoding)
                #expect(file.encodingWhy == "given by --encoding")
                #expect(file.header == ["a", "b"])
            }
        }
    }

    @Test func whatTheUserSaysCounts() throws {
        let options = CSVOptions(encoding: .windows1252)
        let sheet = try CSVSheet.read([0xFF, 0xFE] + Array("a,b\n1,é\n".utf8), options)
        #expect(sheet.texts == [["1", "Ã©"]])
        let cyrillic = try #require(TextEncoding(name: "cp1251"))
        #expect(try CSVSheet.read([0x61, 0x0A, 0xDF], CSVOptions(encoding: cyrillic)).texts == [["Я"]])
    }

    @Test func fullOfNULIsNoText() throws {
        for bytes in [[UInt8](repeating: 0, count: 400), Array("ab\0\0\0\0\0\0cd\0\0\0\0".utf8)] {
            let error = #expect(throws: FormatError.self) { try CSVFile(MemoryByteSource(bytes)) }
            #expect(error?.code == .notWhatItClaims)
        }
        // A few are text like other text, and are kept.
        let kept = try CSVSheet.read("a,b\nx\0y,long enough\n")
        #expect(kept.rows.first?.cells[0] == Array("x\0y".utf8))
    }

    // MARK: Damage

    @Test(arguments: [1, 2, 5, Int.max])
    func marksLoneSurrogatesWhereTheyStand(step: Int) throws {
        var bytes = Self.wide("a,b\n1,é\n", .utf16LittleEndian, marked: true)
        bytes += [0x78, 0, 0x00, 0xD8, 0x2C, 0, 0xFD, 0xFF, 0x0A, 0]  // x, high surrogate, comma, U+FFFD of their own
        bytes += [0x00, 0xDC, 0x2C, 0, 0x79, 0, 0x0A, 0]
        bytes += Self.wide("2,3\n4,", .utf16LittleEndian, marked: false) + [0x35]
        let sheet = try CSVSheet.read(bytes, step: step)
        #expect(sheet.rows.map(\.broken) == [[], [0], [0], [], [1]])
        #expect(
            sheet.texts == [
                ["1", "é"], ["x\u{FFFD}", "\u{FFFD}"], ["\u{FFFD}", "y"], ["2", "3"], ["4", "\u{FFFD}"],
            ])
    }

    @Test func aCutCharacterDoesNotSwallowTheDelimiter() throws {
        let chinese = try #require(TextEncoding(name: "gbk"))
        // Half a character before a comma, before a line end and at the end of the file.
        let bytes =
            Array("a,b\n".utf8) + [0xD6, 0xD0, 0xD6, 0x2C, 0x31, 0x0A, 0x32, 0x2C, 0xCE, 0x0A, 0x33, 0x2C, 0xCE]
        for step in [1, 3, .max] {
            let sheet = try CSVSheet.read(bytes, CSVOptions(encoding: chinese), step: step)
            #expect(sheet.rows.map(\.broken) == [[0], [1], [1]])
            #expect(sheet.rows.map(\.width) == [2, 2, 2])
            #expect(sheet.rows[0][0] == "中\u{FFFD}")
        }
    }

    @Test func bytesThatNoLetterHasAreMarked() throws {
        let hebrew = try #require(TextEncoding(name: "windows-1255"))
        let sheet = try CSVSheet.read(Array("a\n".utf8) + [0xE0, 0x0A, 0xFC, 0x0A], CSVOptions(encoding: hebrew))
        #expect(sheet.rows.map(\.broken) == [[], [0]])
        #expect(sheet.texts == [["א"], ["\u{FFFD}"]])
    }

    @Test(arguments: 1...8)
    func vietnameseAccentsAreJoinedAcrossBlocks(step: Int) throws {
        let vietnamese = try #require(TextEncoding(name: "cp1258"))
        // e with circumflex and a dot below as two bytes; a letter is held back at the end of the file.
        let sheet = try CSVSheet.read(
            Array("a,b\nNguy".utf8) + [0xEA, 0xDE, 0x6E, 0x2C, 0xEA, 0x0A, 0x31, 0x2C, 0x61],
            CSVOptions(encoding: vietnamese), step: step)
        #expect(sheet.texts == [["Nguyễn", "ê"], ["1", "a"]])
        #expect(sheet.rows.allSatisfy { $0.broken.isEmpty })
    }

    @Test func damageIsOnTheRightLineAndRow() throws {
        var bytes = Self.wide("a,b\r\n", .utf16BigEndian, marked: true)
        for number in 1...3_000 {
            bytes += Self.wide("\(number),\"x\r\ny\"\r\n", .utf16BigEndian, marked: false)
            if number == 2_000 { bytes.replaceSubrange(bytes.count - 14..<bytes.count - 12, with: [0xDC, 0x00]) }
        }
        var options = CSVOptions()
        options.chunkSize = 1_000
        let damaged = try CSVSheet.read(bytes, options, step: 333).rows.filter { !$0.broken.isEmpty }
        #expect(damaged.map(\.row) == [2_001])
        #expect(damaged.map(\.line) == [4_000])
        #expect(damaged.map(\.broken) == [[1]])
    }

    // MARK: Names

    @Test func namesAsPeopleWriteThem() {
        for (name, wanted) in [
            ("UTF-16", "UTF-16"), ("utf16le", "UTF-16LE"), ("UTF_16BE", "UTF-16BE"), ("utf-32", "UTF-32"),
            ("cp1250", "Windows-1250"), ("WINDOWS-1251", "Windows-1251"), ("1256", "Windows-1256"),
            ("iso-8859-2", "ISO-8859-2"), ("ISO8859_15", "ISO-8859-15"), ("latin9", "ISO-8859-15"),
            ("latin5", "ISO-8859-9"), ("koi8-r", "KOI8-R"), ("KOI8U", "KOI8-U"), ("gb2312", "GB18030"),
            ("GBK", "GB18030"), ("shift-jis", "Shift_JIS"), ("sjis", "Shift_JIS"), ("euc-jp", "EUC-JP"),
            ("cp949", "EUC-KR"), ("big5", "Big5"), ("cp850", "CP850"),
        ] { #expect(TextEncoding(name: name)?.name == wanted, "\(name)") }
        for name in [
            "", " ", "-", "baudot", "UTF-8//IGNORE", "cp1251//TRANSLIT", "wchar_t", "internal", "cp037", "iso-8859-12",
            "utf-8\0", String(repeating: "x", count: 5_000),
        ] { #expect(TextEncoding(name: name) == nil, "\(name.prefix(20))") }
    }

    @Test func knownOnesAreFoundByTheirOwnNames() {
        let known = TextEncoding.known
        #expect(known.count > 30)
        for encoding in known { #expect(TextEncoding(name: encoding.name) == encoding) }
        #expect(Set(known.map(\.name)).count == known.count)
    }
}
