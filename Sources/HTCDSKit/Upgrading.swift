import HTCDSFormats
import HTCDSMapping

/// Turns records of earlier versions of the standard into records of today.
public enum Upgrading {
    /// The name of the mapping for the version that a file is in: the one that recognises it, else the one that knows the
    /// most of its headers; of several that know as many the latest.
    ///
    /// - Throws: `ToolError`, also where no version knows two headers of the file.
    public static func mapping(for path: String, options: RunOptions) throws -> String {
        let opener = try TableOpener(options: options, asOf: Clock(option: options.asOf).day)
        let input = try InputFile(path: path, forced: options.inputFormat)
        let heads: [ExportHead]
        do { heads = try opener.heads(input) } catch { throw ToolError.wrapping(error, file: InputFile.name(path)) }
        let shipped = try opener.shipped.all()
        let own = shipped.filter { $0.document.records != nil }.map(\.document)
        if heads.contains(where: { Recogniser.best($0, among: own) != nil }) {
            throw ToolError(
                .usage,
                "\(InputFile.name(path)): These are records of HTCDS 2.0 already. Convert them, or leave them as they are."
            )
        }
        let earlier = shipped.filter { $0.document.upgradesFrom != nil }
        let matches = heads.compactMap { Recogniser.best($0, among: earlier.map(\.document)) }
        if let match = Recogniser.best(of: matches) { return match.mapping }
        var best: (name: String, version: String, known: Int)?
        // A document for one layout is no reading of another one.
        for loaded in earlier where loaded.document.source.headerRow == nil {
            guard let version = loaded.document.upgradesFrom else { continue }
            let known = heads.map { Recogniser.knownHeaders(loaded.document, $0) }.max() ?? 0
            if (best?.known ?? 1, best?.version ?? "") < (known, version) {
                best = (loaded.document.name, version, known)
            }
        }
        guard let best else {
            throw ToolError(
                .usage,
                "\(InputFile.name(path)): No earlier version of the standard knows these headers. Convert the file by a "
                    + "mapping of its own.")
        }
        return best.name
    }
}

extension TableOpener {
    /// What a file shows of its columns, whatever its format.
    func heads(_ input: InputFile) throws -> [ExportHead] {
        switch input.format {
        case "csv": return [ExportHead(format: "csv", rows: try headRows(TextInput(input)))]
        case "xlsx", "ods":
            let workbook = try SpreadsheetFormat.open(path: input.path)
            return try workbook.sheets.filter(\.isWorksheet).map { try sheetHead(workbook, $0) }
        case "json", "ndjson":
            let head = try JSONRecordReader.sniff(MemoryByteSource(input.prefix))
            let pointers = head.recordPointers.isEmpty ? [""] : head.recordPointers
            return pointers.map { ExportHead(format: "json", rows: [(1, head.paths(pointer: $0))]) }
        default: return []
        }
    }

    /// The first rows of a sheet.
    func sheetHead(_ workbook: any SpreadsheetFile, _ sheet: SpreadsheetSheet) throws -> ExportHead {
        let rows = try workbook.head(sheet: sheet.index, rows: 10).map { row in
            var names = [String](repeating: "", count: (row.cells.map(\.column).max() ?? -1) + 1)
            for cell in row.cells { names[cell.column] = cell.text }
            return (row: row.row, names: names)
        }
        return ExportHead(format: workbook.format.rawValue, rows: rows)
    }
}
