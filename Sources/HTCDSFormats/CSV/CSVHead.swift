import HTCDSCells

/// The beginning of a CSV, looked at before it is read: its delimiter, and the rows that may be its header.
public struct CSVHead: Sendable {
    public let delimiter: UInt8
    public let escape: CSVEscape
    /// Rows with text, by row number from 1.
    public private(set) var rows: [(row: Int, names: [String])] = []
    /// Whether the first row with text goes on behind the bytes, or runs on into the next because of a quotation mark.
    public private(set) var isCut = false

    /// Rows of more than one filled cell that are looked at, and rows at all: above a header there may be many lines.
    private static let wideRows = 10
    private static let allRows = 60

    /// - Parameters:
    ///   - text: the beginning of the text in UTF-8, without a byte order mark.
    ///   - isWhole: whether there is no more of it.
    ///   - options: delimiter and escape, where they are known.
    public init(_ text: [UInt8], isWhole: Bool, options: CSVOptions) {
        let arena = ByteArena(capacity: text.count)
        text.withUnsafeBufferPointer { arena.append($0) }
        let line = arena.count > 0 ? DelimiterSniffer.delimiterLine(arena) : nil
        let start = CSVDialect(arena, from: line?.length ?? 0, isWhole: isWhole, named: line?.delimiter, options)
        (delimiter, escape) = (start.delimiter, start.escape)
        var offset = line?.length ?? 0
        var number = 1
        var wide = 0
        while offset < arena.count, wide < Self.wideRows, rows.count < Self.allRows {
            let row = HeaderRow(arena, from: offset, delimiter: delimiter, escape: escape)
            // Where the row ends is not known: it is for whoever reads on to say what is wrong.
            if (!row.isComplete && !(isWhole && !row.endsInsideQuote)) || (rows.isEmpty && row.cellOfStrayQuote != nil)
            {
                isCut = rows.isEmpty
                break
            }
            if !row.isBlank {
                rows.append((number, row.cells))
                let isComment = row.cells[0].utf8.first == 0x23
                if !isComment, row.cells.count(where: { !CSVTokenizer.isBlank($0) }) > 1 { wide += 1 }
            }
            offset = row.end
            number += 1
        }
    }
}

/// Delimiter and escape of a CSV, from what the user says and the first bytes show.
struct CSVDialect {
    let delimiter: UInt8
    let escape: CSVEscape

    init(_ head: ByteArena, from start: Int, isWhole: Bool, named: UInt8?, _ options: CSVOptions) {
        let known = options.delimiter ?? named
        if let given = options.escape {
            escape = given
        } else {
            var evidence = EscapeEvidence(delimiter: known)
            // Without a backslash before a quotation mark there is nothing to find out.
            if Self.holdsEscape(head) {
                evidence.add(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: head.contents[start...])))
                if isWhole { evidence.finish() }
            }
            escape = evidence.verdict
        }
        delimiter = known ?? DelimiterSniffer.delimiter(of: head, escape: escape)
    }

    private static func holdsEscape(_ head: ByteArena) -> Bool {
        let bytes = head.contents
        guard bytes.count > 1 else { return false }
        for index in 1..<bytes.count where bytes[index] == 0x22 && bytes[index - 1] == 0x5C { return true }
        return false
    }
}
