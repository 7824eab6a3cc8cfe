public import HTCDSCells

/// Calendars whose years cannot be years of the common one in this data, so that they are told by the year alone.
///
/// Nothing is converted: a year alone does not say which calendar a person had in mind for the months, and the new year
/// of the Thai calendar moved in 1941.
public enum OtherCalendar: Sendable, Equatable {
    /// The Buddhist calendar of Thailand, 543 years ahead.
    case buddhist
    /// The lunar Hijri calendar or the solar one of Iran, some 580 or 621 years behind.
    case islamic

    static let buddhistYears = 2400...2600
    static let islamicYears = 1300...1500

    init?(year: Int) {
        if Self.buddhistYears.contains(year) {
            self = .buddhist
        } else if Self.islamicYears.contains(year) {
            self = .islamic
        } else {
            return nil
        }
    }

    /// The year of the common calendar that a text with a Buddhist year means. It tells the value: for reports that show
    /// values only.
    public static func commonYear(_ text: CellBytes) -> String? {
        year(text) ?? LocalDigits.withASCII(text) { year($0) } ?? nil
    }

    private static func year(_ text: CellBytes) -> String? {
        guard text.count <= 64 else { return nil }
        for part in text.buffer.split(whereSeparator: { !ASCII.isDigit($0) }) where part.count == 4 {
            let year = part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            if buddhistYears.contains(year) { return String(year - 543) }
        }
        return nil
    }
}
