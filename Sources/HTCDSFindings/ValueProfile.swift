internal import HTCDSCells

/// What ``ValueShape`` needs to know of a value: how many characters of which kind, and a folded copy for the patterns.
struct ValueProfile {
    /// User-perceived characters that can be seen, blanks included.
    private(set) var characters = 0
    private(set) var letters = 0
    private(set) var latinLetters = 0
    private(set) var digits = 0
    /// Runs of letters between blanks.
    private(set) var words = 0
    /// Characters that are neither letter, digit nor blank.
    private(set) var signs = 0
    /// Zero-width and direction characters and controls.
    private(set) var invisible = 0
    /// Whether there are bytes that are not UTF-8, or a U+FFFD that somebody put in place of one.
    private(set) var isUnreadable = false
    /// Whether it looks like UTF-8 that was read as Windows-1252 ("Ã©" for "é").
    private(set) var isGarbled = false
    /// The value for the patterns: digits of every script as ASCII digits, accents gone, A–Z as a–z, separators of all
    /// scripts as their ASCII likeness, every blank a space, invisible characters left out; ``otherLetter`` and
    /// ``otherSign`` stand for the rest.
    private(set) var folded: [UInt8] = []

    static let otherLetter: UInt8 = 0x80
    static let otherSign: UInt8 = 0x81

    /// Reads at most `limit` bytes. O(limit).
    init(_ text: CellBytes, limit: Int) {
        var end = min(text.count, limit)
        // Never cut a character in two.
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        let readable = text[0..<end]
        isUnreadable = !UTF8Check.isValid(readable)
        folded.reserveCapacity(end)
        var previous: Unicode.Scalar = " "
        for character in readable.makeString() {
            for scalar in character.unicodeScalars {
                fold(scalar)
                if scalar == "\u{FFFD}" { isUnreadable = true }
                if Self.garbledStarts.contains(previous), Self.isGarbledEnd(scalar) { isGarbled = true }
                previous = scalar
            }
            count(character)
        }
        words = countWords()
    }

    var isDigitsOnly: Bool { digits == characters }
    /// Only letters and blanks between them.
    var isWordsOnly: Bool { letters > 0 && digits == 0 && signs == 0 }

    /// What stands between several values, nil where the value looks like a single one.
    var separator: String? {
        if isList(of: 0x3B) { return ";" }
        if isList(of: 0x7C) { return "|" }
        if isList(of: 0x0A) { return "line breaks" }
        if isList(of: 0x2C) { return "," }
        return nil
    }

    private func isList(of byte: UInt8) -> Bool {
        let parts = folded.split(separator: byte, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return false }
        return parts.filter { $0.contains { $0 == Self.otherLetter || ASCII.isLetter($0) || ASCII.isDigit($0) } }.count
            > 1
    }

    private mutating func count(_ character: Character) {
        guard let scalar = character.unicodeScalars.first else { return }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control where Self.isBlank(scalar):
            characters += 1
        case .control, .format:
            invisible += 1
        case .spaceSeparator, .lineSeparator, .paragraphSeparator:
            characters += 1
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            characters += 1
            letters += 1
            if Self.isLatin(scalar) { latinLetters += 1 }
        case .decimalNumber:
            characters += 1
            digits += 1
        default:
            characters += 1
            signs += 1
        }
    }

    private func countWords() -> Int {
        folded.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).count {
            $0.contains { $0 == Self.otherLetter || ASCII.isLetter($0) }
        }
    }

    private mutating func fold(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let byte = UInt8(scalar.value)
            if byte == 0x0A || byte == 0x0D { return folded.append(0x0A) }
            if byte == 0x09 || byte == 0x20 { return folded.append(0x20) }
            if byte < 0x20 || byte == 0x7F { return }
            return folded.append(ASCII.lowered(byte))
        }
        if let likeness = Self.likenesses[scalar] { return folded.append(likeness) }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .decimalNumber:
            folded.append(0x30 + UInt8(properties.numericValue ?? 0))
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            folded.append(Self.otherLetter)
        case .spaceSeparator: folded.append(0x20)
        case .lineSeparator, .paragraphSeparator: folded.append(0x0A)
        case .control, .format, .nonspacingMark, .enclosingMark, .spacingMark: break
        case .currencySymbol: folded.append(0x24)
        case .dashPunctuation: folded.append(0x2D)
        default: folded.append(Self.otherSign)
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// The blocks of Unicode that hold Latin letters.
    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x024F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xAB30...0xAB6F, 0xFB00...0xFB06,
            0xFF21...0xFF5A:
            true
        default: false
        }
    }

    private static let garbledStarts: Set<Unicode.Scalar> = ["Ã", "Â", "Ø", "Ù", "Ð", "Ñ", "â"]

    /// Continuation bytes 0x80…0xBF as Windows-1252 and Latin-1 show them, but for what follows those letters in words.
    private static func isGarbledEnd(_ scalar: Unicode.Scalar) -> Bool {
        (0x80...0xBF).contains(scalar.value) || "€‚ƒ„…†‡ˆ‰Š‹Œ‘“”•–—˜™›œŸ".unicodeScalars.contains(scalar)
    }

    /// What looks or means the same as an ASCII character in a date, a number, a list or an address, and the accented
    /// letters of the names of months.
    private static let likenesses: [Unicode.Scalar: UInt8] = [
        "\u{060C}": 0x2C, "\u{061B}": 0x3B, "\u{066B}": 0x2E, "\u{066C}": 0x2C, "\u{3001}": 0x2C, "\u{FF0C}": 0x2C,
        "\u{FF1B}": 0x3B, "\u{FF0E}": 0x2E, "\u{FF0F}": 0x2F, "\u{2044}": 0x2F, "\u{2212}": 0x2D, "\u{FF20}": 0x40,
        "\u{FF1A}": 0x3A, "\u{FF0B}": 0x2B, "\u{FF08}": 0x28, "\u{FF09}": 0x29, "\u{066A}": 0x25, "\u{2019}": 0x27,
        "\u{5E74}": 0x2F, "\u{6708}": 0x2F, "\u{65E5}": 0x20,
        "é": 0x65, "è": 0x65, "ê": 0x65, "É": 0x65, "û": 0x75, "Û": 0x75, "ä": 0x61, "Ä": 0x61, "ç": 0x63, "Ç": 0x63,
    ]
}
