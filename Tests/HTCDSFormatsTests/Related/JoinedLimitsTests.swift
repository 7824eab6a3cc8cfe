import HTCDSCells
import HTCDSFormats
import Testing

/// Small tables whose rows all have one key make tables of any size when they are joined.
@Suite("Related tables that ask for too much")
struct JoinedLimitsTests {
    private static func table(_ text: String, key: Int = 0) throws -> RelatedTable {
        try RelatedTable(CSVReader(MemoryByteSource(text)), keyColumn: key)
    }

    private static func rows(_ count: Int, _ row: String) -> String { String(repeating: row, count: count) }

    /// How many records were read before the end, and what it was.
    private static func read(_ reader: JoinedReader, columns: Int = 4) -> (records: Int, error: FormatError?) {
        let batch = CellBatch(
            columnCount: columns, recordCapacity: 3, arena: ByteArena(capacity: 64), carriesLines: true)
        var records = 0
        let error = formatError {
            while try reader.read(into: batch) { records += batch.recordCount }
        }
        return (records, error)
    }

    @Test("more rows of one key than a record can have columns; the rows before it are read")
    func rowsOfOneKey() throws {
        let child = try Self.table("id,v\n" + Self.rows(9_000, "2,x\n"))
        let main = try CSVReader(MemoryByteSource("id,a\n1,a\n1,b\n1,c\n1,d\n2,e\n"))
        let join = TableJoin(name: "t", table: child, parent: nil, parentColumn: 0)
        let (records, error) = Self.read(JoinedReader(main, joins: [join]))
        #expect(records == 4)
        #expect(error?.code == .beyondLimits)
        let few = try Self.table("id,v\n" + Self.rows(8_000, "2,x\n"))
        let same = TableJoin(name: "t", table: few, parent: nil, parentColumn: 0)
        let all = Self.read(
            JoinedReader(try CSVReader(MemoryByteSource("id,a\n1,a\n2,e\n")), joins: [same]), columns: 16_384)
        #expect(all.records == 2 && all.error == nil)
    }

    @Test("rows below rows, a table of a million columns, and a row that is wider than that", .timeLimit(.minutes(1)))
    func shapes() throws {
        let child = try Self.table("id,v\n" + Self.rows(500, "1,k\n"))
        let grandchild = try Self.table("k,v\n" + Self.rows(100_000, "k,x\n"))
        let joins = [
            TableJoin(name: "t", table: child, parent: nil, parentColumn: 0),
            TableJoin(name: "u", table: grandchild, parent: "t", parentColumn: 1),
        ]
        let main = try CSVReader(MemoryByteSource("id,a\n1,a\n"))
        #expect(Self.read(JoinedReader(main, joins: joins)).error?.code == .beyondLimits)

        let wide = try Self.table("id" + Self.rows(20_000, ",c") + "\n1" + Self.rows(20_000, ",x") + "\n")
        let one = TableJoin(name: "t", table: wide, parent: nil, parentColumn: 0)
        let again = try CSVReader(MemoryByteSource("id,a\n1,a\n"))
        #expect(Self.read(JoinedReader(again, joins: [one])).error?.code == .beyondLimits)

        let long = try CSVReader(MemoryByteSource("id,a\n0,b\n1,a" + Self.rows(20_000, ",x") + "\n"))
        let (records, error) = Self.read(JoinedReader(long, joins: []))
        #expect(records == 1 && error?.code == .beyondLimits)
    }
}
