/// A number exactly as it was written, of any length, without the rounding of a binary fraction.
///
/// Fields of the kinds number and geolocation hold one. `text` keeps the digits (`1.50` stays `1.50`), while equality,
/// hashing and order go by the value: `1.50` equals `1.5` and `15e-1`, as two JSON documents with these would be equal.
/// A `Double` would turn `0.1` into its nearest fraction, and a `Decimal` ends at 38 digits.
public struct NumberValue: Sendable {
    /// Longest text that is taken as a number, in bytes: far above any measured value, and a bound for hostile input.
    public static let maximumLength = 1_024
    /// Largest exponent, in either direction, that is taken as written.
    public static let maximumExponent = 9_999

    /// The number in the grammar of RFC 8259, section 6, as it was given.
    public let text: String

    /// Takes a text in the grammar of a JSON number: no leading plus or zeros, no blanks, a point for decimals.
    ///
    /// - Returns: nil for any other text, and beyond `maximumLength` or `maximumExponent`.
    public init?(_ text: String) {
        guard DecimalDigits(text.utf8) != nil else { return nil }
        self.text = text
    }

    /// A whole number.
    public init(_ value: some BinaryInteger) {
        text = String(value)
    }

    /// The value as a whole number; nil where it has a fraction or does not fit. `3.0` gives 3.
    public var int: Int? { digits.int }

    /// The nearest binary fraction; infinite beyond the range of `Double`.
    public var double: Double { Double(text) ?? .nan }

    private var digits: DecimalDigits {
        guard let digits = DecimalDigits(text.utf8) else { preconditionFailure("a NumberValue holds a number") }
        return digits
    }
}

extension NumberValue: Hashable, Comparable {
    public static func == (left: NumberValue, right: NumberValue) -> Bool {
        left.text == right.text || left.digits == right.digits
    }

    public static func < (left: NumberValue, right: NumberValue) -> Bool { left.digits < right.digits }

    public func hash(into hasher: inout Hasher) { hasher.combine(digits) }
}

extension NumberValue: ExpressibleByIntegerLiteral, LosslessStringConvertible {
    public init(integerLiteral value: Int) { self.init(value) }

    /// The number as written.
    public var description: String { text }
}
