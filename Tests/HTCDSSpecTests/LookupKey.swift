import Foundation

/// The loosest way in which a reader might compare two texts: letters and digits only, without case or accents.
func lookupKey(_ text: String) -> String {
    let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    let kept = folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return String(String.UnicodeScalarView(kept))
}

/// Gathers who claims a key, and tells where two claim the same.
struct Claims {
    private var owners: [String: String] = [:]

    /// - Returns: The earlier owner of the key, where it is another one.
    mutating func claim(_ text: String, for owner: String) -> String? {
        let earlier = owners.updateValue(owner, forKey: lookupKey(text))
        return earlier == owner ? nil : earlier
    }

    func owner(of text: String) -> String? {
        owners[lookupKey(text)]
    }
}
