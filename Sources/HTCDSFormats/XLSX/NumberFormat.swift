/// Whether a number format shows a number as a date.
///
/// Source: ECMA-376-1, 18.8.30 (numFmt): built-in ids, and the letters of format codes.
enum NumberFormat: UInt8, Sendable {
    case number
    /// A format with a day, month or year.
    case date
    /// A format with a time and no date.
    case time

    /// Formats that are never written out. 27–36 and 50–58 are dates in East Asian versions and stand for nothing else.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// Looks for y, m, d, h and s outside of quotes, brackets and escapes.
    init(code: String) {
        var hasDate = false
        var hasTime = false
        var hasMonthOrMinute = false
        var bytes = code.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case 0x22:  // "quoted"
                while let next = bytes.next(), next != 0x22 {}
            case 0x5B:  // [condition], [Red], [$-409], [h]
                var content: [UInt8] = []
                while let next = bytes.next(), next != 0x5D { content.append(next | 0x20) }
                // Elapsed time.
                if !content.isEmpty, content.allSatisfy({ $0 == 0x68 || $0 == 0x6D || $0 == 0x73 }) { hasTime = true }
            case 0x5C, 0x5F, 0x2A:  // \x as it is, _x as wide as x, *x filled with x
                _ = bytes.next()
            case 0x59, 0x79, 0x44, 0x64: hasDate = true
            case 0x48, 0x68, 0x53, 0x73: hasTime = true
            case 0x4D, 0x6D: hasMonthOrMinute = true
            default: break
            }
        }
        self = hasDate ? .date : hasTime ? .time : hasMonthOrMinute ? .date : .number
    }
}
