#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension NumberValue: Codable {
    /// Reads a number.
    ///
    /// A `Decoder` hands over no digits, only values: whole numbers of 64 bits and decimals of up to 38 digits arrive
    /// exactly, others as the nearest `Double`. `CaseRecord.decode(json:)` keeps every digit.
    ///
    /// - Throws: `DecodingError.typeMismatch` where there is no number; text in quotes is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let whole = try? container.decode(Int64.self) {
            self.init(whole)
        } else if let decimal = try? container.decode(Decimal.self), let number = NumberValue(decimal.description) {
            self = number
        } else if let double = try? container.decode(Double.self), let number = NumberValue(double.description) {
            self = number
        } else {
            throw DecodingError.typeMismatch(
                NumberValue.self, .init(codingPath: decoder.codingPath, debugDescription: "Expected a number."))
        }
    }

    /// Writes a JSON number.
    ///
    /// An `Encoder` takes no digits: what fits neither 64 bits nor a `Decimal` of 38 digits is written as the nearest
    /// `Double`. `CaseRecord.encodedJSON()` writes every digit.
    ///
    /// - Throws: `EncodingError.invalidValue` where even a `Double` cannot hold the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let whole = int {
            try container.encode(Int64(whole))
        } else if let decimal = Decimal(string: text), NumberValue(decimal.description) == self {
            try container.encode(decimal)
        } else if double.isFinite {
            try container.encode(double)
        } else {
            throw EncodingError.invalidValue(
                NumberValue.self, .init(codingPath: encoder.codingPath, debugDescription: "The number is too large."))
        }
    }
}
