import HTCDSCells

/// Cells of one row that stand in no quotation marks, cut one after another.
///
/// A function of its own, so that all its numbers find room in registers: nearly all cells of all files go through here.
struct PlainRun {
    /// How many cells were cut.
    let count: Int
    /// The end of the last cell where it is the last of its row; else where the next cell starts.
    let position: Int
    let endsRow: Bool

    /// - Parameters:
    ///   - start: where the first cell starts.
    ///   - ends: where cells end.
    ///   - slot: where the first cell goes; the others `stride` cells behind one another.
    @inline(never)
    init(
        _ base: UnsafePointer<UInt8>, from start: Int, _ ends: inout CellEnds, most: Int, delimiter: UInt8,
        into slot: UnsafeMutablePointer<Cell>, stride: Int
    ) {
        var stops = ends
        var start = start
        var slot = slot
        defer { ends = stops }
        for index in 0..<most {
            if base[start] == 0x22 {
                (count, position, endsRow) = (index, start, false)
                return
            }
            let stop = stops.next()
            // No chunk is longer than the longest cell, so that neither number can be too large.
            slot.pointee = Cell(
                unchecked: UInt32(truncatingIfNeeded: start),
                bits: Cell.unquotedBits | UInt32(truncatingIfNeeded: stop &- start))
            slot += stride
            // At the end of the text stands a line feed.
            if base[stop] != delimiter {
                (count, position, endsRow) = (index &+ 1, stop, true)
                return
            }
            start = stop &+ 1
        }
        (count, position, endsRow) = (most, start, false)
    }
}
