/// Names a code list: the id of the field that owns it, a name of ours where two fields share one, or an ISO standard.
public struct CodeListID: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Countries, `Countries.all`; values are alpha-2 codes.
    public static let iso3166 = CodeListID(rawValue: "iso3166-1")

    /// Languages, `Languages.all`; values are ISO 639-2/T codes.
    public static let iso639 = CodeListID(rawValue: "iso639-2")
}
