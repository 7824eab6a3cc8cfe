import HTCDSCells
import HTCDSFormats

/// What a CSV was read as, laid out for comparison.
struct CSVSheet: Equatable, CustomStringConvertible {
    struct Row: Equatable {
        var line: Int
        var row: Int
        /// Cells the row really had.
        var width: Int
        /// Every cell with text, by its column, whether in the grid or behind it.
        var cells: [Int: [UInt8]]
        var quoted: Set<Int> = []
        var broken: Set<Int> = []

        subscript(column: Int) -> String { String(decoding: cells[column] ?? [], as: UTF8.self) }
        var texts: [String] { (0..<width).map { self[$0] } }
    }

    var rows: [Row] = []
    var blankRows = 0

    /// The texts of all rows, row by row.
    var texts: [[String]] { rows.map(\.texts) }
    var description: String {
        rows.map { "\($0.line)/\($0.row)/\($0.width) \($0.texts)" }.joined(separator: "; ") + " blank \(blankRows)"
    }

    /// Adds the records of `batch`, counted from behind `lines` lines and `rows` rows.
    mutating func take(_ batch: CellBatch, lines: Int = 0, rows before: Int = 0) {
        blankRows += batch.blankRows
        let first = rows.count
        for record in 0..<batch.recordCount {
            let position = batch.position(record)
            rows.append(
                Row(
                    line: Int(position.line) + lines, row: Int(position.row) + before, width: Int(position.width),
                    cells: [:]))
            for column in 0..<batch.columnCount {
                add(batch.cell(record: record, column: column), column, first + record, batch)
            }
        }
        for extra in batch.extras { add(extra.cell, extra.column, first + extra.record, batch) }
    }

    private mutating func add(_ cell: Cell, _ column: Int, _ row: Int, _ batch: CellBatch) {
        guard cell.isPresent else { return }
        if cell.hasBrokenEncoding { rows[row].broken.insert(column) }
        if cell.isQuoted && column < batch.columnCount { rows[row].quoted.insert(column) }
        if !cell.isEmpty { rows[row].cells[column] = Array(batch.bytes(cell).buffer) }
    }

    /// Reads `bytes` to the end with ``CSVReader``.
    static func read(
        _ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), step: Int = .max, capacity: Int = 64,
        columns: Int? = nil
    ) throws -> CSVSheet {
        let reader = try CSVReader(MemoryByteSource(bytes, step: step), options: options)
        let batch = CellBatch(
            columnCount: columns ?? reader.columns.count, recordCapacity: capacity, arena: ByteArena(capacity: 64))
        var sheet = CSVSheet()
        while try reader.read(into: batch) { sheet.take(batch) }
        // Once at the end, always at the end.
        if try reader.read(into: batch) { sheet.blankRows = -1 }
        return sheet
    }

    static func read(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> CSVSheet {
        try read(Array(text.utf8), options)
    }

    /// Reads `bytes` as the pipeline does: every chunk by itself, lines and rows added up afterwards.
    static func readChunks(_ bytes: [UInt8], _ options: CSVOptions, capacity: Int, columns: Int) throws -> CSVSheet {
        let file = try CSVFile(MemoryByteSource(bytes), options: options)
        let batch = CellBatch(columnCount: columns, recordCapacity: capacity, arena: ByteArena(capacity: 64))
        var sheet = CSVSheet()
        var (lines, rows) = (file.firstLine - 1, file.firstRow - 1)
        while let chunk = try file.nextChunk() {
            var tokenizer = CSVTokenizer(chunk)
            while tokenizer.fill(batch) { sheet.take(batch, lines: lines, rows: rows) }
            lines += tokenizer.nextLine - 1
            rows += tokenizer.nextRow - 1
        }
        return sheet
    }
}

extension CSVOptions {
    /// Every row is data, the first one too, even a blank one.
    static func rowsOnly(delimiter: UInt8? = 0x2C, chunkSize: Int = 512 * 1024) -> CSVOptions {
        var options = CSVOptions(delimiter: delimiter, headerRow: 1)
        options.hasNoHeader = true
        options.chunkSize = chunkSize
        return options
    }
}
