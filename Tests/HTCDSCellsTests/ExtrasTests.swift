import HTCDSCells
import Testing

@Suite("Cells outside the grid, by record")
struct ExtrasTests {
    @Test("those of each record, in order, whether it has none, one or many")
    func byRecord() {
        let batch = CellBatch(columnCount: 1, recordCapacity: 40, arena: ByteArena(capacity: 64))
        let counts = [0, 3, 0, 0, 1, 7, 0, 1]
        for (record, count) in counts.enumerated() {
            batch.beginRecord(line: record + 1, row: record + 1)
            batch.arena.append(0x78)
            for column in 0...count { batch.set(Cell(offset: 0, length: 1), column: column) }
            batch.endRecord()
        }
        for (record, count) in counts.enumerated() {
            let extras = batch.extras(of: record)
            #expect(extras.map(\.column) == Array(1..<(count + 1)))
            #expect(extras.allSatisfy { $0.record == record })
        }
        #expect(batch.extras(of: 99).isEmpty)
        batch.removeAll()
        #expect(batch.extras(of: 0).isEmpty)
    }
}
