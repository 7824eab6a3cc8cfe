import HTCDSCells
import HTCDSFormats
import Testing

/// What is found out before the first record: delimiter, byte order mark, header, first row of data.
@Suite struct CSVFileTests {
    @Test(arguments: [(",", 0x2C), (";", 0x3B), ("\t", 0x09), ("|", 0x7C)] as [(String, UInt8)])
    func findsTheDelimiter(delimiter: String, byte: UInt8) throws {
        let rows = [["name", "born", "note"], ["x", "1,5", "a; b"], ["y", "2,5", "\"q|q\tq,q;q\""], ["z", "3", ""]]
        let text = rows.map { row in
            row.map { $0.contains(delimiter) && !$0.hasPrefix("\"") ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
        }.joined(separator: "\n")
        let file = try CSVFile(MemoryByteSource(text))
        #expect(file.delimiter == byte)
        #expect(file.columns.map(\.name) == ["name", "born", "note"])
    }

    @Test func takesACommaWhereNothingTells() throws {
        #expect(try CSVFile(MemoryByteSource("name\nx\n")).delimiter == 0x2C)
        #expect(try CSVFile(MemoryByteSource("")).delimiter == 0x2C)
    }

    @Test func believesTheUserAboutTheDelimiter() throws {
        let sheet = try CSVSheet.read("a,b;c\n1,2;3\n", CSVOptions(delimiter: 0x3B))
        #expect(sheet.texts == [["1,2", "3"]])
    }

    @Test func dropsTheByteOrderMark() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("\"a\",b\n1,2\n".utf8)
        for step in [1, 2, 7, .max] {
            let file = try CSVFile(MemoryByteSource(bytes, step: step))
            #expect(file.columns.map(\.name) == ["a", "b"])
            #expect(file.encodingWhy == "byte order mark")
        }
        // In the middle it is a letter.
        #expect(try CSVSheet.read("a\n\u{FEFF}x\n").rows[0][0] == "\u{FEFF}x")
    }

    @Test(
        arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0]]
            as [[UInt8]])
    func readsUTF16OfAFewBytes(bytes: [UInt8]) throws {
        let file = try CSVFile(MemoryByteSource(bytes))
        #expect(file.encoding.name.hasPrefix("UTF-16"))
        #expect(file.header.first == "a")
    }

    // MARK: Small files

    @Test(arguments: ["", "\u{FEFF}"])
    func emptyFileHasNothing(text: String) throws {
        let file = try CSVFile(MemoryByteSource(text))
        #expect(file.columns.isEmpty)
        #expect(try file.nextChunk() == nil)
        #expect(try file.nextChunk() == nil)
    }

    @Test func oneByteIsAHeader() throws {
        let file = try CSVFile(MemoryByteSource("x"))
        #expect(file.header == ["x"])
        #expect(try file.nextChunk() == nil)
    }

    @Test(arguments: ["a,b", "a,b\n", "a,b\r\n", "a,b\r", "\n\n\na,b\n"])
    func headerAloneHasNoRecords(text: String) throws {
        let sheet = try CSVSheet.read(text)
        #expect(try CSVFile(MemoryByteSource(text)).header == ["a", "b"])
        #expect(sheet.rows.isEmpty && sheet.blankRows == 0)
    }

    @Test func oneColumn() throws {
        let sheet = try CSVSheet.read("a\n1\n\n\"2\"\n3")
        #expect(sheet.texts == [["1"], ["2"], ["3"]])
    }

    // MARK: Header

    @Test func headerIsTheFirstRowWithText() throws {
        let sheet = try CSVSheet.read("\n,,\na,b\n1,2\n")
        #expect(sheet.texts == [["1", "2"]])
        #expect(sheet.rows[0].line == 4)
        #expect(sheet.rows[0].row == 4)
    }

    @Test func headerRowIsCountedInRowsAndDataInLines() throws {
        let text = "\"title\r\nof\rtwo more lines\"\r\n\na,b\n\"hint\n\",\n1,2\n"
        let options = CSVOptions(headerRow: 3)
        let file = try CSVFile(MemoryByteSource(text), options: options)
        #expect(file.header == ["a", "b"])
        #expect(file.firstLine == 6)
        #expect(file.firstRow == 4)
        var later = options
        later.dataRow = 5
        let sheet = try CSVSheet.read(text, later)
        #expect(sheet.texts == [["1", "2"]])
        #expect(sheet.rows[0].line == 8)
        #expect(sheet.rows[0].row == 5)
    }

    @Test(arguments: [4, 16, 100, 512 * 1024])
    func headerAndDataMayStandFarBehind(chunkSize: Int) throws {
        var options = CSVOptions(delimiter: 0x2C, headerRow: 400)
        options.dataRow = 800
        options.chunkSize = chunkSize
        let text = (1...900).map { "row \($0),\"\r\n\"\r\n" }.joined()
        let file = try CSVFile(MemoryByteSource(text), options: options)
        #expect(file.header == ["row 400", "\r\n"])
        #expect(file.firstRow == 800)
        #expect(file.firstLine == 1_599)
        let sheet = try CSVSheet.read(Array(text.utf8), options)
        #expect(sheet.rows.count == 101)
        #expect(sheet.rows.first?[0] == "row 800")
        #expect(sheet.rows.last?.line == 1_799)
    }

    @Test func headerBehindTheEndIsNone() throws {
        let file = try CSVFile(MemoryByteSource("a,b\n1,2\n"), options: CSVOptions(headerRow: 9))
        #expect(file.columns.isEmpty)
        #expect(try file.nextChunk() == nil)
    }

    @Test func withoutHeaderTheFirstRowIsData() throws {
        var options = CSVOptions()
        options.hasNoHeader = true
        let file = try CSVFile(MemoryByteSource("\n1,2\n3,4\n"), options: options)
        #expect(file.columns.map(\.name) == [nil, nil])
        #expect(file.header == ["1", "2"])
        let sheet = try CSVSheet.read("\n1,2\n3,4\n", options)
        #expect(sheet.texts == [["1", "2"], ["3", "4"]])
        #expect(sheet.rows.map(\.line) == [2, 3])
    }

    @Test func equalHeadersAreNumbered() throws {
        let file = try CSVFile(MemoryByteSource("Name, name ,,e\u{301}t\u{E9},NAME,\u{E9}te\u{301},\"\"\n"))
        #expect(file.columns.map(\.occurrence) == [1, 2, 1, 1, 3, 2, 1])
        #expect(file.columns.map(\.name) == ["Name", " name ", nil, "e\u{301}t\u{E9}", "NAME", "\u{E9}te\u{301}", nil])
    }

    @Test func twentyThousandColumnsOnTheSecondRow() throws {
        let names = (0..<20_000).map { "column \($0)" }
        let values = (0..<20_000).map(String.init)
        let text = "a title\n" + names.joined(separator: ",") + "\r\n" + values.joined(separator: ",") + "\r\n"
        let options = CSVOptions(delimiter: 0x2C, headerRow: 2)
        let file = try CSVFile(MemoryByteSource(text), options: options)
        #expect(file.header == names)
        let sheet = try CSVSheet.read(Array(text.utf8), options, capacity: 2)
        #expect(sheet.texts == [values])
        #expect(sheet.rows[0].line == 3)
    }
}
