public import HTCDSCells

/// What by its shape may lead to one person, in a value that should be a category.
///
/// Stricter than ``ValueShape``: a year, a quarter, a month, a band of ages and a code of letters pass; what has the form
/// of a contact, a day, a place on the map, a number of a document or a sentence does not. It errs on the side of "may
/// lead". Not for the hot path: it allocates. O(length), of which the first 4096 bytes are looked at.
public enum IdentifyingShape: String, Sendable, Hashable, CaseIterable {
    case email, webAddress, phone, day, coordinate, longNumber, identifier, freeText

    /// Most characters and words of a category.
    public static let longestCategory = (characters: 64, words: 6)

    /// nil for a category.
    public static func find(in text: CellBytes) -> IdentifyingShape? {
        let trimmed = text.trimmed()
        if trimmed.isEmpty { return nil }
        let profile = ValueProfile(trimmed, limit: ValueShape.bytesRead)
        let folded = profile.folded
        if AddressShape.holdsEmail(folded) { return .email }
        if AddressShape.isWebAddress(folded) || holds("://", folded) || holds("www.", folded) { return .webAddress }
        if isDay(folded) { return .day }
        if isCoordinate(folded) { return .coordinate }
        if PhoneShape.isPhone(folded) || PhoneShape.holdsPhone(folded) { return .phone }
        if longestRunOfDigits(folded) > 4 { return .longNumber }
        if isIdentifier(folded) { return .identifier }
        let words = folded.split(separator: 0x20).count
        if trimmed.count > ValueShape.bytesRead || profile.characters > longestCategory.characters
            || words > longestCategory.words
        {
            return .freeText
        }
        return nil
    }

    /// A date with a day, anywhere; a month alone is none, nor is a year.
    private static func isDay(_ folded: [UInt8]) -> Bool {
        if let form = DateShape.describe(folded) {
            return form != "yyyy-m" && form != "yyyy-mm" && form != "yyyy/m" && form != "yyyy/mm" && form != "m/yyyy"
                && form != "mm/yyyy" && form != "m-yyyy" && form != "mm-yyyy"
        }
        return DateShape.holdsDate(folded)
    }

    /// Two numbers with decimals, or one with three or more of them.
    private static func isCoordinate(_ folded: [UInt8]) -> Bool {
        if NumberShape.isPairOfNumbers(folded) { return true }
        var decimals = -1
        for byte in folded {
            if byte == 0x2E {
                decimals = 0
            } else if ASCII.isDigit(byte) {
                if decimals >= 0 { decimals += 1 }
                if decimals > 2 { return true }
            } else {
                decimals = -1
            }
        }
        return false
    }

    private static func longestRunOfDigits(_ folded: [UInt8]) -> Int {
        var longest = 0
        var run = 0
        for byte in folded {
            run = ASCII.isDigit(byte) ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// A word of letters and at least four digits: `REF-0012`, `2019-0017-A`, a UUID. `2019-q2` is a quarter.
    private static func isIdentifier(_ folded: [UInt8]) -> Bool {
        folded.split(separator: 0x20).contains { word in
            let digits = word.count(where: ASCII.isDigit)
            let letters = word.count { ASCII.isLetter($0) || $0 == ValueProfile.otherLetter }
            guard digits >= 4 else { return false }
            if letters > 0 { return !isQuarter(word) }
            // Digits in groups, `2019-0017`: more of them than a span of years or ages has.
            return digits > 4 && !isSpan(word)
        }
    }

    private static func isQuarter(_ word: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(word)
        return bytes.count == 7 && bytes[..<4].allSatisfy(ASCII.isDigit) && bytes[4] == 0x2D && bytes[5] == 0x71
            && (0x31...0x34).contains(bytes[6])
    }

    /// Two numbers of the same length or a shorter and a longer one, ascending: `2002--2010`, `9-17`, `99-101`. Also a
    /// year and a month.
    private static func isSpan(_ word: ArraySlice<UInt8>) -> Bool {
        let parts = word.split { !ASCII.isDigit($0) }
        guard parts.count == 2, parts.allSatisfy({ $0.count <= 4 }) else { return false }
        func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
        if parts[0].count == 4, parts[1].count <= 2 { return (1...12).contains(number(parts[1])) }
        if parts[1].count == 4, parts[0].count <= 2 { return (1...12).contains(number(parts[0])) }
        return number(parts[0]) <= number(parts[1])
    }

    private static func holds(_ part: StaticString, _ folded: [UInt8]) -> Bool {
        let wanted = Array("\(part)".utf8)
        guard folded.count >= wanted.count else { return false }
        return (0...(folded.count - wanted.count)).contains { folded[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
