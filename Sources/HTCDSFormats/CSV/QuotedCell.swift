import HTCDSCells

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A cell in quotation marks, unescaped in place from behind the opening mark on.
struct QuotedCell {
    let length: Int
    /// Index of the byte that ends it: a delimiter, a line end, or the end of the text.
    let stop: Int
    /// Line ends in the cell.
    let lines: UInt32

    /// - Parameters:
    ///   - start: index behind the opening quotation mark.
    ///   - end: where the text ends. Behind it stand ``ByteBlock/size`` bytes that are no quotation marks.
    // Not into the loop over all cells, whose registers it would take.
    @inline(never)
    init(_ base: UnsafeMutablePointer<UInt8>, from start: Int, end: Int, delimiter: UInt8) {
        var lines: UInt32 = 0
        var (read, write) = (start, start)
        var marks = QuotationMarks(base, from: start)
        while true {
            let quote = marks.next(before: end)
            if write != read { memmove(base + write, base + read, quote &- read) }
            if marks.takeLineEnds() { lines &+= Self.lines(base + write, quote &- read) }
            write &+= quote &- read
            read = quote
            if quote == end { break }
            read = quote &+ 1
            guard read < end && base[read] == 0x22 else { break }
            base[write] = 0x22
            write &+= 1
            read &+= 1
            marks.pass(quote &+ 1)
        }
        self.init(copyingRestOf: base, start, read, write, end, delimiter, lines)
    }

    /// The same where a backslash keeps a quotation mark from closing.
    @inline(never)
    init(backslashesIn base: UnsafeMutablePointer<UInt8>, from start: Int, end: Int, delimiter: UInt8) {
        var lines: UInt32 = 0
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
                lines &+= 1
            }
            base[write] = byte
            write += 1
        }
        self.init(copyingRestOf: base, start, read, write, end, delimiter, lines)
    }

    /// Text behind the closing quote belongs to the cell: nothing is lost in silence.
    @inline(__always)
    private init(
        copyingRestOf base: UnsafeMutablePointer<UInt8>, _ start: Int, _ read: Int, _ write: Int, _ end: Int,
        _ delimiter: UInt8, _ lines: UInt32
    ) {
        self.lines = lines
        var (read, write) = (read, write)
        while read < end && base[read] != delimiter && base[read] != 0x0A && base[read] != 0x0D {
            base[write] = base[read]
            write &+= 1
            read &+= 1
        }
        (length, stop) = (write &- start, read)
    }

    private static func lines(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        var lines: UInt32 = 0
        for index in 0..<count {
            let byte = text[index]
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < count && text[index + 1] == 0x0A)) { lines &+= 1 }
        }
        return lines
    }
}

/// The quotation marks in a text, one after another, and whether a line ends between them.
private struct QuotationMarks {
    private let base: UnsafePointer<UInt8>
    private var block: Int
    private var ahead: UInt64 = 0
    private var lineEnds: UInt64 = 0
    private var sawLineEnd = false

    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, from start: Int) {
        self.base = base
        block = start & ~(ByteBlock.size - 1)
        look(from: UInt64(truncatingIfNeeded: start &- block))
    }

    @inline(__always)
    private mutating func look(from place: UInt64) {
        let quotes = SIMD16<UInt8>(repeating: 0x22)
        let lineFeeds = SIMD16<UInt8>(repeating: 0x0A)
        let returns = SIMD16<UInt8>(repeating: 0x0D)
        let bytes = ByteBlock(base + block)
        ahead = bytes.places(of: quotes) & (~0 &<< place)
        lineEnds = bytes.places { ($0 .== lineFeeds) .| ($0 .== returns) } & (~0 &<< place)
    }

    /// The next one, or `end`.
    @inline(__always)
    mutating func next(before end: Int) -> Int {
        while ahead == 0 {
            if lineEnds != 0 { sawLineEnd = true }
            block &+= ByteBlock.size
            if block >= end { return end }
            look(from: 0)
        }
        let place = ahead.trailingZeroBitCount
        if lineEnds & ~(~0 &<< UInt64(truncatingIfNeeded: place)) != 0 { sawLineEnd = true }
        pass(block &+ place)
        return block &+ place
    }

    /// Goes on behind `place`, in this block or the next.
    @inline(__always)
    mutating func pass(_ place: Int) {
        if place &- block == ByteBlock.size {
            block &+= ByteBlock.size
            look(from: 1)
        } else {
            let behind: UInt64 = ~1 &<< UInt64(truncatingIfNeeded: place &- block)
            ahead &= behind
            lineEnds &= behind
        }
    }

    /// Whether there was a line end since the last call, or may have been.
    @inline(__always)
    mutating func takeLineEnds() -> Bool {
        defer { sawLineEnd = false }
        return sawLineEnd
    }
}
