import HTCDSCells

/// A row of hashtags under the header, as the Humanitarian Exchange Language has it (HXL 1.1, "Tags and attributes"):
/// `#affected +f +children`. It speaks about the columns and is no record.
public enum TagRow {
    /// Whether every filled cell is a hashtag with attributes, and there is at least one.
    public static func isOne(_ cells: [String]) -> Bool {
        let filled = cells.filter { !CSVTokenizer.isBlank($0) }
        return !filled.isEmpty && filled.allSatisfy { isTag($0) }
    }

    private static func isTag(_ text: String) -> Bool {
        let words = text.replacing("+", with: " +").split(whereSeparator: \.isWhitespace)
        guard let first = words.first, first.utf8.first == 0x23, isName(first.dropFirst()) else { return false }
        return words.dropFirst().allSatisfy { $0.utf8.first == 0x2B && isName($0.dropFirst()) }
    }

    private static func isName(_ word: Substring) -> Bool {
        guard let first = word.utf8.first, ASCII.isLetter(first) else { return false }
        return word.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F }
    }
}
