public import HTCDSCells

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A run of whole records of a CSV, as bytes in UTF-8. Can be tokenized anywhere, in any order.
public final class CSVChunk: @unchecked Sendable {
    // Unchecked: a chunk is handed from the reading thread to one working thread and never shared.
    public let arena: ByteArena
    let delimiter: UInt8
    let escape: CSVEscape
    /// Rows that are no cases, nil where none are looked for.
    let filter: RowFilter?
    /// Whether cells have to be looked at for bytes that are no text in the file's encoding, NUL among them.
    public let mayBeBroken: Bool

    init(arena: ByteArena, delimiter: UInt8, escape: CSVEscape, filter: RowFilter?, mayBeBroken: Bool) {
        self.arena = arena
        self.delimiter = delimiter
        self.escape = escape
        self.filter = filter
        self.mayBeBroken = mayBeBroken
    }
}

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
        // A line feed behind the last byte ends the last record, and what a load of 16 bytes may see behind it is known;
        // the padding is ours to write.
        let behind = UnsafeMutableRawPointer(chunk.arena.base + chunk.arena.count)
        behind.storeBytes(of: SIMD16(repeating: 0x0A), as: SIMD16<UInt8>.self)
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
        let numbering = batch.numberingColumn ?? -1
        let limit = batch.columnLimit
        let base = chunk.arena.base
        let end = chunk.arena.count
        let delimiter = chunk.delimiter
        let hasBackslashes = chunk.escape == .backslash
        let filter = chunk.filter
        let delimiters = SIMD16<UInt8>(repeating: delimiter)
        let lineFeeds = SIMD16<UInt8>(repeating: 0x0A)
        let returns = SIMD16<UInt8>(repeating: 0x0D)
        var p = position
        var line = self.line
        var row = self.row
        var blank = 0
        var numbered = 0
        var leftOut = (footers: 0, comments: 0)

        batch.fillDirectly { matrix, positions, next in
            var record = next
            while record < capacity && p < end {
                let startLine = line
                var column = 0
                var slot = matrix + record
                var filled = 0
                var numberFilled = false
                let extrasBefore = batch.extras.count
                cells: while true {
                    let start: Int
                    let length: Int
                    var quoted = false
                    var stop: Int
                    if base[p] == 0x22 {
                        let cell =
                            hasBackslashes
                            ? Self.quotedWithBackslashes(base, p, end, delimiter, &line)
                            : Self.quoted(base, p, end, delimiter, &line)
                        start = p + 1
                        length = cell.length
                        stop = cell.stop
                        quoted = true
                    } else {
                        start = p
                        stop = p
                        while true {
                            let block = UnsafeRawPointer(base + stop).loadUnaligned(as: SIMD16<UInt8>.self)
                            let hits = (block .== delimiters) .| (block .== lineFeeds) .| (block .== returns)
                            let index = Self.firstHit(hits)
                            stop &+= index
                            if index < 16 { break }
                            if stop > end { break }
                        }
                        if stop > end { stop = end }
                        length = stop &- start
                    }
                    // From two on it does not matter how many there are.
                    if length > 0, column < limit, filled > 1 || Self.holdsText(base + start, length) {
                        filled &+= 1
                        if column == numbering { numberFilled = true }
                    }
                    // No chunk is longer than the longest cell, so that neither number can be too large.
                    var bits = UInt32(truncatingIfNeeded: length) | 1 << 26
                    if quoted { bits |= 1 << 27 }
                    let cell = Cell(unchecked: UInt32(truncatingIfNeeded: start), bits: bits)
                    if column < columnCount {
                        slot.pointee = cell
                        slot += capacity
                    } else if length > 0, column < limit {
                        batch.appendExtra(ExtraCell(record: record, column: column, cell: cell, line: startLine))
                    }
                    column &+= 1
                    let byte = base[stop]
                    if byte == delimiter && stop < end {
                        p = stop &+ 1
                        continue cells
                    }
                    p = stop &+ 1
                    if byte == 0x0D && p < end && base[p] == 0x0A { p &+= 1 }
                    break cells
                }
                line &+= 1
                positions[record] = RecordPosition(
                    line: startLine, row: row, width: UInt32(truncatingIfNeeded: min(column, limit)))
                row &+= 1
                if filled == 0 || (filled == 1 && numberFilled) {
                    if filled == 0 { blank += 1 } else { numbered += 1 }
                    batch.dropExtras(from: extrasBefore)
                    continue
                }
                if let filter {
                    let cells = min(column, columnCount)
                    switch filter.kind(arena: chunk.arena, cells: cells, { matrix[record &+ $0 &* capacity] }) {
                    case nil: break
                    case .footer?:
                        leftOut.footers += 1
                        batch.dropExtras(from: extrasBefore)
                        continue
                    case .comment?:
                        leftOut.comments += 1
                        batch.dropExtras(from: extrasBefore)
                        continue
                    }
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
        batch.countBlankRows(blank: blank, numbered: numbered)
        if filter != nil { batch.countLeftOut(footers: leftOut.footers, comments: leftOut.comments) }
        position = p
        self.line = line
        self.row = row
        if chunk.mayBeBroken { Self.markBroken(batch) }
        return true
    }

    /// Whether there is more than blanks, which rows are told by that hold nothing.
    @inline(__always)
    private static func holdsText(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if start[0] > 0x20 && start[0] < 0x7F { return true }
        return CellBytes(start: start, count: length).trimmed().count > 0
    }

    static func isBlank(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, bytes.count > 0 else { return true }
            return !holdsText(start, bytes.count)
        }
    }

    /// Index of the first set lane, 16 if none is set.
    @inline(__always)
    private static func firstHit(_ hits: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].trailingZeroBitCount >> 3 }
        if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount >> 3 }
        return 16
    }

    /// Reads the quoted cell that opens at `open`, unescaping it in place.
    /// - Returns: its length from `open + 1` on, and the index of the byte that ends it (delimiter, line end or `end`).
    private static func quoted(
        _ base: UnsafeMutablePointer<UInt8>, _ open: Int, _ end: Int, _ delimiter: UInt8, _ line: inout UInt32
    ) -> (length: Int, stop: Int) {
        let start = open + 1
        var read = start
        var write = start
        while true {
            let found = memchr(base + read, 0x22, max(end - read, 0)).map {
                UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(base)
            }
            let quote = found ?? end
            if write != read { memmove(base + write, base + read, quote - read) }
            countLines(base + write, quote - read, &line)
            write += quote - read
            read = quote
            guard quote < end else { break }
            if quote + 1 < end && base[quote + 1] == 0x22 {
                base[write] = 0x22
                write += 1
                read = quote + 2
                continue
            }
            read = quote + 1
            break
        }
        copyRest(base, &read, &write, end, delimiter)
        return (write - start, read)
    }

    /// The same where a backslash keeps a quotation mark from closing.
    private static func quotedWithBackslashes(
        _ base: UnsafeMutablePointer<UInt8>, _ open: Int, _ end: Int, _ delimiter: UInt8, _ line: inout UInt32
    ) -> (length: Int, stop: Int) {
        let start = open + 1
        var read = start
        var write = start
        while read < end {
            var byte = base[read]
            read += 1
            let next: UInt8? = read < end ? base[read] : nil
            if byte == 0x22 && next != 0x22 { break }
            if byte == 0x22 || (byte == 0x5C && (next == 0x22 || next == 0x5C)), let next {
                byte = next
                read += 1
            } else if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
                line &+= 1
            }
            base[write] = byte
            write += 1
        }
        copyRest(base, &read, &write, end, delimiter)
        return (write - start, read)
    }

    /// Text behind the closing quote belongs to the cell: nothing is lost in silence.
    @inline(__always)
    private static func copyRest(
        _ base: UnsafeMutablePointer<UInt8>, _ read: inout Int, _ write: inout Int, _ end: Int, _ delimiter: UInt8
    ) {
        while read < end && base[read] != delimiter && base[read] != 0x0A && base[read] != 0x0D {
            base[write] = base[read]
            write += 1
            read += 1
        }
    }

    private static func countLines(_ text: UnsafePointer<UInt8>, _ count: Int, _ line: inout UInt32) {
        var index = 0
        while index < count {
            let byte = text[index]
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < count && text[index + 1] == 0x0A)) { line &+= 1 }
            index += 1
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
