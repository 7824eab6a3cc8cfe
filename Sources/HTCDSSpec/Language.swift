/// A language, group of languages or special code of ISO 639-2.
public struct Language: Sendable, Hashable {
    /// Terminological code, three small letters: `deu`. What records hold. `qaa-qtz` stands for a reserved range.
    public let alpha3T: String

    /// Bibliographic code where it differs: `ger`; else nil.
    public let alpha3B: String?

    /// ISO 639-1 code: `de`; nil where there is none.
    public let alpha2: String?

    /// Name in English as in ISO 639-2, which may join several with a semicolon: `Spanish; Castilian`.
    public let name: String

    /// The parts of the name, and names met in data; none means another language. A code goes before a name: `ga` is
    /// Irish, though `Ga` is the name of `gaa`.
    public let otherNames: [String]
}
