/// What a text says about how its quotation marks are escaped.
///
/// The text is read in both ways at once, and the faults of each reading are counted: text behind a closing quotation
/// mark, and a quotation mark that never closes. A file that follows RFC 4180 has none of them when it is read by RFC 4180,
/// so that it can never be taken for the other kind.
public struct EscapeEvidence: Sendable {
    private var doubled: Reading
    private var backslash: Reading

    /// - Parameter delimiter: nil where it is not known yet: then any of the usual ones may end a cell.
    public init(delimiter: UInt8?) {
        doubled = Reading(delimiter: delimiter, hasBackslashes: false)
        backslash = Reading(delimiter: delimiter, hasBackslashes: true)
    }

    /// Reads a text in UTF-8 to its end. Memory: one block.
    public init(source: any ByteSource, delimiter: UInt8?) throws {
        self.init(delimiter: delimiter)
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            if count == 0 { break }
            add(UnsafeRawBufferPointer(rebasing: block[0..<count]))
        }
        finish()
    }

    /// Adds the bytes that follow.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            doubled.take(byte)
            backslash.take(byte)
        }
    }

    /// Says that the text ends here, where it does.
    public mutating func finish() {
        doubled.finish()
        backslash.finish()
    }

    public var verdict: CSVEscape {
        backslash.escapes > 0 && backslash.faults < doubled.faults ? .backslash : .doubled
    }

    /// One way of reading, byte by byte.
    private struct Reading {
        private enum Place { case start, bare, quoted, escaped, behindQuote, fault }
        let delimiter: UInt8?
        let hasBackslashes: Bool
        private var place = Place.start
        private(set) var faults = 0
        /// Quotation marks that a backslash kept from closing.
        private(set) var escapes = 0

        init(delimiter: UInt8?, hasBackslashes: Bool) {
            self.delimiter = delimiter
            self.hasBackslashes = hasBackslashes
        }

        mutating func take(_ byte: UInt8) {
            switch place {
            case .quoted:
                if byte == 0x22 { place = .behindQuote } else if byte == 0x5C, hasBackslashes { place = .escaped }
            case .escaped:
                if byte == 0x22 { escapes += 1 }
                place = .quoted
            case .behindQuote where byte == 0x22: place = .quoted
            case .start where byte == 0x22: place = .quoted
            default:
                if endsCell(byte) {
                    place = .start
                } else if place == .behindQuote {
                    faults += 1
                    place = .fault
                } else if place == .start {
                    place = .bare
                }
            }
        }

        mutating func finish() {
            if place == .quoted || place == .escaped { faults += 1 }
        }

        private func endsCell(_ byte: UInt8) -> Bool {
            if byte == 0x0A || byte == 0x0D { return true }
            if let delimiter { return byte == delimiter }
            return byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == 0x7C
        }
    }
}
