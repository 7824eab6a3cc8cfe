internal import HTCDSCells

/// Reads CSV by RFC 4180 and nothing else: comma, `"` doubled within quotes, LF or CRLF. Bytes come in pieces of any size.
///
/// Written apart from the writer of the output and from the reader of partners' files, so that no mistake of theirs is
/// shared. Memory: one cell, of which no more than ``longestCell`` bytes are kept.
struct ProofReader {
    /// Kept bytes of a cell; a longer one is no category.
    static let longestCell = 64 << 10

    /// What the reader meets.
    enum Event {
        case cell, endOfRow, badQuotes, blankLine
    }

    private enum State { case start, plain, quoted, quoteInQuoted, afterReturn }

    private var state = State.start
    /// Cells of the row that have ended.
    private var cells = 0
    private(set) var cell: [UInt8] = []
    private(set) var isCellCut = false

    /// Whether the last line has its end.
    var isBetweenRows: Bool { state == .start && cells == 0 }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ note: (Event, borrowing [UInt8]) -> Void) {
        for byte in bytes {
            switch state {
            case .start:
                if byte == 0x22 {
                    state = .quoted
                } else {
                    state = .plain
                    plain(byte, isFirst: true, note)
                }
            case .plain: plain(byte, isFirst: false, note)
            case .quoted:
                if byte == 0x22 { state = .quoteInQuoted } else { keep(byte) }
            case .quoteInQuoted:
                if byte == 0x22 {
                    keep(byte)
                    state = .quoted
                } else if byte == 0x2C || byte == 0x0A || byte == 0x0D {
                    end(byte, note)
                } else {
                    note(.badQuotes, [])
                    state = .plain
                    keep(byte)
                }
            case .afterReturn:
                if byte != 0x0A {
                    // A lone carriage return ends a line for some readers and not for others.
                    note(.badQuotes, [])
                }
                endRow(note)
                if byte != 0x0A {
                    state = .plain
                    plain(byte, isFirst: true, note)
                }
            }
        }
    }

    private mutating func plain(_ byte: UInt8, isFirst: Bool, _ note: (Event, borrowing [UInt8]) -> Void) {
        switch byte {
        case 0x2C, 0x0A, 0x0D:
            if isFirst, cells == 0, byte != 0x2C { note(.blankLine, []) }
            end(byte, note)
        case 0x22:
            note(.badQuotes, [])
            keep(byte)
        default: keep(byte)
        }
    }

    private mutating func end(_ byte: UInt8, _ note: (Event, borrowing [UInt8]) -> Void) {
        note(.cell, cell)
        cell.removeAll(keepingCapacity: true)
        isCellCut = false
        cells += 1
        if byte == 0x2C {
            state = .start
        } else if byte == 0x0A {
            endRow(note)
        } else {
            state = .afterReturn
        }
    }

    private mutating func endRow(_ note: (Event, borrowing [UInt8]) -> Void) {
        note(.endOfRow, [])
        cells = 0
        state = .start
    }

    private mutating func keep(_ byte: UInt8) {
        if cell.count < Self.longestCell { cell.append(byte) } else { isCellCut = true }
    }
}
