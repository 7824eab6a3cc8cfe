public import HTCDSCells

/// How old somebody is on a day, by the calendar, where either date is only as precise as known.
public enum Age {
    /// Nobody is known to have been older than 122; a higher age is a mistake.
    public static let highest = 120

    /// The fewest and the most whole years; nil where somebody was born after the day, or is older than ``highest``.
    public static func years(born birth: PackedDate, on day: PackedDate) -> ClosedRange<Int>? {
        let most = years(first(birth), last(day))
        guard most >= 0, most <= highest else { return nil }
        return max(0, years(last(birth), first(day)))...most
    }

    /// Birthdays between two days. The 31st stands for the last day of any month: only the order matters.
    private static func years(_ birth: UInt32, _ day: UInt32) -> Int {
        Int(day >> 9) - Int(birth >> 9) - (day & 0x1FF < birth & 0x1FF ? 1 : 0)
    }
    private static func first(_ date: PackedDate) -> UInt32 {
        date.raw | (date.month == 0 ? 1 << 5 : 0) | (date.day == 0 ? 1 : 0)
    }
    private static func last(_ date: PackedDate) -> UInt32 {
        date.raw | (date.month == 0 ? 12 << 5 : 0) | (date.day == 0 ? 31 : 0)
    }
}
