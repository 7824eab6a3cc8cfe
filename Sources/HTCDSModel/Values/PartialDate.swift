/// A calendar date as precise as it is known: a year, a month of a year, or a day.
///
/// Gregorian calendar, years 1 to 9999; only days that exist (`2019-02-29` is none).
public struct PartialDate: Hashable, Sendable {
    /// How much of the date is known.
    public enum Precision: Int, Hashable, Sendable, Comparable {
        case year, month, day

        public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    /// Year, 1 to 9999.
    public let year: Int
    /// Month, 1 to 12; nil where only the year is known.
    public let month: Int?
    /// Day of the month, from 1; nil where only the year or the month is known.
    public let day: Int?

    /// - Returns: nil where there is no such date, and for a day without a month.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9_999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day {
                guard day >= 1, day <= Self.days(in: month, of: year) else { return nil }
            }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads ISO 8601 in its extended form: `2018`, `2018-05` or `2018-05-03`, in digits of ASCII, nothing around it.
    ///
    /// - Returns: nil for any other text and for a date that does not exist.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count <= 3, let year = Self.value(of: parts[0], digits: 4) else { return nil }
        var rest: [Int] = []
        for part in parts.dropFirst() {
            guard let value = Self.value(of: part, digits: 2) else { return nil }
            rest.append(value)
        }
        self.init(year: year, month: rest.first, day: rest.count > 1 ? rest[1] : nil)
    }

    /// How much of the date is known.
    public var precision: Precision { day != nil ? .day : month != nil ? .month : .year }

    /// The first day that the date can mean: `2018-05` gives `2018-05-01`.
    public var firstDay: PartialDate { PartialDate(checkedYear: year, month: month ?? 1, day: day ?? 1) }

    /// The last day that the date can mean: `2018-02` gives `2018-02-28`.
    public var lastDay: PartialDate {
        let month = month ?? 12
        return PartialDate(checkedYear: year, month: month, day: day ?? Self.days(in: month, of: year))
    }

    /// Whether every day that this date can mean lies before every day that the other can mean.
    ///
    /// `2018` is definitely before `2019-01`; neither of `2018` and `2018-05` is before the other.
    public func isDefinitelyBefore(_ other: PartialDate) -> Bool { lastDay < other.firstDay }

    /// Whether both can mean the same day: `2018` overlaps `2018-05`.
    public func overlaps(_ other: PartialDate) -> Bool {
        !isDefinitelyBefore(other) && !other.isDefinitelyBefore(self)
    }

    /// For dates that are known to exist.
    private init(checkedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func value(of text: Substring.UTF8View, digits: Int) -> Int? {
        guard text.count == digits else { return nil }
        var value = 0
        for byte in text {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

extension PartialDate: Comparable {
    /// Order for sorting: by the first day that the dates can mean, and on the same first day the less precise before
    /// the more precise (`2018`, `2018-01`, `2018-01-01`, `2018-02`).
    ///
    /// A total order, so also dates that overlap have one. It does not say that one came before the other in time: ask
    /// `isDefinitelyBefore(_:)`.
    public static func < (left: PartialDate, right: PartialDate) -> Bool {
        (left.year, left.month ?? 1, left.day ?? 1, left.precision.rawValue)
            < (right.year, right.month ?? 1, right.day ?? 1, right.precision.rawValue)
    }
}

extension PartialDate: LosslessStringConvertible {
    /// ISO 8601, as precise as known.
    public var description: String {
        let parts = [Self.padded(year, to: 4)] + [month, day].compactMap { $0 }.map { Self.padded($0, to: 2) }
        return parts.joined(separator: "-")
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension PartialDate: Codable {
    /// Reads ISO 8601 text.
    ///
    /// - Throws: `DecodingError` where there is no text, or no date in it.
    public init(from decoder: any Decoder) throws {
        guard let date = PartialDate(try decoder.singleValueContainer().decode(String.self)) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: RecordReading.noDate))
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
