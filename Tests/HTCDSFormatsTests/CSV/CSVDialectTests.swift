import HTCDSCells
import HTCDSFormats
import Testing

/// What programs write into a CSV besides its table, and headers as people leave them.
@Suite struct CSVDialectTests {
    // MARK: The line that names the delimiter

    @Test(arguments: [
        ("sep=;\r\na;b,c\r\n1;2\r\n", UInt8(0x3B)), ("SEP=|\na|b\n1|2\n", 0x7C), ("sep=\t\ra\tb\r1\t2\r", 0x09),
        ("\"sep=,\"\na,b\n1,2\n", 0x2C), ("sep=^\na^b\n1^2\n", 0x5E), ("\u{FEFF}sep=;\na;b\n1;2\n", 0x3B),
    ])
    func delimiterLine(_ text: String, _ delimiter: UInt8) throws {
        for chunkSize in [4, 5, 6, 7, 8, 16, 512 * 1024] {
            var options = CSVOptions()
            options.chunkSize = chunkSize
            let file = try CSVFile(MemoryByteSource(text), options: options)
            #expect(file.delimiter == delimiter)
            #expect(file.header.count == 2)
            // No row for a spreadsheet, but a line for an editor.
            #expect((file.firstLine, file.firstRow) == (3, 2))
            let sheet = try CSVSheet.read(text, options)
            #expect(sheet.texts == [["1", "2"]])
        }
    }

    @Test func delimiterLineIsTakenOffWhateverTheUserSays() throws {
        let file = try CSVFile(MemoryByteSource("sep=;\na|b;c\n"), options: CSVOptions(delimiter: 0x7C, headerRow: 1))
        #expect(file.header == ["a", "b;c"])
    }

    @Test(arguments: [
        "sep=;x\n1;2\n", "sep=\n1\n", "sepal;b\n1;2\n", "sep=ab;c\n1;2\n", "sep=1\n2\n", "\"sep=;\n1\"\n2\n", "s", "\"",
    ])
    func otherFirstLinesAreData(_ text: String) throws {
        var options = CSVOptions.rowsOnly(delimiter: 0x3B)
        options.chunkSize = 4
        let file = try? CSVFile(MemoryByteSource(text), options: options)
        #expect(file?.firstLine ?? 1 == 1)
        #expect(file == nil || file?.header.first?.hasPrefix("s") == true)
    }

    @Test func nothingBehindTheDelimiterLine() throws {
        for text in ["sep=;", "sep=;\n", "sep=;\r\n"] {
            let file = try CSVFile(MemoryByteSource(text))
            #expect(file.header.isEmpty)
            #expect(try file.nextChunk() == nil)
        }
    }

    // MARK: Blank rows

    @Test func rowsOfBlanksAreBlankRows() throws {
        let sheet = try CSVSheet.read("a,b\n1,2\n ,\t\n\u{A0},\"  \"\n,,\n   \n x,\n, ,far\n")
        #expect(sheet.texts == [["1", "2"], [" x", ""], ["", " ", "far"]])
        #expect(sheet.blankRows == 4)
        #expect(sheet.rows.map(\.row) == [2, 7, 8])
    }

    @Test func blanksAboveTheHeaderAreNoHeader() throws {
        let file = try CSVFile(MemoryByteSource(" ,\n\u{A0}\na,b\n1,2\n"))
        #expect(file.header == ["a", "b"])
        #expect(file.firstRow == 4)
    }

    // MARK: Headers

    @Test func headersThatAreEqualEmptyOrInvisible() throws {
        // Composed and decomposed; zero-width space, byte order mark and no-break space.
        let file = try CSVFile(MemoryByteSource("é,e\u{301},É,,\u{200B},\u{A0},\u{FEFF}x,x,x\n1\n"))
        #expect(file.header.count == 9)
        #expect(file.columns.count == 9)
        #expect(file.columns.map(\.number) == Array(0..<9))
        let twins = file.columns[0...1].map(\.occurrence)
        #expect(twins == [1, 2])
        #expect(file.columns[3].name == nil)
        #expect(file.columns[5].name == nil)
        #expect(file.columns[8].occurrence > file.columns[7].occurrence)
    }

    // MARK: Sizes

    @Test(.timeLimit(.minutes(5))) func hundredThousandColumns() throws {
        let width = 100_000
        let header = (0..<width).map { "column \($0)" }.joined(separator: ",")
        let row = (0..<width).map { String($0) }.joined(separator: ",")
        let reader = try CSVReader(MemoryByteSource(header + "\n" + row + "\n" + row + "\n"))
        #expect(reader.columns.count == width)
        let batch = CellBatch(columnCount: width, recordCapacity: 2, arena: ByteArena(capacity: 64))
        var ends: [String] = []
        while try reader.read(into: batch) {
            for record in 0..<batch.recordCount {
                #expect(batch.position(record).width == UInt32(width))
                ends.append(batch.bytes(batch.cell(record: record, column: width - 1)).makeString())
            }
        }
        #expect(ends == ["99999", "99999"])
    }

    /// Quoted, in UTF-16: everything that could keep it twice too often is on its way.
    @Test(.timeLimit(.minutes(5))) func cellOfFiftyMegabytes() throws {
        // A letter whose two bytes are alike, and are three in UTF-8.
        let count = 17_000_000
        var bytes = TranscodingTests.wide("a,b\n1,\"", .utf16LittleEndian, marked: true)
        bytes += [UInt8](repeating: 0x78, count: 2 * count)
        bytes += TranscodingTests.wide("\"\n2,3\n", .utf16LittleEndian, marked: false)
        let reader = try CSVReader(MemoryByteSource(bytes))
        let batch = CellBatch(columnCount: 2, recordCapacity: 4, arena: ByteArena(capacity: 64))
        var lengths: [Int] = []
        while try reader.read(into: batch) {
            for record in 0..<batch.recordCount {
                lengths.append(batch.bytes(batch.cell(record: record, column: 1)).count)
            }
        }
        #expect(lengths == [3 * count, 1])
    }
}
