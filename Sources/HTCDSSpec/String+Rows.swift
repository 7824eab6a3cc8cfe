/// Tables that are kept as text, so that the compiler reads one literal and not thousands. They are split at every start
/// of the program that needs them, and therefore by one pass over their bytes.
extension String {
    private static let tab = UInt8(ascii: "\t")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let bar = UInt8(ascii: "|")

    /// Lines split at tabs, empty cells kept, empty lines left out. Bytes and not characters are split: they are never
    /// joined to an accent.
    func rows() -> [[String]] {
        var text = self
        return text.withUTF8 { bytes in
            var rows: [[String]] = []
            var row: [String] = []
            var start = 0
            for index in 0...bytes.count {
                let byte = index < bytes.count ? bytes[index] : Self.lineFeed
                guard byte == Self.tab || byte == Self.lineFeed else { continue }
                if byte == Self.tab || index > start || !row.isEmpty { row.append(Self.text(bytes, start..<index)) }
                start = index + 1
                guard byte == Self.lineFeed, !row.isEmpty else { continue }
                rows.append(row)
                row = []
                row.reserveCapacity(rows[0].count)
            }
            return rows
        }
    }

    /// The parts between bars that are not empty; none for an empty text.
    func list() -> [String] {
        if isEmpty { return [] }
        var text = self
        return text.withUTF8 { bytes in
            var parts: [String] = []
            var start = 0
            for index in 0...bytes.count where index == bytes.count || bytes[index] == Self.bar {
                if index > start { parts.append(Self.text(bytes, start..<index)) }
                start = index + 1
            }
            return parts
        }
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
