/// Finds where the last whole record of a block ends, exactly as the tokenizer will see it, by visiting quotes only; and
/// whether all of it is plain ASCII, since every byte is looked at anyway.
///
/// A quote opens only at the start of a cell (RFC 4180, section 2, rules 5 to 7); inside, a doubled quote is one quote.
/// So the state at any place is known without looking at the bytes between quotes, and blocks can be tokenized on
/// several cores with the same result as on one.
struct RecordBoundary {
    let delimiter: UInt8
    let escape: CSVEscape
    private var inQuote = false
    private var next = 0
    /// Index behind the last line feed outside quotes, 0 if there was none.
    private(set) var afterLastRecord = 0
    /// Index of the quote that is open, for the message when it never closes.
    private(set) var openQuote = 0
    /// Whether a cell closed behind a backslash and yet went on: a sign of the other escape.
    private(set) var suspectsBackslashes = false
    /// Whether no byte was NUL or beyond ASCII.
    private(set) var isPlain = true

    init(delimiter: UInt8, escape: CSVEscape = .doubled) {
        self.delimiter = delimiter
        self.escape = escape
    }

    var endsInsideQuote: Bool { inQuote }

    /// Scans on to `count`. The block must be the same, only longer, since the last call.
    ///
    /// - Parameter base: a block of which ``ByteBlock/size`` bytes behind `count` may be read.
    mutating func scan(_ base: UnsafePointer<UInt8>, count: Int, isEnd: Bool) {
        let quoteBytes = SIMD16<UInt8>(repeating: 0x22)
        let lineFeedBytes = SIMD16<UInt8>(repeating: 0x0A)
        while next < count {
            let block = next & ~(ByteBlock.size - 1)
            let bytes = ByteBlock(base + block)
            var ahead: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: next &- block)
            if count &- block < ByteBlock.size {
                ahead &= ~(~0 &<< UInt64(truncatingIfNeeded: count &- block))
                isPlain = isPlain && bytes.unplainPlaces & ahead == 0
            } else if !bytes.isPlain {
                isPlain = false
            }
            var quotes = bytes.places(of: quoteBytes) & ahead
            var lineFeeds = bytes.places(of: lineFeedBytes) & ahead
            next = min(block &+ ByteBlock.size, count)
            while quotes != 0 {
                let place = quotes.trailingZeroBitCount
                let quote = block &+ place
                var behind = quote &+ 1
                if inQuote {
                    if behind == count && !isEnd {
                        // Whether this one closes depends on a byte that is not here yet.
                        next = quote
                        return
                    }
                    let isKept = base[quote &- 1] == 0x5C && isKept(base, quote, count)
                    if !isKept, behind < count, base[behind] == 0x22 { behind &+= 1 } else { inQuote = isKept }
                } else {
                    noteLineFeed(lineFeeds & ~(~0 &<< UInt64(truncatingIfNeeded: place)), block)
                    inQuote =
                        quote == 0 || base[quote &- 1] == delimiter || base[quote &- 1] == 0x0A
                        || base[quote &- 1] == 0x0D
                    if inQuote { openQuote = quote }
                }
                // Shifting by 64 and more gives nothing.
                ahead = ~0 << UInt64(truncatingIfNeeded: behind &- block)
                next = max(next, behind)
                quotes &= ahead
                lineFeeds &= ahead
            }
            if !inQuote { noteLineFeed(lineFeeds, block) }
        }
    }

    @inline(__always)
    private mutating func noteLineFeed(_ places: UInt64, _ block: Int) {
        if places != 0 { afterLastRecord = block &+ ByteBlock.size &- places.leadingZeroBitCount }
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
