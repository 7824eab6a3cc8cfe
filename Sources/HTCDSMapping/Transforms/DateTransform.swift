import HTCDSCells

/// A date, as precise as it is stated: ISO 8601 first, then the mapping's patterns, then what can be read in one way only.
struct DateTransform: Transform {
    let column: Int
    let missing: MissingWords
    let patterns: [DatePattern]
    /// The last day that is not in the future, nil where the future is allowed (planned dates).
    let latest: PackedDate?
    var columns: [Int] { [column] }

    enum Reading: Equatable { case date(PackedDate), ambiguous, other(OtherCalendar), none }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        // A word for "missing" may look like a date.
        let isPlain = !missing.mayBeginWithDigit
        let last = latest?.raw ?? .max
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { text, cell in
            guard cell.length == 10, isPlain, let date = Self.plainDay(text), date.raw <= last else { return nil }
            return FieldValue(.date, date.raw)
        } _: { record, text, _ in
            switch read(text) {
            case .date(let date):
                if let latest, date > latest {
                    fields.add(.init(slot: slot, record: record, fault: .futureDate, column: column))
                }
                return FieldValue(.date, date.raw)
            case .ambiguous:
                fields.add(.init(slot: slot, record: record, fault: .ambiguousDate, column: column))
            case .other(let calendar):
                let fault: ValueFault = calendar == .buddhist ? .buddhistDate : .islamicDate
                fields.add(.init(slot: slot, record: record, fault: fault, column: column))
            case .none:
                fields.add(.init(slot: slot, record: record, fault: .notADate, column: column))
            }
            return .unusable(text, in: cells.arena)
        }
    }

    /// `yyyy-MM-dd` of ten bytes, read in two words; nil where it is anything else, or a year that other calendars have.
    @inline(__always)
    private static func plainDay(_ start: UnsafePointer<UInt8>) -> PackedDate? {
        let raw = UnsafeRawPointer(start)
        // Each byte minus that of 0000-00-: digits become 0 to 9, the signs 0.
        let head =
            UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) ^ 0x2D30_302D_3030_3030
        let tail = UInt64(UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self))) ^ 0x3030
        // A byte that is more than it may be, or has its highest bit set, shows in the highest bits.
        let wrong = (head &+ 0x7F76_767F_7676_7676) | head | (tail &+ 0x7676) | tail
        guard wrong & 0x8080_8080_8080_8080 == 0 else { return nil }
        func digit(_ word: UInt64, _ index: UInt64) -> Int { Int(truncatingIfNeeded: word >> (index &* 8) & 15) }
        let year = (digit(head, 0) &* 10 &+ digit(head, 1)) &* 100 &+ digit(head, 2) &* 10 &+ digit(head, 3)
        let month = digit(head, 5) &* 10 &+ digit(head, 6)
        let day = digit(tail, 0) &* 10 &+ digit(tail, 1)
        guard month > 0, day > 0, OtherCalendar(year: year) == nil else { return nil }
        // Every month has so many days.
        if day <= 28, month <= 12, year > 0 {
            return PackedDate(raw: UInt32(truncatingIfNeeded: year &<< 9 | month &<< 5 | day))
        }
        return PackedDate(year: year, month: month, day: day)
    }

    func read(_ text: CellBytes) -> Reading {
        let reading = readASCII(text)
        if reading == .none, let other = LocalDigits.withASCII(text, readASCII) { return other }
        return reading
    }

    private func readASCII(_ text: CellBytes) -> Reading {
        if let date = Self.iso(text) { return Self.inCommonCalendar(date) }
        for pattern in patterns {
            if let date = pattern.read(text) { return Self.inCommonCalendar(date) }
        }
        return Self.unambiguous(text, hasPatterns: !patterns.isEmpty)
    }

    @inline(__always)
    private static func inCommonCalendar(_ date: PackedDate) -> Reading {
        OtherCalendar(year: date.year).map(Reading.other) ?? .date(date)
    }

    /// `yyyy`, `yyyy-MM`, `yyyy-MM-dd`, also with `/`, and with a time of day behind it, which a date does not keep.
    @inline(__always)
    static func iso(_ text: CellBytes) -> PackedDate? {
        let count = text.count
        guard count >= 4, let year = number(text, 0, 4) else { return nil }
        if count == 4 { return PackedDate(year: year) }
        let separator = text.start[4]
        guard separator == 0x2D || separator == 0x2F, count >= 7, let month = number(text, 5, 2), month > 0 else {
            return nil
        }
        if count == 7 { return separator == 0x2D ? PackedDate(year: year, month: month) : nil }
        guard count >= 10, text.start[7] == separator, let day = number(text, 8, 2), day > 0 else { return nil }
        if count > 10, !isTime(text[10..<count]) { return nil }
        return PackedDate(year: year, month: month, day: day)
    }

    @inline(__always)
    private static func number(_ text: CellBytes, _ start: Int, _ width: Int) -> Int? {
        var number = 0
        for index in start..<start + width {
            let digit = text.start[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    /// `T10:41`, ` 10:41:05.120+01:00`, `T09:02:17Z`.
    private static func isTime(_ text: CellBytes) -> Bool {
        guard text.count >= 6, text[0] == 0x54 || text[0] == 0x74 || text[0] == 0x20 else { return false }
        guard let hour = number(text, 1, 2), hour <= 24, text[3] == 0x3A, let minute = number(text, 4, 2), minute < 60
        else { return false }
        for index in 6..<text.count {
            switch text[index] {
            case 0x30...0x39, 0x3A, 0x2E, 0x2C, 0x2B, 0x2D, 0x5A, 0x7A: continue
            default: return false
            }
        }
        return true
    }

    /// Three numbers between `/`, `-` or `.`, the last one a year of four digits. With dots the day comes first, as
    /// wherever dates are written so; else only a number above 12, or twice the same, tells day from month.
    static func unambiguous(_ text: CellBytes, hasPatterns: Bool) -> Reading {
        var numbers: [Int] = []
        var widths: [Int] = []
        var separators: [UInt8] = []
        var number = 0
        var width = 0
        guard text.count <= 32 else { return .none }
        for byte in text.buffer {
            if ASCII.isDigit(byte), width < 4 {
                number = number * 10 + Int(byte - 0x30)
                width += 1
            } else if byte == 0x2F || byte == 0x2D || byte == 0x2E, width > 0, numbers.count < 2 {
                numbers.append(number)
                widths.append(width)
                separators.append(byte)
                number = 0
                width = 0
            } else {
                return .none
            }
        }
        guard width > 0, numbers.count == 2, separators[0] == separators[1] else { return .none }
        numbers.append(number)
        widths.append(width)
        guard widths[0] <= 2, widths[1] <= 2 else { return .none }
        let (first, second, year) = (numbers[0], numbers[1], numbers[2])
        if widths[2] == 2 {
            let possible = (1...31).contains(first) && (1...31).contains(second) && (first <= 12 || second <= 12)
            return possible ? .ambiguous : .none
        }
        guard widths[2] == 4 else { return .none }
        if let calendar = OtherCalendar(year: year), (1...31).contains(first), (1...31).contains(second) {
            return .other(calendar)
        }
        let dayFirst = second >= 1 && first >= 1 ? PackedDate(year: year, month: second, day: first) : nil
        // A mapping that lists patterns has said which order its dates are in; the other order is no reading then.
        if separators[0] == 0x2E { return dayFirst.map(Reading.date) ?? .none }
        let monthFirst = second >= 1 && first >= 1 ? PackedDate(year: year, month: first, day: second) : nil
        if hasPatterns { return .none }
        switch (dayFirst, monthFirst) {
        case (let a?, let b?): return a == b ? .date(a) : .ambiguous
        case (let date?, nil), (nil, let date?): return .date(date)
        case (nil, nil): return .none
        }
    }
}
