/// The value of one HTCDS field in one record, after mapping: a tag, marks and two numbers, no reference. 12 bytes.
@frozen
public struct FieldValue: Sendable {
    @frozen
    public enum Tag: UInt8, Sendable {
        /// Nothing stated.
        case absent
        /// Text in the batch's bytes: `a` offset, `b` length.
        case text
        /// Text in the field batch's own bytes (joined or cleaned up): `a` offset, `b` length.
        case ownText
        /// The id of a person or organisation in the same record, in the batch's bytes: `a` offset, `b` length.
        case reference
        /// One code: `a` is its number in the slot's table.
        case code
        /// Several codes: `a` is the start in ``FieldBatch/codes``, `b` their number.
        case codes
        /// A date: `a` packs it, see ``PackedDate``.
        case date
        /// `a` is 1 or 0.
        case boolean
        /// A number in JSON's lexical form, in the field batch's own bytes: `a` offset, `b` length.
        case number
        /// Something was there that became no value. The partner's text is `a` offset, `b` length in the batch's bytes.
        case unusable
    }

    public var tag: Tag
    /// Whether the partner's text is to be kept beside the value, because not all of it became one.
    public var keepsText = false
    /// Of a text, what may stand in it.
    public var marks = TextMarks.unknown
    public var a: UInt32
    public var b: UInt32

    @inlinable
    public init(_ tag: Tag, _ a: UInt32 = 0, _ b: UInt32 = 0) {
        self.tag = tag
        self.a = a
        self.b = b
    }
    /// A text in the batch's bytes that was looked at.
    @inlinable
    public init(text offset: UInt32, _ length: Int, marks: TextMarks) {
        self.init(.text, offset, UInt32(truncatingIfNeeded: length))
        self.marks = marks
    }
    @inlinable public static var absent: FieldValue {
        var value = FieldValue(.absent)
        value.marks = []
        return value
    }
    @inlinable
    public static func text(_ cell: CellBytes, in arena: ByteArena, as tag: Tag = .text) -> FieldValue {
        FieldValue(
            tag, UInt32(truncatingIfNeeded: cell.start - UnsafePointer(arena.base)),
            UInt32(truncatingIfNeeded: cell.count))
    }
}

/// A date of year, month and day, as precise as known, in 32 bits that sort like the dates.
///
/// Month and day are 0 where unknown. Years 1 to 9999.
@frozen
public struct PackedDate: Sendable, Hashable, Comparable {
    public let raw: UInt32

    @inlinable public init(raw: UInt32) { self.raw = raw }
    /// nil unless it is a day of the Gregorian calendar (ISO 8601), or a month or year of it.
    @inlinable
    public init?(year: Int, month: Int = 0, day: Int = 0) {
        guard year >= 1, year <= 9999, month >= 0, month <= 12, day >= 0 else { return nil }
        if month == 0 && day != 0 { return nil }
        if day > 0 && day > PackedDate.days(inMonth: month, of: year) { return nil }
        raw = UInt32(year) << 9 | UInt32(month) << 5 | UInt32(day)
    }
    @inlinable public var year: Int { Int(raw >> 9) }
    @inlinable public var month: Int { Int(raw >> 5 & 15) }
    @inlinable public var day: Int { Int(raw & 31) }
    @inlinable public static func < (a: PackedDate, b: PackedDate) -> Bool { a.raw < b.raw }

    @inlinable
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The next day; a month or year as it is.
    public var nextDay: PackedDate {
        guard day > 0 else { return self }
        return PackedDate(year: year, month: month, day: day + 1)
            ?? PackedDate(year: year, month: month + 1, day: 1) ?? PackedDate(year: year + 1, month: 1, day: 1) ?? self
    }

    /// `2018`, `2018-05` or `2018-05-03`.
    public func append(to arena: ByteArena) {
        func digits(_ number: Int, _ width: Int) {
            var divisor = width == 4 ? 1000 : 10
            while divisor > 0 {
                arena.append(UInt8(0x30 + number / divisor % 10))
                divisor /= 10
            }
        }
        digits(year, 4)
        if month > 0 {
            arena.append(0x2D)
            digits(month, 2)
        }
        if day > 0 {
            arena.append(0x2D)
            digits(day, 2)
        }
    }
}
