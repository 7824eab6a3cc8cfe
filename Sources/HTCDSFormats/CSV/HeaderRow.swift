import HTCDSCells

/// One record as text: for headers and sniffing, where speed does not matter. Cut as ``CSVTokenizer`` cuts.
struct HeaderRow {
    var cells: [String] = []
    /// Index behind the line end.
    var end: Int
    /// Physical lines it takes.
    var lines = 0
    /// Whether its line end is there, to the last byte: a carriage return at the end may be half of one.
    var isComplete = false
    /// Whether a quote is open at the end of the bytes, and on which line of the record.
    var endsInsideQuote = false
    var linesBeforeQuote = 0
    /// The first cell, from 0, that goes on behind quotation marks with a line end between them: one mark is missing, or one
    /// too many, and what looks like one row are several.
    var cellOfStrayQuote: Int?

    /// Whether no cell holds anything but blanks.
    var isBlank: Bool { cells.allSatisfy { CSVTokenizer.isBlank($0) } }

    init(_ arena: ByteArena, from start: Int, delimiter: UInt8, escape: CSVEscape = .doubled) {
        let bytes = arena.contents
        var cell: [UInt8] = []
        var index = start
        var atStart = true
        var wasQuoted = false
        func isLineEnd(_ index: Int) -> Bool {
            bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
        }
        loop: while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if endsInsideQuote {
                if byte == 0x5C, escape == .backslash, index < bytes.count,
                    bytes[index] == 0x22 || bytes[index] == 0x5C
                {
                    cell.append(bytes[index])
                    index += 1
                } else if byte != 0x22 {
                    if isLineEnd(index - 1) { lines += 1 }
                    cell.append(byte)
                } else if index < bytes.count && bytes[index] == 0x22 {
                    cell.append(0x22)
                    index += 1
                } else {
                    endsInsideQuote = false
                }
                continue
            }
            switch byte {
            case delimiter:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell = []
                (atStart, wasQuoted) = (true, false)
                continue
            case 0x0A:
                isComplete = true
                break loop
            case 0x0D:
                isComplete = index < bytes.count
                if isComplete && bytes[index] == 0x0A { index += 1 }
                break loop
            case 0x22 where atStart:
                endsInsideQuote = true
                wasQuoted = true
                linesBeforeQuote = lines
            default:
                if wasQuoted, byte > 0x20, lines > linesBeforeQuote, cellOfStrayQuote == nil {
                    cellOfStrayQuote = cells.count
                }
                cell.append(byte)
            }
            atStart = false
        }
        cells.append(String(decoding: cell, as: UTF8.self))
        end = index
        lines += 1
    }
}
