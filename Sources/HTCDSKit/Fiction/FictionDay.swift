import HTCDSCells

/// Days of the Gregorian calendar as numbers, so that dates can be drawn in their order.
enum FictionDay {
    /// Days from 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms").
    static func number(of date: PackedDate) -> Int {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day with this number, from year 1 on.
    @inline(__always)
    static func date(_ number: Int) -> PackedDate {
        let days = UInt64(truncatingIfNeeded: number + 719_468)
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        return PackedDate(raw: UInt32(year << 9 | month << 5 | day))
    }
}
