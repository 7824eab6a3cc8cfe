public import HTCDSCells

/// A CSV that has been opened: its delimiter, encoding and header are known, and its records can be taken in chunks.
///
/// Memory: one chunk (``CSVOptions/chunkSize``, or the longest record if that is longer).
public final class CSVFile {
    public private(set) var delimiter: UInt8 = 0x2C
    public private(set) var escape = CSVEscape.doubled
    public let encoding: TextEncoding
    /// Why the encoding is believed.
    public let encodingWhy: String
    public private(set) var columns: [SourceColumn] = []
    /// The cells of the header row as they stand, before trimming; of the first row where there is no header.
    public private(set) var header: [String] = []
    /// Physical line and row at which the data begins, from 1.
    public private(set) var firstLine = 1
    public private(set) var firstRow = 1
    /// Rows that are no records, as far as they are behind.
    public private(set) var passedOver = PassedOver()

    /// Rows with text that are no records, counted; comments and footers that workers find are theirs to count.
    public struct PassedOver: Sendable, Equatable {
        public var linesAboveHeader = 0
        public var comments = 0
        public var tagRows = 0
        public var rowsAboveData = 0
        public var footers = 0
        /// Blank rows in the footer.
        public var blankRows = 0
    }

    private let source: any ByteSource
    private let doubtsEncoding: Bool
    private let doubtsEscape: Bool
    private let filter: RowFilter?
    /// nil where the table has one column only: then every row looks like a footer.
    private var footer: FooterFinder?
    private let chunkSize: Int
    private let longestRecord: Int
    private var carry: ByteArena
    private var arenas = ArenaPool()
    private var atEnd = false

    /// Reads up to the end of the header, or of the last row before the data.
    ///
    /// - Throws: `FormatError` where it is no text, a quote never closes or a row is too long; ``EncodingDoubt`` where
    ///   the options ask.
    public init(_ source: any ByteSource, options: CSVOptions = CSVOptions()) throws {
        // A byte order mark has up to four bytes.
        chunkSize = max(options.chunkSize, 4)
        longestRecord = min(max(options.longestRecord, 64), Cell.maximumLength)
        var raw = [UInt8](repeating: 0, count: min(64 * 1024, chunkSize))
        var count = try CSVFile.readFully(source, into: &raw)
        let start = try TextStart(raw[..<count], given: options.encoding)
        var text = raw[start.markLength..<count]
        encoding = start.encoding
        encodingWhy = start.why
        doubtsEncoding = options.doubtsEncoding && !start.isCertain
        filter = RowFilter(footers: options.footers, comment: options.comment)
        if encoding == .utf8 {
            self.source = source
        } else {
            let transcoding = try TranscodingByteSource(
                source, from: encoding, prefix: text, blockSize: min(128 * 1024, chunkSize))
            self.source = transcoding
            count = try CSVFile.readFully(transcoding, into: &raw)
            text = raw[..<count]
        }
        atEnd = count < raw.count
        doubtsEscape = options.doubtsEscape && options.escape == nil && !atEnd
        carry = ByteArena(capacity: raw.count)
        text.withUnsafeBufferPointer { carry.append($0) }
        let named = try takeDelimiterLine()
        let dialect = CSVDialect(carry, from: 0, isWhole: atEnd, named: named, options)
        (delimiter, escape) = (dialect.delimiter, dialect.escape)
        header = Array(try takeHeader(options).prefix(options.columnLimit))
        if header.count > 1, !options.keepsFooters {
            footer = FooterFinder(delimiter: delimiter, escape: escape, filter: filter)
        }
        columns =
            options.hasNoHeader
            ? header.indices.map { SourceColumn(number: $0, name: nil) } : SourceColumn.columns(named: header)
    }

    private static func readFully(_ source: any ByteSource, into buffer: inout [UInt8]) throws -> Int {
        var total = 0
        try buffer.withUnsafeMutableBytes { bytes in
            while total < bytes.count {
                let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[total...]))
                if count == 0 { break }
                total += count
            }
        }
        return total
    }

    // MARK: Chunks

    /// The records that follow, or nil at the end. The chunk belongs to the caller.
    ///
    /// - Throws: `FormatError`, its line counted from the start of the chunk (use `shifted(byLines:)`);
    ///   ``EncodingDoubt`` where the options ask for it.
    public func nextChunk() throws -> CSVChunk? {
        if atEnd && carry.count == 0 { return nil }
        var size = max(chunkSize, carry.count)
        let arena = arenas.take(capacity: size)
        arena.append(carry.contents)
        carry.removeAll()
        var boundary = RecordBoundary(delimiter: delimiter, escape: escape)
        while true {
            let isFull = try refill(arena, upTo: size)
            boundary.scan(arena.base, count: arena.count, isEnd: atEnd)
            if doubtsEscape, boundary.suspectsBackslashes || (boundary.endsInsideQuote && (atEnd || isFull)) {
                throw EscapeDoubt()
            }
            if atEnd {
                if arena.count == 0 { return nil }
                if boundary.endsInsideQuote { throw unclosed(line: lines(arena, before: boundary.openQuote) + 1) }
                dropFooter(arena)
                if arena.count == 0 { return nil }
                break
            }
            var end =
                boundary.afterLastRecord > 0
                ? boundary.afterLastRecord
                : RecordBoundary.afterLastCarriageReturn(
                    arena.base, count: arena.count, delimiter: delimiter, escape: escape)
            if end > 0, let held = footer?.heldBack(arena, before: end), held > 0 || !isFull { end = held }
            if end > 0 {
                // What stands behind the last whole record is kept for the next chunk.
                carry.append(UnsafeBufferPointer(start: arena.base + end, count: arena.count - end))
                arena.count = end
                break
            }
            if isFull {
                if boundary.endsInsideQuote { throw unclosed(line: lines(arena, before: boundary.openQuote) + 1) }
                throw tooLong(line: 1)
            }
            size *= 2
        }
        // What is not this chunk's, because it was kept for the next one, may be broken as well.
        if !boundary.isText, doubtsEncoding, !UTF8Check.isValid(CellBytes(start: arena.base, count: arena.count)) {
            throw EncodingDoubt()
        }
        return CSVChunk(
            arena: arena, delimiter: delimiter, escape: escape, filter: filter, mayBeBroken: !boundary.isText)
    }

    /// Takes the footer off the last chunk.
    private func dropFooter(_ arena: ByteArena) {
        guard let found = footer?.footer(arena), found.start < arena.count else { return }
        passedOver.footers += found.rows
        passedOver.blankRows += found.blankRows
        arena.count = found.start
    }

    /// Reads until `arena` holds `size` bytes or the source ends. True where it holds as much as one record may.
    private func refill(_ arena: ByteArena, upTo size: Int) throws -> Bool {
        let size = min(size, longestRecord)
        arena.reserve(max(size - arena.count, 0))
        // Not worth a call, unless chunks are that small.
        let least = min(1024, max(1, min(chunkSize, longestRecord) / 16))
        while !atEnd {
            let room = size - arena.count
            if room < least { break }
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: arena.base + arena.count, count: room))
            if count == 0 { atEnd = true }
            arena.count += count
        }
        return !atEnd && arena.count > longestRecord - 3 * least
    }

    private func unclosed(line: Int) -> FormatError {
        FormatError(
            .notWhatItClaims,
            "A quotation mark opens a cell and is never closed, so everything behind it would be one cell. Close it, or "
                + "double it if it belongs to the text.",
            location: .init(line: line))
    }

    private func strayQuote(_ cell: Int) -> FormatError {
        FormatError(
            .notWhatItClaims,
            "A quotation mark in the header, in column \(SourceColumn.letters(cell)), is closed only in a later line, so that a "
                + "record would become part of the header. Take the quotation mark out, or close it behind the header.",
            location: .init(line: firstLine))
    }

    private func tooLong(line: Int) -> FormatError {
        FormatError(
            .beyondLimits,
            "A row is longer than \(longestRecord) bytes. Check that the file is a CSV with line ends.",
            location: .init(line: line))
    }

    /// How many lines end before `index`, counted as the tokenizer counts them.
    private func lines(_ arena: ByteArena, before index: Int) -> Int {
        let bytes = arena.contents
        return (0..<index).count { place in
            bytes[place] == 0x0A || (bytes[place] == 0x0D && bytes[place + 1] != 0x0A)
        }
    }
}

// MARK: - Header

extension CSVFile {
    /// Takes the line off with which Excel is told the delimiter: `sep=;`, the first of the file and no row of its table.
    private func takeDelimiterLine() throws -> UInt8? {
        // Read on only where chunks are tiny and it may be one.
        if carry.count < 16, !atEnd, carry.contents.first.map({ $0 | 0x20 == 0x73 || $0 == 0x22 }) == true {
            _ = try refill(carry, upTo: 16)
        }
        guard carry.count > 0, let line = DelimiterSniffer.delimiterLine(carry) else { return nil }
        firstLine += 1
        dropCarried(line.length)
        return line.delimiter
    }

    /// Takes the rows up to the header, and those between it and the data, off the carried bytes.
    private func takeHeader(_ options: CSVOptions) throws -> [String] {
        let dataRow = options.dataRow ?? 0
        var offset = 0
        var names: [String]?
        var titles: [String]?
        while names == nil || firstRow < dataRow {
            let row = try carriedRow(&offset)
            if row.end == offset { break }
            if names == nil, options.headerRow.map({ $0 == firstRow }) ?? !row.isBlank {
                if !options.hasNoHeader, let cell = row.cellOfStrayQuote { throw strayQuote(cell) }
                names = titles.map { SourceColumn.names(row.cells, under: $0) } ?? row.cells
                // The row is data as well.
                if options.hasNoHeader { continue }
            } else if names == nil, firstRow == options.titleRow {
                titles = row.cells
            } else if !row.isBlank {
                passOver(row, isAboveHeader: names == nil)
            }
            if doubtsEncoding, !UTF8Check.isValid(carry.bytes(at: offset, length: row.end - offset)) {
                throw EncodingDoubt()
            }
            offset = row.end
            firstLine += row.lines
            firstRow += 1
        }
        if names != nil, !options.hasNoHeader, let row = try tagRow(offset) {
            passedOver.tagRows += 1
            offset = row.end
            firstLine += row.lines
            firstRow += 1
        }
        dropCarried(offset)
        return names ?? []
    }

    private func passOver(_ row: HeaderRow, isAboveHeader: Bool) {
        if TagRow.isOne(row.cells) {
            passedOver.tagRows += 1
        } else if row.cells[0].utf8.first == 0x23 {
            passedOver.comments += 1
        } else if isAboveHeader {
            passedOver.linesAboveHeader += 1
        } else {
            passedOver.rowsAboveData += 1
        }
    }

    /// The row of hashtags at `offset` of the carried bytes, nil where another row stands there. Such a row is not long,
    /// and nothing is read for it but a few bytes.
    private func tagRow(_ offset: Int) throws -> HeaderRow? {
        let wanted = min(offset + 16 * 1024, longestRecord)
        func mayBeTags() -> Bool {
            let start = carry.contents[offset...].first { $0 != delimiter && $0 != 0x22 && $0 != 0x20 }
            return start == nil || start == 0x23
        }
        while carry.count < wanted, !atEnd, mayBeTags() {
            if HeaderRow(carry, from: offset, delimiter: delimiter, escape: escape).isComplete { break }
            let before = carry.count
            _ = try refill(carry, upTo: min(wanted, carry.count + max(chunkSize, 64)))
            if carry.count == before { break }
        }
        guard carry.count > offset, mayBeTags() else { return nil }
        let row = HeaderRow(carry, from: offset, delimiter: delimiter, escape: escape)
        guard row.isComplete || (atEnd && !row.endsInsideQuote), TagRow.isOne(row.cells) else { return nil }
        return row
    }

    /// The row that starts at `offset` of the carried bytes, read to its end. An empty one at the end of the file.
    private func carriedRow(_ offset: inout Int) throws -> HeaderRow {
        while true {
            let row = HeaderRow(carry, from: offset, delimiter: delimiter, escape: escape)
            if row.isComplete { return row }
            if atEnd {
                if row.endsInsideQuote { throw unclosed(line: firstLine + row.linesBeforeQuote) }
                return row
            }
            dropCarried(offset)
            offset = 0
            if try refill(carry, upTo: max(carry.count * 2, carry.count + chunkSize)) {
                let longest = HeaderRow(carry, from: 0, delimiter: delimiter, escape: escape)
                if longest.endsInsideQuote { throw unclosed(line: firstLine + longest.linesBeforeQuote) }
                if !longest.isComplete { throw tooLong(line: firstLine) }
            }
        }
    }

    private func dropCarried(_ count: Int) {
        let rest = ByteArena(capacity: max(carry.count - count, 64))
        rest.append(UnsafeBufferPointer(start: carry.base + count, count: carry.count - count))
        carry = rest
    }
}

extension SourceColumn {
    /// Columns for a row of headers; empty headers have no name, equal ones are told apart by their occurrence.
    public static func columns(named names: [String]) -> [SourceColumn] {
        var seen: [[UInt8]: Int] = [:]
        return names.enumerated().map { number, name in
            let key = ByteKeyTable.folded(name)
            if key.isEmpty { return SourceColumn(number: number, name: nil) }
            let occurrence = (seen[key] ?? 0) + 1
            seen[key] = occurrence
            return SourceColumn(number: number, name: name, occurrence: occurrence)
        }
    }
}
