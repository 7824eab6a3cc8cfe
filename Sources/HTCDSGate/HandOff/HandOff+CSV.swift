import HTCDSCells

extension HandOff {
    /// Bytes that are collected before they are handed on.
    private static let block = 256 << 10
    private static let rowsAtATime = 512

    /// Writes the table as CSV: UTF-8 without a byte order mark, comma, quotes by RFC 4180, LF, every row as wide as the
    /// header. Ids stand in the first column.
    ///
    /// Memory: a block. A value's text is made once, not once a row.
    public func writeCSV(to sink: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let arena = ByteArena(capacity: 2 * Self.block)
        for (number, name) in ((subjects.map { [$0.name] } ?? []) + table.columns.map(\.name)).enumerated() {
            if number > 0 { arena.append(0x2C) }
            CSVText.append(name, to: arena)
        }
        arena.append(0x0A)
        // A row of one empty cell would be an empty line, which readers pass over.
        let isAlone = subjects == nil && table.columns.count == 1
        let vocabularies = table.columns.enumerated().map { number, column in
            CellTexts(column, first: number == 0 && subjects == nil, emptyInQuotes: isAlone)
        }
        let widest = vocabularies.reduce(1) { $0 + $1.longest }
        // Columns lie one after the other, rows are written: some rows at a time are turned round.
        let width = table.columns.count
        var numbers = [UInt16](repeating: 0, count: Self.rowsAtATime * width)
        var first = 0
        while first < table.rowCount {
            let count = min(Self.rowsAtATime, table.rowCount - first)
            for (number, column) in table.columns.enumerated() {
                column.codes.withUnsafeBufferPointer { codes in
                    for row in 0..<count { numbers[row * width + number] = codes[first + row] }
                }
            }
            for row in 0..<count {
                if let subjects { CSVText.append(subjects.ids[first + row], to: arena) }
                arena.reserve(widest)
                for number in 0..<width { vocabularies[number].append(Int(numbers[row * width + number]), to: arena) }
                arena.append(0x0A)
                if arena.count >= Self.block {
                    try sink(arena.contents)
                    arena.removeAll()
                }
            }
            first += count
        }
        try sink(arena.contents)
    }
}

/// The cells of a column as CSV, each with the comma before it.
private final class CellTexts {
    private let bytes: ByteArena
    private var spans: [(start: Int, length: Int)] = []
    let longest: Int

    init(_ column: CategoryTable.Column, first: Bool, emptyInQuotes: Bool) {
        bytes = ByteArena(capacity: column.values.count * 16)
        for value in column.values {
            let start = bytes.count
            if !first { bytes.append(0x2C) }
            if value.isEmpty, emptyInQuotes { bytes.append("\"\"" as StaticString) }
            CSVText.append(value, to: bytes)
            spans.append((start, bytes.count - start))
        }
        longest = spans.map(\.length).max() ?? 0
    }

    @inline(__always)
    func append(_ number: Int, to arena: ByteArena) {
        let span = spans[number]
        arena.append(UnsafeBufferPointer(start: bytes.base + span.start, count: span.length))
    }
}
