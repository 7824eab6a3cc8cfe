import HTCDSCells

/// The cells that mean "missing" in an export: empty ones, and the words a mapping names (`NULL`, `-99`, `n/a`).
struct MissingWords: Sendable {
    /// One behind another: an array of arrays would be counted for every cell.
    private let bytes: [UInt8]
    private let words: [Range<Int>]
    /// Bytes of the longest word.
    let longest: Int
    /// Whether a word starts with the byte.
    private let starts: [Bool]

    init(_ words: [String]) {
        var bytes: [UInt8] = []
        var starts = [Bool](repeating: false, count: 256)
        self.words = words.filter { !$0.isEmpty }.map { word in
            let start = bytes.count
            bytes += word.utf8
            starts[Int(bytes[start])] = true
            return start..<bytes.count
        }
        longest = self.words.map(\.count).max() ?? 0
        self.bytes = bytes
        self.starts = starts
    }

    /// Whether `text`, which is trimmed, says that nothing is stated.
    @inline(__always)
    func contains(_ text: CellBytes) -> Bool {
        if text.count == 0 { return true }
        if text.count > longest || !starts[Int(text.start[0])] { return false }
        for word in words where word.count == text.count {
            var equal = true
            for index in 0..<text.count where bytes[word.lowerBound &+ index] != text.start[index] {
                equal = false
                break
            }
            if equal { return true }
        }
        return false
    }

    /// Whether a word begins like a number.
    var mayBeginWithDigit: Bool { words.contains { ASCII.isDigit(bytes[$0.lowerBound]) } }

    /// Whether a separator stands in one of the words.
    func holds(anyOf separators: Separators) -> Bool {
        bytes.contains { separators.contains($0) }
    }
}
