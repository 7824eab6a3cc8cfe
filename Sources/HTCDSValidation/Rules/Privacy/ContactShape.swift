import HTCDSCells

/// What by its shape leads to a person: an e-mail address, a phone number, the number of a document.
///
/// Dates, spans of years, amounts and short numbers are none. Nothing is allocated; O(length).
enum ContactShape: Int {
    case email
    case phone
    case number

    /// What stands in a text; nil for nearly all text. 15 bytes behind the text must be readable, as those behind a text of a
    /// batch are.
    static func find(in text: CellBytes) -> ContactShape? {
        guard text.count > 5 else { return nil }
        let (digits, hasAt) = survey(text)
        if hasAt, holdsEmail(text) { return .email }
        return digits < 6 ? nil : findNumber(in: text)
    }

    /// How many digits there are, and whether there is an @.
    private static func survey(_ text: CellBytes) -> (digits: Int, hasAt: Bool) {
        var digits = 0
        var hasAt = false
        var index = 0
        while index < text.count {
            let bytes = Bytes16(text.start + index)
            let inText = UInt32(0xFFFF) &>> UInt32(truncatingIfNeeded: 16 &- min(text.count &- index, 16))
            digits &+= (bytes.within(0x30, 0x39).highestBits & inText).nonzeroBitCount
            hasAt = hasAt || bytes.same(0x40).highestBits & inText != 0
            index &+= 16
        }
        return (digits, hasAt)
    }

    // MARK: E-mail

    private static func holdsEmail(_ text: CellBytes) -> Bool {
        (0..<text.count).contains { text.start[$0] == 0x40 && isEmail(text, at: $0) }
    }

    private static func isEmail(_ text: CellBytes, at: Int) -> Bool {
        guard at > 0, isWord(text.start[at - 1]) else { return false }
        var index = at + 1
        var lettersBehindDot = -1
        while index < text.count, isWord(text.start[index]) || text.start[index] == 0x2E || text.start[index] == 0x2D {
            let byte = text.start[index]
            if byte == 0x2E {
                lettersBehindDot = index > at + 1 ? 0 : -1
            } else if lettersBehindDot >= 0 {
                lettersBehindDot += 1
                if lettersBehindDot > 1 { return true }
            }
            index += 1
        }
        return false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F || byte == 0x2B || byte >= 0x80
    }

    // MARK: Numbers

    /// Digits with at most two separators between two groups.
    private struct Run {
        var digits = 0
        var groups: (Int, Int, Int) = (0, 0, 0)
        var count = 0
        /// What the first groups say, as far as they are of four digits at most.
        var values: (Int, Int, Int) = (0, 0, 0)

        mutating func add(length: Int, value: Int) {
            digits += length
            switch count {
            case 0: (groups.0, values.0) = (length, value)
            case 1: (groups.1, values.1) = (length, value)
            case 2: (groups.2, values.2) = (length, value)
            default: break
            }
            count += 1
        }

        /// Whether the three groups are a date.
        var isDate: Bool {
            guard count == 3, groups.1 <= 2, groups.0 <= 4, groups.2 <= 4 else { return false }
            return (groups.0 == 4 && isYear(values.0) && groups.2 <= 2)
                || (groups.2 == 4 && isYear(values.2) && groups.0 <= 2)
        }
        var isSpanOfYears: Bool { count == 2 && groups.0 == 4 && groups.1 == 4 && isYear(values.0) && isYear(values.1) }
        private func isYear(_ value: Int) -> Bool { (1900...2099).contains(value) }
    }

    private static func findNumber(in text: CellBytes) -> ContactShape? {
        var index = 0
        while index < text.count {
            guard ASCII.isDigit(text.start[index]) else {
                index += 1
                continue
            }
            let start = index
            let run = read(text, &index)
            if let shape = judge(run, text, from: start) { return shape }
        }
        return nil
    }

    /// Reads groups of digits; a date ends a run, so that a time behind it is none of it.
    private static func read(_ text: CellBytes, _ index: inout Int) -> Run {
        var run = Run()
        // One way out at the end: compiled for speed, a return from within the loop gave an empty run (Swift 6 on Linux).
        var isMore = true
        while isMore {
            let start = index
            var value = 0
            while index < text.count, ASCII.isDigit(text.start[index]) {
                if index - start < 5 { value = value * 10 + Int(text.start[index] - 0x30) }
                index += 1
            }
            run.add(length: index - start, value: value)
            var next = index
            while next < text.count, next - index < 2, isSeparator(text.start[next]) { next += 1 }
            isMore = !run.isDate && next > index && next < text.count && ASCII.isDigit(text.start[next])
            if isMore { index = next }
        }
        return run
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x2D || byte == 0x2E || byte == 0x2F || byte == 0x28 || byte == 0x29
    }

    private static func judge(_ run: Run, _ text: CellBytes, from start: Int) -> ContactShape? {
        if run.isDate || run.isSpanOfYears { return nil }
        let before = start > 0 ? text.start[start - 1] : 0x20
        if before == 0x2B || (before == 0x28 && start > 1 && text.start[start - 2] == 0x2B) {
            return (7...15).contains(run.digits) ? .phone : nil
        }
        let startsWithZero = text.start[start] == 0x30
        if run.count > 1 { return startsWithZero && (9...15).contains(run.digits) ? .phone : nil }
        if startsWithZero && (9...15).contains(run.digits) { return .phone }
        // Letters and digits in a row, as passports have them.
        if run.digits >= 6, before &- 0x41 < 26 { return .number }
        return (9...18).contains(run.digits) ? .number : nil
    }
}
