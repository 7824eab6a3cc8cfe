import HTCDSCells
import Testing

@Suite struct CellTests {
    @Test func holdsWhatItWasGiven() {
        for kind in [CellKind.text, .number, .boolean, .date, .error, .formulaWithoutValue] {
            for (quoted, broken) in [(false, false), (true, false), (false, true), (true, true)] {
                for length in [0, 1, Cell.maximumLength] {
                    let cell = Cell(offset: Int(UInt32.max), length: length, kind: kind, quoted: quoted, broken: broken)
                    #expect(cell.offset == .max)
                    #expect(cell.length == length)
                    #expect(cell.isEmpty == (length == 0))
                    #expect(cell.isPresent)
                    #expect(cell.kind == kind)
                    #expect(cell.isQuoted == quoted)
                    #expect(cell.hasBrokenEncoding == broken)
                }
            }
        }
        #expect(Cell.maximumLength == 64 * 1_024 * 1_024 - 1)
        #expect(MemoryLayout<Cell>.stride == 8)
    }

    @Test func absentIsNotEmpty() {
        #expect(!Cell.absent.isPresent)
        #expect(Cell.absent.isEmpty)
        #expect(Cell.absent != Cell(offset: 0, length: 0))
    }

    @Test func limitsAreHeld() async {
        await #expect(processExitsWith: .failure) { _ = Cell(offset: 0, length: Cell.maximumLength + 1) }
        await #expect(processExitsWith: .failure) { _ = Cell(offset: Int(UInt32.max) + 1, length: 0) }
        await #expect(processExitsWith: .failure) { _ = Cell(offset: 0, length: -1) }
    }
}
