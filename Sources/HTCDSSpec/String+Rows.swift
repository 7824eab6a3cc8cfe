extension String {
    private static let tab = UInt8(ascii: "\t")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let bar = UInt8(ascii: "|")

    /// Lines split at tabs, empty cells kept. Bytes and not characters are split: they are never joined to an accent.
    func rows() -> [[String]] {
        utf8.split(separator: Self.lineFeed).map { line in
            line.split(separator: Self.tab, omittingEmptySubsequences: false).map { String(Substring($0)) }
        }
    }

    /// The parts between bars; none for an empty text.
    func list() -> [String] {
        utf8.split(separator: Self.bar).map { String(Substring($0)) }
    }
}
