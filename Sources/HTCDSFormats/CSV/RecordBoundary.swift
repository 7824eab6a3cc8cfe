import CWideBytes
import HTCDSCells

/// Finds where the last whole record of a block ends, exactly as the tokenizer will see it, by visiting quotes only; and
/// whether all of it is text, since every byte is looked at anyway.
///
/// A quote opens only at the start of a cell (RFC 4180, section 2, rules 5 to 7); inside, a doubled quote is one quote.
/// So the state at any place is known without looking at the bytes between quotes, and blocks can be tokenized on
/// several cores with the same result as on one.
struct RecordBoundary {
    let delimiter: UInt8
    let escape: CSVEscape
    /// Whether to look at all blocks as a processor does that has no wider instructions.
    private let isPortable: Bool
    private var inQuote = false
    private var next = 0
    /// Index behind the last quoted cell.
    private var outside = 0
    /// Index behind the last line feed outside quotes, 0 if there was none.
    private(set) var afterLastRecord = 0
    /// Index of the quote that is open, for the message when it never closes.
    private(set) var openQuote = 0
    /// Whether a cell closed behind a backslash and yet went on: a sign of the other escape.
    private(set) var suspectsBackslashes = false
    private var text = TextCheck()
    /// Whether all bytes were UTF-8 and none of them NUL.
    var isText: Bool { !text.isBroken }

    init(delimiter: UInt8, escape: CSVEscape = .doubled, isPortable: Bool = false) {
        self.delimiter = delimiter
        self.escape = escape
        self.isPortable = isPortable
    }

    var endsInsideQuote: Bool { inQuote }

    /// Scans on to `count`. The block must be the same, only longer, since the last call.
    ///
    /// - Parameter base: a block of which ``ByteBlock/size`` bytes behind `count` may be read.
    mutating func scan(_ base: UnsafePointer<UInt8>, count: Int, isEnd: Bool) {
        let quoteBytes = SIMD16<UInt8>(repeating: 0x22)
        while next < count {
            let found = passPlain(base, from: next, count: count)
            next = found.next
            if next == count { break }
            let block = next & ~(ByteBlock.size - 1)
            var quotes = found.quotes
            if quotes == 0 {
                let bytes = ByteBlock(base + block)
                var ahead: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: next &- block)
                if count &- block < ByteBlock.size {
                    ahead &= ~(~0 &<< UInt64(truncatingIfNeeded: count &- block))
                    text.pass(base, at: block, count: count)
                } else {
                    text.pass(bytes, base, at: block)
                }
                if bytes.holds(quoteBytes) { quotes = bytes.places(of: quoteBytes) & ahead }
            }
            next = min(block &+ ByteBlock.size, count)
            while quotes != 0 {
                let quote = block &+ quotes.trailingZeroBitCount
                var behind = quote &+ 1
                if inQuote {
                    if behind == count && !isEnd {
                        // Whether this one closes depends on a byte that is not here yet.
                        next = quote
                        return
                    }
                    let isKept = base[quote &- 1] == 0x5C && isKept(base, quote, count)
                    if !isKept, behind < count, base[behind] == 0x22 { behind &+= 1 } else { inQuote = isKept }
                    outside = behind
                } else if quote == 0 || base[quote &- 1] == delimiter || base[quote &- 1] == 0x0A
                    || base[quote &- 1] == 0x0D
                {
                    noteLineFeed(base, before: quote)
                    inQuote = true
                    openQuote = quote
                }
                // Shifting by 64 and more gives nothing.
                quotes &= ~0 << UInt64(truncatingIfNeeded: behind &- block)
                next = max(next, behind)
            }
        }
        if isEnd { text.end(base, count: count) }
        if !inQuote { noteLineFeed(base, before: count) }
    }

    /// Passes over whole blocks of text without a quotation mark, but for the first one, before which nothing can be read.
    /// - Returns: where the next block begins, and the places of its quotation marks; none where nobody has looked.
    private func passPlain(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) -> (next: Int, quotes: UInt64) {
        let end = count & ~(ByteBlock.size - 1)
        guard !isPortable, start & (ByteBlock.size - 1) == 0, start > 0, start < end else { return (start, 0) }
        var quotes: UInt64 = 0
        let next = wide_bytes_find(base, start, end, 0x22, &quotes)
        return (next, quotes)
    }

    /// Looks for the last line feed behind the last quoted cell, from `end` backwards: there is one in every record, so
    /// that it is found sooner than by looking at all of them.
    private mutating func noteLineFeed(_ base: UnsafePointer<UInt8>, before end: Int) {
        let lineFeeds = SIMD16<UInt8>(repeating: 0x0A)
        let start = max(outside, afterLastRecord)
        var end = end
        while end > start {
            let block = (end &- 1) & ~(ByteBlock.size - 1)
            // 1 to 64 bytes of the block stand before the end.
            let before = UInt64.max &>> UInt64(truncatingIfNeeded: ByteBlock.size &- (end &- block))
            let places = ByteBlock(base + block).places(of: lineFeeds) & before
            if places != 0 {
                // Not noted where it stands before the start, in quotes or already known.
                let behind = block &+ ByteBlock.size &- places.leadingZeroBitCount
                if behind > start { afterLastRecord = behind }
                return
            }
            end = block
        }
    }

    /// Whether the backslash before a quotation mark keeps it from closing the cell that is open.
    private mutating func isKept(_ base: UnsafePointer<UInt8>, _ quote: Int, _ count: Int) -> Bool {
        guard quote - 1 > openQuote else { return false }
        if escape == .backslash { return Self.isEscaped(base, quote, from: openQuote) }
        if quote + 1 < count, !endsCell(base[quote + 1]), base[quote + 1] != 0x22 { suspectsBackslashes = true }
        return false
    }

    private func endsCell(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

    /// Whether an odd number of backslashes stands before a quotation mark, in the cell that opened at `open`.
    private static func isEscaped(_ base: UnsafePointer<UInt8>, _ quote: Int, from open: Int) -> Bool {
        var index = quote
        while index - 1 > open, base[index - 1] == 0x5C { index -= 1 }
        return (quote - index) % 2 == 1
    }

    /// Index behind the last carriage return outside quotes that no line feed follows: for files of the old Mac kind.
    static func afterLastCarriageReturn(
        _ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, escape: CSVEscape = .doubled
    ) -> Int {
        var inQuote = false
        var after = 0
        var index = 0
        while index < count {
            let byte = base[index]
            if inQuote {
                if byte == 0x22 {
                    if index + 1 < count && base[index + 1] == 0x22 { index += 1 } else { inQuote = false }
                } else if byte == 0x5C, escape == .backslash, index + 1 < count,
                    base[index + 1] == 0x22 || base[index + 1] == 0x5C
                {
                    index += 1
                }
            } else if byte == 0x22 {
                inQuote = index == 0 || base[index - 1] == delimiter || base[index - 1] == 0x0D
            } else if byte == 0x0D && index + 1 < count && base[index + 1] != 0x0A {
                after = index + 1
            }
            index += 1
        }
        return after
    }
}
