public import HTCDSCells

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Cuts a chunk into cells (RFC 4180, and what real files do beyond it): line ends may be mixed, a lone carriage return
/// is one, rows may be ragged, a quote inside an unquoted cell is a letter, text behind a closing quote is kept.
///
/// Quoted cells are unescaped in place, so that a cell is a slice of the chunk. No allocation but for cells behind the
/// grid. A row of nothing but blanks is a blank row. Lines and rows are counted from 1 at the start of the chunk.
public struct CSVTokenizer {
    private let chunk: CSVChunk
    private var position = 0
    private var line: UInt32
    private var row: UInt32

    public init(_ chunk: CSVChunk, line: Int = 1, row: Int = 1) {
        self.chunk = chunk
        self.line = UInt32(clamping: line)
        self.row = UInt32(clamping: row)
        // A line feed behind the last byte ends the last record, and what a block may see behind it is known; the padding
        // is ours to write.
        (chunk.arena.base + chunk.arena.count).update(repeating: 0x0A, count: ByteBlock.size)
    }

    /// The line behind the last record read.
    public var nextLine: Int { Int(line) }
    /// The row behind the last record read.
    public var nextRow: Int { Int(row) }

    /// Fills `batch`, which is emptied first, and lets it point into the chunk. False when the chunk is used up.
    public mutating func fill(_ batch: CellBatch) -> Bool {
        batch.removeAll()
        guard position < chunk.arena.count else { return false }
        batch.use(chunk.arena)
        let capacity = batch.recordCapacity
        let columnCount = batch.columnCount
        let limit = batch.columnLimit
        let base = chunk.arena.base
        let end = chunk.arena.count
        let delimiter = chunk.delimiter
        let hasBackslashes = chunk.escape == .backslash
        let filter = chunk.filter
        var ends = CellEnds(base, delimiter: delimiter, from: position)
        var p = position
        var line = self.line
        var row = self.row
        var leftOut = RowsLeftOut()

        batch.fillDirectly { matrix, positions, next in
            var record = next
            while record < capacity && p < end {
                let startLine = line
                var column = 0
                var slot = matrix + record
                let extrasBefore = batch.extras.count
                var start = p
                var stop: Int
                while true {
                    if column < columnCount, base[start] != 0x22 {
                        let run = PlainRun(
                            base, from: start, &ends, most: columnCount &- column, delimiter: delimiter, into: slot,
                            stride: capacity)
                        slot += run.count &* capacity
                        column &+= run.count
                        if run.endsRow {
                            stop = run.position
                            break
                        }
                        start = run.position
                        continue
                    }
                    var bits = Cell.unquotedBits
                    if base[start] != 0x22 {
                        stop = ends.next()
                        bits |= UInt32(truncatingIfNeeded: stop &- start)
                    } else {
                        start &+= 1
                        let cell =
                            hasBackslashes
                            ? QuotedCell(backslashesIn: base, from: start, end: end, delimiter: delimiter)
                            : QuotedCell(base, from: start, end: end, delimiter: delimiter)
                        stop = cell.stop
                        bits = Cell.quotedBits | UInt32(truncatingIfNeeded: cell.length)
                        line &+= cell.lines
                        ends.pass(stop)
                    }
                    let cell = Cell(unchecked: UInt32(truncatingIfNeeded: start), bits: bits)
                    if column < columnCount {
                        slot.pointee = cell
                        slot += capacity
                    } else if !cell.isEmpty, column < limit {
                        batch.appendExtra(ExtraCell(record: record, column: column, cell: cell, line: startLine))
                    }
                    column &+= 1
                    // At the end stands a line feed.
                    if base[stop] != delimiter { break }
                    start = stop &+ 1
                }
                p = stop &+ 1
                if base[stop] == 0x0D && p < end && base[p] == 0x0A {
                    _ = ends.next()
                    p &+= 1
                }
                line &+= 1
                positions[record] = RecordPosition(
                    line: startLine, row: row, width: UInt32(truncatingIfNeeded: min(column, limit)))
                row &+= 1
                let inGrid = min(column, columnCount)
                if leftOut.takes(batch, extrasFrom: extrasBefore, inGrid, filter, { matrix[record &+ $0 &* capacity] })
                {
                    batch.dropExtras(from: extrasBefore)
                    continue
                }
                while column < columnCount {
                    slot.pointee = .absent
                    slot += capacity
                    column &+= 1
                }
                record &+= 1
            }
            return record - next
        }
        batch.countBlankRows(blank: leftOut.blank, numbered: leftOut.numbered)
        if filter != nil { batch.countLeftOut(footers: leftOut.footers, comments: leftOut.comments) }
        position = p
        self.line = line
        self.row = row
        if chunk.mayBeBroken { Self.markBroken(batch) }
        return true
    }

    static func isBlank(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return true }
            return !CellBytes(start: start, count: bytes.count).holdsText
        }
    }

    /// Whether a cell holds bytes that are not UTF-8, or NUL, which is no character of any text.
    private static func isBroken(_ text: CellBytes) -> Bool {
        !UTF8Check.isValid(text) || memchr(text.start, 0, text.count) != nil
    }

    private static func markBroken(_ batch: CellBatch) {
        for column in 0..<batch.columnCount {
            for record in 0..<batch.recordCount {
                let cell = batch.cell(record: record, column: column)
                guard !cell.isEmpty, isBroken(batch.bytes(cell)) else { continue }
                batch.markBroken(record: record, column: column)
            }
        }
        for index in batch.extras.indices where isBroken(batch.bytes(batch.extras[index].cell)) {
            batch.markBroken(extra: index)
        }
    }
}
