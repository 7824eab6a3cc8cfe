public import HTCDSCells

/// A CSV that has been opened: its delimiter, encoding and header are known, and its records can be taken in chunks.
///
/// Memory: one chunk (``CSVOptions/chunkSize``, or the longest record if that is longer).
public final class CSVFile {
    public let delimiter: UInt8
    public let encoding: TextEncoding
    /// Why the encoding is believed.
    public let encodingWhy: String
    public private(set) var columns: [SourceColumn] = []
    /// The cells of the header row as they stand, before trimming; of the first row where there is no header.
    public private(set) var header: [String] = []
    /// Physical line and row at which the data begins, from 1.
    public private(set) var firstLine = 1
    public private(set) var firstRow = 1

    private let source: any ByteSource
    private let doubtsEncoding: Bool
    private let chunkSize: Int
    private let longestRecord: Int
    /// Bytes in another encoding, before they become UTF-8. Empty where the source is UTF-8.
    private var foreign: [UInt8]
    private var carry: ByteArena
    private var atEnd = false

    /// Reads up to the end of the header, or of the last row before the data.
    ///
    /// - Throws: `FormatError` where it is no text, a quote never closes or a row is too long; ``EncodingDoubt`` where
    ///   the options ask.
    public init(_ source: any ByteSource, options: CSVOptions = CSVOptions()) throws {
        self.source = source
        // A byte order mark has three bytes.
        chunkSize = max(options.chunkSize, 4)
        longestRecord = min(max(options.longestRecord, 64), Cell.maximumLength)
        var raw = [UInt8](repeating: 0, count: min(64 * 1024, chunkSize))
        let first = try CSVFile.readFully(source, into: &raw)
        atEnd = first < raw.count
        var start = 0
        if raw.prefix(first).starts(with: [0xEF, 0xBB, 0xBF]) {
            start = 3
            encoding = options.encoding ?? .utf8
            encodingWhy = options.encoding == nil ? "byte order mark" : "given by --encoding"
            doubtsEncoding = false
        } else if let given = options.encoding {
            encoding = given
            encodingWhy = "given by --encoding"
            doubtsEncoding = false
        } else {
            try CSVFile.refuseOtherEncodings(raw.prefix(first))
            encoding = .utf8
            encodingWhy = "every byte is UTF-8"
            doubtsEncoding = options.doubtsEncoding
        }
        foreign = encoding == .utf8 ? [] : [UInt8](repeating: 0, count: min(128 * 1024, chunkSize))
        carry = ByteArena(capacity: raw.count)
        let (chosen, head) = (encoding, carry)
        raw.withUnsafeBytes { bytes in
            CSVFile.append(UnsafeRawBufferPointer(rebasing: bytes[start..<first]), chosen, to: head)
        }
        delimiter = options.delimiter ?? DelimiterSniffer.delimiter(of: head)
        header = try takeHeader(options)
        columns =
            options.hasNoHeader
            ? header.indices.map { SourceColumn(number: $0, name: nil) } : SourceColumn.columns(named: header)
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding, to arena: ByteArena) {
        switch encoding {
        case .utf8: arena.append(bytes.bindMemory(to: UInt8.self))
        case .windows1252: Windows1252.append(bytes, to: arena)
        }
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

    /// UTF-16 and UTF-32 are no CSV that can be cut at commas byte by byte.
    public static func refuseOtherEncodings(_ bytes: some Collection<UInt8>) throws {
        let wide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let nulls = bytes.prefix(4096).count { $0 == 0 }
        if wide || nulls > bytes.prefix(4096).count / 8 {
            throw FormatError(
                .notWhatItClaims,
                wide
                    ? "The file is in UTF-16, which is not read. Save it as \"CSV UTF-8\" and try again."
                    : "The file is no text: it is full of NUL bytes. If it is a spreadsheet, name it .xlsx; if it is "
                        + "UTF-16 text, save it as \"CSV UTF-8\".",
                location: .init(byte: 0))
        }
    }

    // MARK: Chunks

    /// The records that follow, or nil at the end. The chunk belongs to the caller.
    ///
    /// - Throws: `FormatError`, its line counted from the start of the chunk (use `shifted(byLines:)`);
    ///   ``EncodingDoubt`` where the options ask for it.
    public func nextChunk() throws -> CSVChunk? {
        if atEnd && carry.count == 0 { return nil }
        var size = max(encoding == .utf8 ? chunkSize : chunkSize * 3, carry.count)
        let arena = ByteArena(capacity: size)
        arena.append(carry.contents)
        carry.removeAll()
        var boundary = RecordBoundary(delimiter: delimiter)
        while true {
            let isFull = try refill(arena, upTo: size)
            boundary.scan(arena.base, count: arena.count, isEnd: atEnd)
            if atEnd {
                if arena.count == 0 { return nil }
                if boundary.endsInsideQuote { throw unclosed(line: lines(arena, before: boundary.openQuote) + 1) }
                break
            }
            let end =
                boundary.afterLastRecord > 0
                ? boundary.afterLastRecord
                : RecordBoundary.afterLastCarriageReturn(arena.base, count: arena.count, delimiter: delimiter)
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
        let text = CellBytes(start: arena.base, count: arena.count)
        let valid = encoding == .windows1252 || UTF8Check.isValid(text)
        if !valid && doubtsEncoding { throw EncodingDoubt() }
        return CSVChunk(arena: arena, delimiter: delimiter, mayBeBroken: !valid)
    }

    /// Reads until `arena` holds `size` bytes or the source ends. True where it holds as much as one record may.
    private func refill(_ arena: ByteArena, upTo size: Int) throws -> Bool {
        let size = min(size, longestRecord)
        arena.reserve(max(size - arena.count, 0))
        // Not worth a call, unless chunks are that small.
        let least = min(1024, max(1, min(chunkSize, longestRecord) / 16))
        while !atEnd {
            let room = size - arena.count
            if encoding == .utf8 {
                if room < least { break }
                let count = try source.read(
                    into: UnsafeMutableRawBufferPointer(start: arena.base + arena.count, count: room))
                if count == 0 { atEnd = true }
                arena.count += count
            } else {
                let wanted = min(room / 3, foreign.count)
                if wanted < least { break }
                try foreign.withUnsafeMutableBytes { block in
                    let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: block[..<wanted]))
                    if count == 0 { atEnd = true }
                    CSVFile.append(UnsafeRawBufferPointer(rebasing: block[..<count]), encoding, to: arena)
                }
            }
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
    /// Takes the rows up to the header, and those between it and the data, off the carried bytes.
    private func takeHeader(_ options: CSVOptions) throws -> [String] {
        let dataRow = options.dataRow ?? 0
        var offset = 0
        var names: [String]?
        while names == nil || firstRow < dataRow {
            let row = try carriedRow(&offset)
            if row.end == offset { break }
            if names == nil, options.headerRow.map({ $0 == firstRow }) ?? row.cells.contains(where: { !$0.isEmpty }) {
                names = row.cells
                // The row is data as well.
                if options.hasNoHeader { continue }
            }
            if doubtsEncoding, !UTF8Check.isValid(carry.bytes(at: offset, length: row.end - offset)) {
                throw EncodingDoubt()
            }
            offset = row.end
            firstLine += row.lines
            firstRow += 1
        }
        dropCarried(offset)
        return names ?? []
    }

    /// The row that starts at `offset` of the carried bytes, read to its end. An empty one at the end of the file.
    private func carriedRow(_ offset: inout Int) throws -> HeaderRow {
        while true {
            let row = HeaderRow(carry, from: offset, delimiter: delimiter)
            if row.isComplete { return row }
            if atEnd {
                if row.endsInsideQuote { throw unclosed(line: firstLine + row.linesBeforeQuote) }
                return row
            }
            dropCarried(offset)
            offset = 0
            if try refill(carry, upTo: max(carry.count * 2, carry.count + chunkSize)) {
                let longest = HeaderRow(carry, from: 0, delimiter: delimiter)
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
