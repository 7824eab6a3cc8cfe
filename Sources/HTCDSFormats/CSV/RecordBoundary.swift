import HTCDSCells

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds where the last whole record of a block ends, exactly as the tokenizer will see it, by visiting quotes only.
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

    init(delimiter: UInt8, escape: CSVEscape = .doubled) {
        self.delimiter = delimiter
        self.escape = escape
    }

    var endsInsideQuote: Bool { inQuote }

    /// Scans on to `count`. The block must be the same, only longer, since the last call.
    mutating func scan(_ base: UnsafePointer<UInt8>, count: Int, isEnd: Bool) {
        while next < count {
            let from = base + next
            let found = memchr(from, 0x22, count - next).map {
                UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - base
            }
            if inQuote {
                guard let quote = found else {
                    next = count
                    return
                }
                if quote + 1 == count && !isEnd {
                    // Whether this one closes depends on a byte that is not here yet.
                    next = quote
                    return
                }
                if base[quote - 1] == 0x5C, quote - 1 > openQuote {
                    if escape == .backslash {
                        if Self.isEscaped(base, quote, from: openQuote) {
                            next = quote + 1
                            continue
                        }
                    } else if quote + 1 < count, !endsCell(base[quote + 1]), base[quote + 1] != 0x22 {
                        suspectsBackslashes = true
                    }
                }
                if quote + 1 < count && base[quote + 1] == 0x22 {
                    next = quote + 2
                } else {
                    inQuote = false
                    next = quote + 1
                }
                continue
            }
            let end = found ?? count
            var index = end
            while index > next {
                index -= 1
                if base[index] == 0x0A {
                    afterLastRecord = index + 1
                    break
                }
            }
            guard let quote = found else {
                next = count
                return
            }
            let opens =
                quote == 0 || base[quote - 1] == delimiter || base[quote - 1] == 0x0A || base[quote - 1] == 0x0D
            if opens {
                inQuote = true
                openQuote = quote
            }
            next = quote + 1
        }
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
