/// A value of a code list that keeps what it does not know.
///
/// Every text is a value: one of the list's codes, or an unrecognised text kept as it was written, so that decoding
/// never fails on a value and encoding gives it back. Codes are compared exactly as they are spelt; labels, aliases and
/// other cases are matters of mapping and not looked at here.
public protocol CodeValue: Hashable, Sendable, Codable {
    /// The value with this code, or the unrecognised value with this text.
    init(code: String)

    /// The code as the standard spells it, or the unrecognised text.
    var code: String { get }

    /// Every value of the list, in the order of the standard; never an unrecognised one.
    static var allKnown: [Self] { get }
}

extension CodeValue {
    /// Decodes a single string.
    ///
    /// - Throws: `DecodingError` where there is no string. A text that the list does not hold is no error.
    public init(from decoder: any Decoder) throws {
        self.init(code: try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the code as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
