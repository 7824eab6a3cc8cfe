import HTCDSCells
import Testing

@Suite struct CellBatchTests {
    private let arena = ByteArena(capacity: 256)

    private func cell(_ text: String) -> Cell {
        let offset = arena.count
        arena.append(text)
        return Cell(offset: offset, length: text.utf8.count)
    }

    private func batch(columns: Int = 3, records: Int = 8, lines: Bool = false) -> CellBatch {
        CellBatch(columnCount: columns, recordCapacity: records, arena: arena, carriesLines: lines)
    }

    private func text(_ batch: CellBatch, _ record: Int, _ column: Int) -> String? {
        let cell = batch.cell(record: record, column: column)
        return cell.isPresent ? batch.bytes(cell).makeString() : nil
    }

    @Test func keepsCellsColumnByColumn() {
        let batch = batch()
        for record in 0..<8 {
            batch.beginRecord(line: record + 10, row: record + 20)
            batch.set(cell("a\(record)"), column: 0)
            batch.set(cell("c\(record)"), column: 2)
            #expect(batch.endRecord())
        }
        #expect(batch.isFull)
        #expect(text(batch, 7, 0) == "a7" && text(batch, 7, 1) == nil && text(batch, 0, 2) == "c0")
        #expect(batch.column(2).map { batch.bytes($0).makeString() } == (0..<8).map { "c\($0)" })
        #expect(batch.position(3).line == 13 && batch.position(3).row == 23 && batch.position(3).width == 3)
    }

    @Test func blankRowsAreCountedAndLeaveNothing() {
        let batch = batch(lines: true)
        batch.numberingColumn = 0
        batch.beginRecord(line: 1, row: 1)
        #expect(!batch.endRecord())
        batch.beginRecord(line: 2, row: 2)
        batch.set(Cell(offset: 0, length: 0), column: 1)
        batch.set(Cell(offset: 0, length: 0), column: 9)
        #expect(!batch.endRecord())
        batch.beginRecord(line: 3, row: 3)
        batch.set(cell("1"), column: 0, line: 3)
        #expect(!batch.endRecord())
        batch.beginRecord(line: 4, row: 4)
        batch.set(cell("x"), column: 1)
        #expect(batch.endRecord())
        batch.beginRecord(line: 5, row: 5)
        batch.set(cell("2"), column: 0)
        batch.set(cell("y"), column: 5)
        #expect(batch.endRecord())
        batch.countBlankRow()
        #expect(batch.recordCount == 2)
        #expect(batch.numberedBlankRows == 1)
        #expect(batch.extras.map(\.record) == [1])
        // What a row before left in the grid is gone.
        #expect(text(batch, 0, 0) == nil && text(batch, 0, 1) == "x")
        #expect(batch.takeBlankRows() == 3)
        #expect(batch.blankRows == 0)
    }

    @Test func cellsWithoutPlaceBecomeExtras() {
        let batch = batch(lines: true)
        batch.beginRecord(line: 1, row: 1)
        batch.set(cell("first"), column: 1, line: 7)
        batch.set(cell("second"), column: 1, line: 8)
        batch.set(cell("behind"), column: 40, line: 9)
        #expect(batch.endRecord())
        #expect(text(batch, 0, 1) == "first")
        #expect(batch.extras.map { batch.bytes($0.cell).makeString() } == ["second", "behind"])
        #expect(batch.extras.map(\.column) == [1, 40] && batch.extras.map(\.line) == [8, 9])
        #expect(batch.position(0).width == 41)
        #expect(batch.line(record: 0, column: 1) == 7)
        #expect(batch.line(record: 0, column: 0) == nil && batch.line(record: 0, column: 40) == nil)
    }

    @Test func marksBrokenCells() {
        let batch = batch(columns: 1)
        batch.beginRecord(line: 1, row: 1)
        batch.set(Cell(offset: 3, length: 0, kind: .number, quoted: true), column: 0)
        batch.set(cell("x"), column: 1)
        batch.endRecord()
        batch.markBroken(record: 0, column: 0)
        batch.markBroken(extra: 0)
        let marked = batch.cell(record: 0, column: 0)
        #expect(marked.hasBrokenEncoding && marked.isQuoted && marked.kind == .number && marked.offset == 3)
        #expect(batch.extras[0].cell.hasBrokenEncoding && batch.extras[0].column == 1)
        #expect(batch.bytes(batch.extras[0].cell).makeString() == "x")
    }

    @Test func isUsedAgain() {
        let batch = batch(columns: 1)
        batch.beginRecord(line: 1, row: 1)
        batch.set(cell("x"), column: 0)
        batch.set(cell("x"), column: 1)
        batch.endRecord()
        batch.countBlankRows(blank: 2, numbered: 3)
        batch.removeAll()
        #expect(batch.recordCount == 0 && batch.extras.isEmpty && batch.blankRows == 0 && batch.numberedBlankRows == 0)
        let other = ByteArena(capacity: 64)
        other.append("other" as StaticString)
        batch.use(other)
        batch.beginRecord(line: 1, row: 1)
        batch.set(Cell(offset: 0, length: 5), column: 0)
        batch.endRecord()
        #expect(text(batch, 0, 0) == "other")
    }

    @Test func capacitySuitsTheColumns() {
        #expect(CellBatch.suitableCapacity(columns: 0) == 504)
        #expect(CellBatch.suitableCapacity(columns: 38) == 504)
        #expect(CellBatch.suitableCapacity(columns: 1_000) == 264)
        #expect(CellBatch.suitableCapacity(columns: 1_000_000) == 24)
    }

    @Test func refusesWhatIsNotThere() async {
        await #expect(processExitsWith: .failure) {
            let batch = CellBatch(columnCount: 1, recordCapacity: 1, arena: ByteArena(capacity: 64))
            _ = batch.cell(record: 0, column: 0)
        }
        await #expect(processExitsWith: .failure) {
            let batch = CellBatch(columnCount: 1, recordCapacity: 1, arena: ByteArena(capacity: 64))
            _ = batch.bytes(Cell(offset: 0, length: 1))
        }
    }
}
