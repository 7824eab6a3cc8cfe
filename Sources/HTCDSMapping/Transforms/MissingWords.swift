import HTCDSCells

/// The cells that mean "missing" in an export: empty ones, and the words a mapping names (`NULL`, `-99`, `n/a`).
struct MissingWords: Sendable {
    private let words: [[UInt8]]
    /// Bytes of the longest word.
    let longest: Int
    /// Whether a word starts with the byte.
    private let starts: [Bool]

    init(_ words: [String]) {
        let bytes = words.map { Array($0.utf8) }.filter { !$0.isEmpty }
        self.words = bytes
        longest = bytes.map(\.count).max() ?? 0
        var starts = [Bool](repeating: false, count: 256)
        for word in bytes { starts[Int(word[0])] = true }
        self.starts = starts
    }

    /// Whether `text`, which is trimmed, says that nothing is stated.
    @inline(__always)
    func contains(_ text: CellBytes) -> Bool {
        if text.count == 0 { return true }
        if text.count > longest || !starts[Int(text.start[0])] { return false }
        for word in words where word.count == text.count {
            var equal = true
            for index in 0..<word.count where word[index] != text.start[index] {
                equal = false
                break
            }
            if equal { return true }
        }
        return false
    }

    /// Whether a word begins like a number.
    var mayBeginWithDigit: Bool { words.contains { ASCII.isDigit($0[0]) } }

    /// Whether a separator stands in one of the words.
    func holds(anyOf separators: Separators) -> Bool {
        words.contains { $0.contains { separators.contains($0) } }
    }
}
