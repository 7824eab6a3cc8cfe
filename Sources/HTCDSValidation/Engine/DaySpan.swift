import HTCDSCells

/// The days that a date may be, where it is only as precise as known.
struct DaySpan: Sendable {
    let earliest: PackedDate
    let latest: PackedDate

    init(_ date: PackedDate) {
        // The 31st of every month stands for its last day: only the order matters.
        earliest = PackedDate(raw: date.raw | (date.month == 0 ? 1 << 5 : 0) | (date.day == 0 ? 1 : 0))
        latest = PackedDate(raw: date.raw | (date.month == 0 ? 12 << 5 : 0) | (date.day == 0 ? 31 : 0))
    }

    /// Whether it is earlier whatever the days are.
    @inline(__always)
    func isBefore(_ other: DaySpan) -> Bool { latest < other.earliest }

    /// The highest number of years that somebody born on one of these days can have lived on `day`; below 0 before birth.
    func mostYears(until day: DaySpan) -> Int {
        let (birth, end) = (earliest, day.latest)
        let isBeforeBirthday = end.raw & 0x1FF < birth.raw & 0x1FF
        return end.year - birth.year - (isBeforeBirthday ? 1 : 0)
    }
}
