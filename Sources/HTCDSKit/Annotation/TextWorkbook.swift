import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// Text files as the sheets of a workbook: every row of a file in the row that a spreadsheet would show it in, every cell
/// as the text it is.
struct TextWorkbook {
    private let run: DataSetRun
    private let path: String
    private var cut = 0
    private var rowsLeft = 0
    private var cellsLeft = 0

    /// - Parameter run: a run that ended, which knows how the files are written.
    init(_ run: DataSetRun, to path: String) {
        self.run = run
        self.path = path
    }

    /// - Returns: what did not fit into a workbook, a sentence each.
    /// - Throws: `FormatError`, `ToolError`.
    func write() throws -> [String] {
        var writing = self
        let writer = try XLSXTableWriter(path: path, folder: TemporaryFile.folder)
        var names: Set<String> = []
        for (number, path) in run.paths.enumerated() {
            var sheet = try writer.addSheet(Self.sheetName(path, &names))
            try writing.copy(number, path, writer, &sheet)
        }
        try writer.close()
        var notes: [String] = []
        if writing.rowsLeft > 0 {
            notes.append(
                "A sheet holds \(XLSXTableWriter.mostRows) rows: \(writing.rowsLeft) more are not in the workbook.")
        }
        if writing.cut > 0 {
            notes.append(
                "A cell holds \(XLSXTableWriter.longestText) characters: the text of \(writing.cut) was cut off there.")
        }
        if writing.cellsLeft > 0 {
            notes.append(
                "A sheet holds \(XLSXTableWriter.mostColumns) columns: \(writing.cellsLeft) cells are not in the workbook."
            )
        }
        return notes
    }

    private mutating func copy(
        _ number: Int, _ path: String, _ writer: XLSXTableWriter, _ sheet: inout XLSXTableWriter.Sheet
    ) throws {
        let reader = CSVReader(file: try run.opener.wholeText(path, number, run.mapping.document))
        let width = max(1, reader.columns.count)
        let batch = CellBatch(
            columnCount: width, recordCapacity: CellBatch.suitableCapacity(columns: width),
            arena: ByteArena(capacity: 64))
        while try reader.read(into: batch) {
            var extras = batch.extras[...]
            for record in 0..<batch.recordCount {
                let row = Int(batch.position(record).row)
                guard row <= XLSXTableWriter.mostRows, sheet.bytes < XLSXTableWriter.mostBytes else {
                    rowsLeft += 1
                    continue
                }
                while sheet.rows < row - 1 { writer.endRow(of: &sheet) }
                for column in 0..<width {
                    try write(batch.bytes(batch.cell(record: record, column: column)), column, writer, &sheet)
                }
                while let extra = extras.first, extra.record <= record {
                    extras = extras.dropFirst()
                    if extra.record == record { try write(batch.bytes(extra.cell), extra.column, writer, &sheet) }
                }
                writer.endRow(of: &sheet)
            }
        }
    }

    private mutating func write(
        _ cell: CellBytes, _ column: Int, _ writer: XLSXTableWriter, _ sheet: inout XLSXTableWriter.Sheet
    ) throws {
        guard !cell.isEmpty else { return }
        guard column < XLSXTableWriter.mostColumns else {
            cellsLeft += 1
            return
        }
        if cell.count <= XLSXTableWriter.longestText, UTF8Check.isValid(cell) {
            return try writer.write(cell, column: column, of: &sheet)
        }
        // Bytes that are no UTF-8 become U+FFFD.
        var text = cell.makeString()
        if text.utf16.count > XLSXTableWriter.longestText {
            cut += 1
            var units = 0
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.prefix {
                        units += UTF16.width($0)
                        return units <= XLSXTableWriter.longestText
                    }))
        }
        try text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            try writer.write(CellBytes(start: start, count: bytes.count), column: column, of: &sheet)
        }
    }

    /// The name of a file as that of a sheet: at most 31 characters, none of `[]:*?/\`, none twice.
    private static func sheetName(_ path: String, _ taken: inout Set<String>) -> String {
        let stem = String(TableOpener.stem(InputFile.name(path)).map { "[]:*?/\\'".contains($0) ? "-" : $0 })
        let plain = stem.unicodeScalars.allSatisfy { $0.value >= 0x20 } && !stem.isEmpty ? stem : "data"
        // Counted in UTF-16 units, as Excel does.
        var name = ""
        for character in plain where name.utf16.count + String(character).utf16.count <= 27 { name.append(character) }
        let tries = [name] + (2...100_000).map { "\(name)-\($0)" }
        let free = tries.first { !taken.contains($0.lowercased()) && $0.lowercased() != "history" } ?? name
        taken.insert(free.lowercased())
        return free
    }
}

extension TableOpener {
    /// A text file from its first row on, footers and comments too, read as the run read it.
    /// - Throws: `ToolError`, `FormatError`.
    func wholeText(_ path: String, _ number: Int, _ document: MappingDocument) throws -> CSVFile {
        let probed = try openText(
            TextInput(InputFile(path: path, forced: "csv")), number, document, headerRow: document.source.headerRow ?? 1
        ).file
        var csv = CSVOptions(delimiter: probed.delimiter, encoding: probed.encoding)
        csv.escape = probed.escape
        csv.hasNoHeader = true
        csv.keepsFooters = true
        return try CSVFile(FileByteSource(path: path), options: csv)
    }
}
