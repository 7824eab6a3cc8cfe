public import HTCDSCells

/// Tells what a value looks like without giving it away.
///
/// A report may travel further than the data it is about, so it holds shapes instead of values: "5 letters", "10
/// characters, looks like dd/mm/yyyy", "looks like a phone number with 11 digits". A shape is made of a fixed vocabulary
/// and of numbers up to ``longestLength``; no character of the value stands in it, except for what separates several
/// values or the parts of a date.
///
/// Not for the hot path: it allocates. Call it for findings that are shown. O(length), and only the first
/// ``bytesRead`` bytes are looked at.
public enum ValueShape {
    /// Lengths above this are not told: a precise length of a long text can give the text away.
    public static let longestLength = 64
    /// How much of a value is looked at, in bytes.
    public static let bytesRead = 4096

    /// The shape of `text`, in plain words, without a full stop.
    ///
    /// Blanks at both ends do not count. Bytes that are not UTF-8 are allowed.
    public static func describe(_ text: CellBytes) -> String {
        if text.isEmpty { return "empty" }
        let trimmed = text.trimmed()
        if trimmed.isEmpty { return "only blanks" }
        let profile = ValueProfile(trimmed, limit: bytesRead)
        if profile.characters == 0 { return "only invisible characters" }
        var parts = profile.characters > longestLength ? longParts(profile) : shortParts(profile)
        if profile.isUnreadable { parts.append("with characters that could not be read") }
        if profile.isGarbled { parts.append("looks like text in a wrong encoding") }
        if profile.invisible > 0 { parts.append("with invisible characters") }
        return parts.joined(separator: ", ")
    }

    /// Whether `text` is more likely a value of somebody's record than the header of a column: a number, or anything that
    /// is or holds a date, a phone number or an e-mail address.
    ///
    /// Errs on the side of "yes": the headers of a file are shown only if none of them looks like data.
    public static func looksLikeData(_ text: CellBytes) -> Bool {
        let trimmed = text.trimmed()
        if trimmed.isEmpty { return false }
        let folded = ValueProfile(trimmed, limit: bytesRead).folded
        return NumberShape.isNumber(folded) || NumberShape.isPairOfNumbers(folded)
            || AddressShape.holdsEmail(folded) || PhoneShape.holdsPhone(folded)
            || DateShape.describe(folded) != nil || DateShape.holdsDate(folded)
    }

    private static func longParts(_ profile: ValueProfile) -> [String] {
        var parts = ["more than \(longestLength) " + (profile.isDigitsOnly ? "digits" : "characters")]
        if let separator = profile.separator { parts.append("several values separated by \(separator)") }
        appendScript(of: profile, to: &parts)
        return parts
    }

    private static func shortParts(_ profile: ValueProfile) -> [String] {
        let folded = profile.folded
        let characters = counted(profile.characters, "character")
        if AddressShape.isEmail(folded) { return ["looks like an e-mail address"] }
        if AddressShape.isWebAddress(folded) { return ["looks like a web address"] }
        if let date = DateShape.describe(folded) {
            return [profile.isDigitsOnly ? counted(profile.digits, "digit") : characters, "looks like \(date)"]
        }
        if profile.isDigitsOnly { return [counted(profile.digits, "digit")] }
        if PhoneShape.isPhone(folded) { return ["looks like a phone number with \(profile.digits) digits"] }
        if NumberShape.isNumber(folded) { return [characters, "looks like a number"] }
        if NumberShape.isPairOfNumbers(folded) { return [characters, "looks like a pair of numbers"] }
        return textParts(profile)
    }

    private static func textParts(_ profile: ValueProfile) -> [String] {
        let characters = counted(profile.characters, "character")
        var parts: [String] = []
        if let separator = profile.separator {
            parts = [characters, "several values separated by \(separator)"]
        } else if profile.isWordsOnly {
            if profile.words > 1 { parts.append(counted(profile.words, "word")) }
            let allLatin = profile.latinLetters == profile.letters
            parts.append(allLatin ? counted(profile.letters, "letter") : characters)
        } else {
            parts = [characters]
            switch (profile.letters > 0, profile.digits > 0) {
            case (true, true): parts.append("letters and digits")
            case (true, false): parts.append("letters and signs")
            case (false, true): parts.append("digits and signs")
            case (false, false): parts.append("no letter and no digit")
            }
        }
        appendScript(of: profile, to: &parts)
        return parts
    }

    private static func appendScript(of profile: ValueProfile, to parts: inout [String]) {
        guard profile.letters > profile.latinLetters else { return }
        parts.append(profile.latinLetters == 0 ? "not Latin" : "partly not Latin")
    }

    private static func counted(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}
