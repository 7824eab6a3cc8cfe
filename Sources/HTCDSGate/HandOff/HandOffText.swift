/// What synthesizers do to texts, so that nothing is written that they would change.
enum HandOffText {
    /// As names and ids are compared: trimmed, in lower case.
    static func folded(_ text: some StringProtocol) -> String {
        var scalars = Substring(text).unicodeScalars
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return Substring(scalars).lowercased()
    }

    static func hasOuterBlanks(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.first?.properties.isWhitespace == true || scalars.last?.properties.isWhitespace == true
    }

    /// `;` parts attributes of a combination, `:` the column from its value.
    static func hasSeparator(_ text: String) -> Bool { text.utf8.contains { $0 == 0x3B || $0 == 0x3A } }

    static func hasInvisible(_ text: String) -> Bool { text.unicodeScalars.contains(where: isInvisible) }

    /// Line breaks, tabs, control characters, byte order marks and marks of writing direction. Not the two joiners, without
    /// which Persian and the languages of India cannot be spelt.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x200C || scalar.value == 0x200D { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    /// Punctuation of ASCII that is neither in the way of CSV nor the other separator.
    static func isDelimiter(_ text: String?) -> Bool {
        guard let text, !text.isEmpty, text.utf8.count <= 4 else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x22, 0x2C, 0x3A: false
            case 0x21...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
            default: false
            }
        }
    }
}

extension String {
    /// The parts between delimiters, empty ones too.
    func split(delimiter: String) -> [String] {
        split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    }
}
