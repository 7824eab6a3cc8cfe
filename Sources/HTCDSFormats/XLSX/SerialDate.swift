import HTCDSCells

/// Turns the serial numbers of a workbook into ISO 8601 text.
///
/// Source: ECMA-376-1, 18.17.4.1. In the 1900 system 1 is 1900-01-01 and 60 stands for a 29 February 1900 that never was:
/// numbers above it are one day behind the calendar. In the 1904 system 0 is 1904-01-01.
struct SerialDate {
    let is1904: Bool

    /// Days from 1970-01-01 to 1899-12-31 and 1904-01-01.
    private static let epoch1900 = -25_568
    private static let epoch1904 = -24_107
    /// 9999-12-31 in the 1900 system.
    private static let last1900 = 2_958_465.0

    /// Appends `2019-03-04`, `2019-03-04T10:30:00` or, for less than a day, `10:30:00`. Seconds are rounded, as a
    /// spreadsheet shows them.
    ///
    /// - Returns: false, with nothing appended, for a number that is no day: negative, past 9999-12-31, the phantom day.
    func write(_ serial: Double, format: NumberFormat, append: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
        let last = is1904 ? Self.last1900 - 1_462 : Self.last1900
        guard serial >= 0, serial < last + 1 else { return false }
        var day = Int(serial)
        var seconds = Int(((serial - Double(day)) * 86_400).rounded())
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        guard Double(day) <= last else { return false }
        let isTimeOnly = day == 0 && (!is1904 || format == .time)
        if !isTimeOnly, !is1904, day == 60 { return false }

        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
            var count = 0
            func put(_ number: Int, digits: Int, after separator: UInt8?) {
                if let separator {
                    text[count] = separator
                    count += 1
                }
                var rest = number
                for index in stride(from: count + digits - 1, through: count, by: -1) {
                    text[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                count += digits
            }
            if !isTimeOnly {
                let shift = is1904 ? Self.epoch1904 : day > 60 ? Self.epoch1900 - 1 : Self.epoch1900
                let date = Self.civil(day + shift)
                put(date.year, digits: 4, after: nil)
                put(date.month, digits: 2, after: 0x2D)
                put(date.day, digits: 2, after: 0x2D)
            }
            if isTimeOnly || seconds > 0 {
                put(seconds / 3_600, digits: 2, after: isTimeOnly ? nil : 0x54)
                put(seconds / 60 % 60, digits: 2, after: 0x3A)
                put(seconds % 60, digits: 2, after: 0x3A)
            }
            append(UnsafeBufferPointer(rebasing: text[0..<count]))
            return true
        }
    }

    /// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar: eras of 400 years that begin
    /// on 1 March.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// A number in XML Schema's lexical form, nil if it is none. Exact to far below a second for serial numbers, and
    /// without making a `String`.
    static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var index = 0
        var isNegative = false
        if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
            isNegative = text[index] == 0x2D
            index += 1
        }
        var mantissa: UInt64 = 0
        var exponent = 0
        var digits = 0
        var isFraction = false
        while index < text.count {
            let byte = text[index]
            if byte == 0x2E, !isFraction {
                isFraction = true
            } else if ASCII.isDigit(byte) {
                digits += 1
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + UInt64(byte & 0x0F)
                    if isFraction { exponent -= 1 }
                } else if !isFraction {
                    exponent += 1
                }
            } else {
                break
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        if index < text.count {
            guard text[index] | 0x20 == 0x65 else { return nil }
            index += 1
            var sign = 1
            if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
                sign = text[index] == 0x2D ? -1 : 1
                index += 1
            }
            guard let power = CellAddress.number(UnsafeBufferPointer(rebasing: text[index...])), power <= 400 else {
                return nil
            }
            exponent += sign * power
        }
        var value = Double(mantissa)
        var power = 1.0
        for _ in 0..<min(abs(exponent), 400) { power *= 10 }
        value = exponent < 0 ? value / power : value * power
        return isNegative ? -value : value
    }
}
