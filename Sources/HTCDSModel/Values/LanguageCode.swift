import HTCDSSpec

/// A language by its terminological code of ISO 639-2 (`deu`, not `ger`), or an unrecognised text kept as written.
public struct LanguageCode: CodeValue {
    public let code: String

    public init(code: String) { self.code = code }

    /// Whether ISO 639-2 holds the code, or reserves it for local use (`qaa` to `qtz`).
    public var isKnown: Bool { Self.known.contains(code) || isLocal }

    /// The terminological codes of ISO 639-2 with three letters, sorted; without those reserved for local use.
    public static let allKnown: [LanguageCode] = Languages.all.map(\.alpha3T).filter { $0.utf8.count == 3 }
        .map { LanguageCode(code: $0) }

    private static let known = Set(allKnown.map(\.code))

    private var isLocal: Bool {
        let letters = Array(code.utf8)
        return letters.count == 3 && letters[0] == UInt8(ascii: "q")
            && letters[1] >= UInt8(ascii: "a") && letters[1] <= UInt8(ascii: "t")
            && letters[2] >= UInt8(ascii: "a") && letters[2] <= UInt8(ascii: "z")
    }
}

extension LanguageCode: ExpressibleByStringLiteral {
    public init(stringLiteral code: String) { self.init(code: code) }
}
