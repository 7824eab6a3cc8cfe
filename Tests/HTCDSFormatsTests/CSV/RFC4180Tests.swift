import HTCDSCells
import HTCDSFormats
import Testing

/// RFC 4180, section 2, "Definition of the CSV Format", rule by rule, with the RFC's own examples; then what real files
/// do beyond it.
@Suite struct RFC4180Tests {
    private func texts(_ text: String) throws -> [[String]] { try CSVSheet.read(text, .rowsOnly(delimiter: nil)).texts }

    @Test func section2Rule1EachRecordOnItsOwnLine() throws {
        #expect(try texts("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
    }

    @Test func section2Rule2LastLineNeedsNoLineEnd() throws {
        #expect(try texts("aaa,bbb,ccc\r\nzzz,yyy,xxx") == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
    }

    @Test func section2Rule3OptionalHeader() throws {
        let text = "field_name,field_name2,field_name3\r\naaa,bbb,ccc\r\n"
        let file = try CSVFile(MemoryByteSource(text))
        #expect(file.columns.map(\.name) == ["field_name", "field_name2", "field_name3"])
        #expect(file.columns.map(\.number) == [0, 1, 2])
        #expect(try CSVSheet.read(text).texts == [["aaa", "bbb", "ccc"]])
        #expect(try texts(text).count == 2)
    }

    @Test func section2Rule4SpacesBelongToTheCell() throws {
        #expect(try texts(" aaa, bbb ,ccc \r\n") == [[" aaa", " bbb ", "ccc "]])
    }

    @Test func section2Rule5QuotesAreNotPartOfTheCell() throws {
        let sheet = try CSVSheet.read("\"aaa\",bbb,\"ccc\"\r\n", .rowsOnly())
        #expect(sheet.texts == [["aaa", "bbb", "ccc"]])
        #expect(sheet.rows[0].quoted == [0, 2])
    }

    @Test func section2Rule6LineEndsAndCommasInQuotes() throws {
        #expect(
            try texts("\"aaa\",\"b CRLF\r\nbb\",\"c,c\"\r\nzzz,yyy,xxx")
                == [["aaa", "b CRLF\r\nbb", "c,c"], ["zzz", "yyy", "xxx"]])
    }

    @Test func section2Rule7DoubledQuotes() throws {
        #expect(try texts("\"aaa\",\"b\"\"bb\",\"ccc\"") == [["aaa", "b\"bb", "ccc"]])
        #expect(try texts("\"\"\"\",\"\"\"\"\"\",x") == [["\"", "\"\"", "x"]])
        #expect(try texts("\"\"\"a\",\"a\"\"\"") == [["\"a", "a\""]])
    }

    // MARK: Beyond the RFC

    @Test func quoteInAnUnquotedCellIsALetter() throws {
        #expect(try texts("5\" pipe,a\"b\"c\nx,y\n") == [["5\" pipe", "a\"b\"c"], ["x", "y"]])
        #expect(try texts(" \"a\",b\n") == [[" \"a\"", "b"]])
    }

    @Test func textBehindAClosingQuoteIsKept() throws {
        #expect(try texts("\"a\" tail,\"b\"c\"d\",e\n") == [["a tail", "bc\"d\"", "e"]])
        // The doubled quote is undone before the tail is moved up to it.
        #expect(try texts("\"a\"\"\"x,y\n") == [["a\"x", "y"]])
    }

    @Test func emptyCellsAreThere() throws {
        let sheet = try CSVSheet.read("a,,\"\",\n,,,x\n", .rowsOnly())
        #expect(sheet.rows.map(\.width) == [4, 4])
        #expect(sheet.rows[0].quoted == [2])
        #expect(sheet.rows[0].cells.keys.sorted() == [0])
        #expect(sheet.rows[1].cells.keys.sorted() == [3])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func lineEndsOfEveryKind(end: String) throws {
        let text = ["a,b", "1,\"2\(end)3\"", "", "4,5"].joined(separator: end) + end
        let sheet = try CSVSheet.read(text)
        #expect(sheet.texts == [["1", "2\(end)3"], ["4", "5"]])
        #expect(sheet.rows.map(\.line) == [2, 5])
        #expect(sheet.rows.map(\.row) == [2, 4])
        #expect(sheet.blankRows == 1)
    }

    @Test func mixedLineEndsAreCountedOneByOne() throws {
        let sheet = try CSVSheet.read("h\na\r\nb\rc\n\rd\r\r\ne\n\n\"x\r\n\r\n\ry\"\rz", .rowsOnly())
        #expect(sheet.rows.map { $0[0] } == ["h", "a", "b", "c", "d", "e", "x\r\n\r\n\ry", "z"])
        #expect(sheet.rows.map(\.line) == [1, 2, 3, 4, 6, 8, 10, 14])
        #expect(sheet.rows.map(\.row) == [1, 2, 3, 4, 6, 8, 10, 11])
        #expect(sheet.blankRows == 3)
    }

    @Test func raggedRowsKeepTheirWidth() throws {
        let sheet = try CSVSheet.read("a,b,c\n1\n1,2,3,4,,6\n1,2,3\n")
        #expect(sheet.rows.map(\.width) == [1, 6, 3])
        // Behind the grid: cells with text only, none lost.
        #expect(sheet.rows[1].cells.keys.sorted() == [0, 1, 2, 3, 5])
        #expect(sheet.rows[1][5] == "6")
        #expect(sheet.rows[0].cells.keys.sorted() == [0])
    }

    @Test func blankLinesAreCountedAndNoRecords() throws {
        let sheet = try CSVSheet.read("a,b\n\n1,2\n,\n\"\",\"\"\n\n3,4\n\n")
        #expect(sheet.texts == [["1", "2"], ["3", "4"]])
        #expect(sheet.blankRows == 5)
        #expect(sheet.rows.map(\.line) == [3, 7])
    }

    @Test func numberedBlankRowsAreCountedByThemselves() throws {
        for (column, text) in [(0, "n,b\n1,\n2\n,\n3,x\nx,4\n,5\n"), (1, "b,n\n,1\n,2\n,\nx,3\n4,x\n5,\n")] {
            let reader = try CSVReader(MemoryByteSource(text))
            let batch = CellBatch(columnCount: 2, recordCapacity: 8, arena: ByteArena(capacity: 64))
            batch.numberingColumn = column
            #expect(try reader.read(into: batch))
            #expect(batch.numberedBlankRows == 2)
            #expect(batch.blankRows == 1)
            #expect((0..<batch.recordCount).map { batch.position($0).row } == [5, 6, 7])
        }
        // The numbering column may lie behind the grid: then its cells go with their rows.
        let reader = try CSVReader(MemoryByteSource("b\n,1\nx,2\n,3\n"))
        let batch = CellBatch(columnCount: 1, recordCapacity: 8, arena: ByteArena(capacity: 64))
        batch.numberingColumn = 1
        #expect(try reader.read(into: batch))
        #expect(batch.numberedBlankRows == 2)
        #expect(batch.extras.map { batch.bytes($0.cell).makeString() } == ["2"])
        #expect(batch.extras.map(\.record) == [0])
    }

    @Test func nulBytesStayInTheirCell() throws {
        let sheet = try CSVSheet.read("a,b\none\u{0}two,\"\u{0}\"\nthree,four and more\n")
        #expect(sheet.rows[0][0] == "one\u{0}two")
        #expect(sheet.rows[0][1] == "\u{0}")
    }

    @Test func delimitersLettersAndMarksAreBytes() throws {
        // A combining mark behind a comma or quote would make one Character of the two.
        #expect(try texts("a,\u{301}b\n\"c\"\u{301},d\n") == [["a", "\u{301}b"], ["c\u{301}", "d"]])
    }
}
