import HTCDSCells

/// Finds out which character stands between the cells, from the first rows.
enum DelimiterSniffer {
    private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    private static let rowsLookedAt = 20

    /// The comma, semicolon, tab or bar that cuts the most rows into the same number of cells; a comma where none does.
    static func delimiter(of head: ByteArena, escape: CSVEscape = .doubled) -> UInt8 {
        var best: (delimiter: UInt8, rows: Int, width: Int) = (0x2C, 0, 1)
        for delimiter in candidates {
            let widths = widths(head, delimiter, escape)
            guard let shape = shape(widths) else { continue }
            if shape.rows > best.rows || (shape.rows == best.rows && shape.width > best.width) {
                best = (delimiter, shape.rows, shape.width)
            }
        }
        return best.delimiter
    }

    /// The delimiter that a first line of the form `sep=;` names, and the bytes of that line with its end. nil where the
    /// file does not begin with one.
    static func delimiterLine(_ head: ByteArena) -> (delimiter: UInt8, length: Int)? {
        let bytes = head.contents
        let isQuoted = bytes[0] == 0x22
        let start = isQuoted ? 1 : 0
        let end = start + (isQuoted ? 6 : 5)
        guard bytes.count >= end, bytes[start..<start + 4].map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }),
            !isQuoted || bytes[end - 1] == 0x22
        else { return nil }
        let delimiter = bytes[start + 4]
        let isMark = delimiter == 0x09 || (0x20...0x2F).contains(delimiter) || (0x3A...0x40).contains(delimiter)
        guard isMark || (0x5B...0x60).contains(delimiter) || (0x7B...0x7E).contains(delimiter), delimiter != 0x22 else {
            return nil
        }
        if end == bytes.count || bytes[end] == 0x0A { return (delimiter, min(end + 1, bytes.count)) }
        guard bytes[end] == 0x0D else { return nil }
        return (delimiter, end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1)
    }

    private static func widths(_ head: ByteArena, _ delimiter: UInt8, _ escape: CSVEscape) -> [Int] {
        var widths: [Int] = []
        var footer: Int?
        var offset = 0
        var comments: [Int] = []
        while offset < head.count && widths.count < rowsLookedAt {
            let record = HeaderRow(head, from: offset, delimiter: delimiter, escape: escape)
            offset = record.end
            if record.isBlank { continue }
            // Comments above a table may hold any sign.
            if widths.isEmpty, record.cells[0].utf8.first == 0x23, comments.count < rowsLookedAt * 2 {
                comments.append(record.cells.count)
                continue
            }
            if record.cells.count > 1 {
                footer = nil
            } else if footer == nil, FooterRow(record, filter: nil) == .known {
                footer = widths.lastIndex { $0 > 1 }.map { $0 + 1 }
            }
            widths.append(record.cells.count)
        }
        if widths.isEmpty { return comments }
        return footer.map { Array(widths[..<$0]) } ?? widths
    }

    /// The width most rows have, and how many have it; nil where that is no table.
    private static func shape(_ widths: [Int]) -> (rows: Int, width: Int)? {
        let counts = Dictionary(widths.filter { $0 > 1 }.map { ($0, 1) }, uniquingKeysWith: +)
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
        guard let first = widths.first, first == 1 else { return (most.value, most.key) }
        // A first row that is not cut is a title above a table, or the header of a single column whose cells hold several
        // values. A table goes on evenly, and it has more than two columns.
        guard most.key > 2, let start = widths.firstIndex(of: most.key) else { return nil }
        // The last row may be cut off.
        let rest = widths[start...].dropLast()
        return rest.allSatisfy { $0 == most.key } ? (most.value, most.key) : nil
    }
}
