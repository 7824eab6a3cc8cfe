import HTCDSSpec

/// A country or area by its ISO 3166-1 alpha-2 code (`VN`), or an unrecognised text kept as it was written.
///
/// Names, alpha-3 codes and small letters are not looked at here; they are matters of mapping.
public struct CountryCode: CodeValue {
    public let code: String

    public init(code: String) { self.code = code }

    /// Whether ISO 3166-1 holds the code.
    public var isKnown: Bool { Self.known.contains(code) }

    /// The 249 codes of ISO 3166-1, sorted.
    public static let allKnown: [CountryCode] = Countries.all.map { CountryCode(code: $0.alpha2) }

    private static let known = Set(Countries.all.map(\.alpha2))
}

extension CountryCode: ExpressibleByStringLiteral {
    public init(stringLiteral code: String) { self.init(code: code) }
}
