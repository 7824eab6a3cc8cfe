public import HTCDSCells

/// A CSV that has been opened: its delimiter, encoding and header are known, and its records can be taken in chunks.
///
/// Memory: one chunk (512 KiB, or the longest record). A record may be up to 64 MiB long.
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
    private var carry = ByteArena(capacity: 64)
    private var atEnd = false

    static let chunkSize = 512 * 1024
    static let longestRecord = 64 * 1024 * 1024

    /// Reads up to the end of the header.
    ///
    /// - Throws: `FormatError` where it is no text or a quote never closes; ``EncodingDoubt`` where the options ask.
    public init(_ source: any ByteSource, options: CSVOptions = CSVOptions()) throws {
        self.source = source
        let head = ByteArena(capacity: CSVFile.chunkSize)
        var raw = [UInt8](repeating: 0, count: 64 * 1024)
        let first = try CSVFile.readFully(source, into: &raw)
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
        atEnd = first < raw.count
        let chosen = encoding
        raw.withUnsafeBytes { bytes in
            CSVFile.append(UnsafeRawBufferPointer(rebasing: bytes[start..<first]), chosen, to: head)
        }
        carry = head
        delimiter = options.delimiter ?? CSVFile.findDelimiter(head)
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
    private static func refuseOtherEncodings(_ bytes: ArraySlice<UInt8>) throws {
        let wide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let nulls = bytes.prefix(4096).count(where: { $0 == 0 })
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
        let arena = ByteArena(capacity: max(CSVFile.chunkSize * (encoding == .utf8 ? 1 : 3), carry.count))
        arena.append(carry.contents)
        carry.removeAll()
        var boundary = RecordBoundary(delimiter: delimiter)
        while true {
            try refill(arena)
            boundary.scan(arena.base, count: arena.count, isEnd: atEnd)
            if atEnd {
                if arena.count == 0 { return nil }
                if boundary.endsInsideQuote { throw unclosed(arena, boundary.openQuote) }
                break
            }
            if boundary.afterLastRecord > 0 {
                split(arena, at: boundary.afterLastRecord)
                break
            }
            let after = RecordBoundary.afterLastCarriageReturn(
                arena.base, count: arena.count, delimiter: delimiter)
            if after > 0 {
                split(arena, at: after)
                break
            }
            if arena.count > CSVFile.longestRecord {
                if boundary.endsInsideQuote { throw unclosed(arena, boundary.openQuote) }
                throw FormatError(
                    .beyondLimits, "A row is longer than 64 MiB. Check that the file is a CSV with line ends.")
            }
            arena.reserve(arena.count)
        }
        let text = CellBytes(start: arena.base, count: arena.count)
        let valid = encoding == .windows1252 || UTF8Check.isValid(text)
        if !valid && doubtsEncoding { throw EncodingDoubt() }
        return CSVChunk(arena: arena, delimiter: delimiter, mayBeBroken: !valid)
    }

    private func refill(_ arena: ByteArena) throws {
        while !atEnd {
            let room = arena.capacity - arena.count
            let wanted = encoding == .utf8 ? room : room / 3
            if wanted < 1024 { return }
            if encoding == .utf8 {
                let count = try source.read(
                    into: UnsafeMutableRawBufferPointer(start: arena.base + arena.count, count: wanted))
                if count == 0 { atEnd = true }
                arena.count += count
            } else {
                var block = [UInt8](repeating: 0, count: min(wanted, 128 * 1024))
                let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
                if count == 0 { atEnd = true }
                block.withUnsafeBytes {
                    CSVFile.append(UnsafeRawBufferPointer(rebasing: $0[0..<count]), encoding, to: arena)
                }
            }
        }
    }

    /// Keeps what stands behind `index` for the next chunk.
    private func split(_ arena: ByteArena, at index: Int) {
        carry.append(UnsafeBufferPointer(start: arena.base + index, count: arena.count - index))
        arena.count = index
    }

    private func unclosed(_ arena: ByteArena, _ quote: Int) -> FormatError {
        var lines = 0
        for index in 0..<quote where arena.base[index] == 0x0A { lines += 1 }
        return FormatError(
            .notWhatItClaims,
            "A quotation mark opens a cell and is never closed, so everything behind it would be one cell. Close it, or "
                + "double it if it belongs to the text.",
            location: .init(line: lines + 1))
    }
}

// MARK: - Header

extension CSVFile {
    /// Takes the header row off the carried bytes.
    private func takeHeader(_ options: CSVOptions) throws -> [String] {
        var boundary = RecordBoundary(delimiter: delimiter)
        while true {
            boundary.scan(carry.base, count: carry.count, isEnd: atEnd)
            if atEnd || boundary.afterLastRecord > 0 || carry.count >= CSVFile.longestRecord { break }
            carry.reserve(max(carry.count, 64 * 1024))
            try refill(carry)
        }
        if boundary.endsInsideQuote && boundary.afterLastRecord == 0 { throw unclosed(carry, boundary.openQuote) }
        return readHeader(wantedRow: options.headerRow, options)
    }

    private func readHeader(wantedRow: Int?, _ options: CSVOptions) -> [String] {
        var offset = 0
        var line = 1
        var row = 1
        while offset < carry.count {
            let record = HeaderRow(carry, from: offset, delimiter: delimiter)
            let isWanted = wantedRow.map { $0 == row } ?? record.cells.contains { !$0.isEmpty }
            if isWanted {
                dropCarried(options.hasNoHeader ? offset : record.end)
                firstLine = options.hasNoHeader ? line : line + record.lines
                firstRow = options.hasNoHeader ? row : row + 1
                skipRows(before: options.dataRow ?? 0)
                return record.cells
            }
            offset = record.end
            line += record.lines
            row += 1
        }
        dropCarried(carry.count)
        return []
    }

    /// Passes over rows between header and data.
    private func skipRows(before dataRow: Int) {
        while firstRow < dataRow && carry.count > 0 {
            let record = HeaderRow(carry, from: 0, delimiter: delimiter)
            dropCarried(record.end)
            firstLine += record.lines
            firstRow += 1
        }
    }

    private func dropCarried(_ count: Int) {
        let rest = ByteArena(capacity: max(carry.count - count, 64))
        rest.append(UnsafeBufferPointer(start: carry.base + count, count: carry.count - count))
        carry = rest
    }

    /// The delimiter that cuts the first rows most evenly: comma, semicolon, tab or bar. A comma where none does.
    private static func findDelimiter(_ head: ByteArena) -> UInt8 {
        var best: (delimiter: UInt8, even: Int, width: Int) = (0x2C, 0, 1)
        for delimiter in [UInt8](arrayLiteral: 0x2C, 0x3B, 0x09, 0x7C) {
            let copy = ByteArena(capacity: head.count + 1)
            copy.append(head.contents)
            var offset = 0
            var widths: [Int] = []
            while offset < copy.count && widths.count < 20 {
                let record = HeaderRow(copy, from: offset, delimiter: delimiter)
                offset = record.end
                if record.cells.contains(where: { !$0.isEmpty }) { widths.append(record.cells.count) }
            }
            guard let width = widths.first, width > 1 else { continue }
            // The last row may be cut off.
            if widths.count > 2 && offset >= copy.count { widths.removeLast() }
            let even = widths.count(where: { $0 == width }) * 100 / widths.count
            if even > best.even || (even == best.even && width > best.width) { best = (delimiter, even, width) }
        }
        return best.delimiter
    }
}

/// One record as text: for headers and sniffing, where speed does not matter.
private struct HeaderRow {
    var cells: [String] = []
    var end: Int
    var lines = 0

    init(_ arena: ByteArena, from start: Int, delimiter: UInt8) {
        let bytes = arena.contents
        var cell: [UInt8] = []
        var index = start
        var atStart = true
        var inQuote = false
        loop: while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if inQuote {
                if byte == 0x22 {
                    if index < bytes.count && bytes[index] == 0x22 {
                        cell.append(0x22)
                        index += 1
                    } else {
                        inQuote = false
                    }
                } else {
                    if byte == 0x0A { lines += 1 }
                    cell.append(byte)
                }
                continue
            }
            switch byte {
            case delimiter:
                cells.append(String(decoding: cell, as: UTF8.self))
                cell = []
                atStart = true
                continue
            case 0x0A: break loop
            case 0x0D:
                if index < bytes.count && bytes[index] == 0x0A { index += 1 }
                break loop
            case 0x22 where atStart: inQuote = true
            default: cell.append(byte)
            }
            atStart = false
        }
        cells.append(String(decoding: cell, as: UTF8.self))
        end = index
        lines += 1
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
