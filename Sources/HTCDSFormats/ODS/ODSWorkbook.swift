public import HTCDSCells

/// A spreadsheet in the OpenDocument format: `.ods`, or `.fods` in one XML document (OpenDocument 1.0 to 1.4).
///
/// Opening it reads its whole content once, for the list of sheets; each sheet is then read from the start of the
/// content, because its place in there is not known otherwise. Dates are ISO 8601 text as they are written, times of day
/// and durations text such as `PT10H30M00S`. Macros, links, drawings and annotations are not looked at; copies of sheets
/// of other files, which LibreOffice keeps for formulas, are not listed.
///
/// Memory: a slice of the content. Not thread-safe, together with its readers.
public final class ODSWorkbook: SpreadsheetFile {
    private enum Content {
        case part(ZipArchive, ZipArchive.Entry)
        case file(String)
        case bytes([UInt8])

        var name: String? {
            if case .part(_, let entry) = self { return entry.name }
            return nil
        }

        func source() throws -> any ByteSource {
            switch self {
            case .part(let archive, let entry): try archive.source(of: entry)
            case .file(let path): try FileByteSource(path: path)
            case .bytes(let bytes): MemoryByteSource(bytes)
            }
        }
    }

    public let format = SpreadsheetFormat.ods
    public let sheets: [SpreadsheetSheet]
    private let content: Content
    /// Place of each sheet among the tables of the content.
    private let tables: [Int]

    /// - Throws: `FormatError` with `.cannotOpen`; `.notWhatItClaims` for encrypted, broken or truncated files and for
    ///   what is no OpenDocument spreadsheet; `.beyondLimits`.
    public convenience init(path: String) throws {
        let prefix = try FileByteSource(path: path).prefix(SpreadsheetFormat.prefixBytes)
        if Self.isFlat(prefix: prefix) {
            try self.init(.file(path))
        } else {
            try Self.demandZip(prefix)
            try self.init(archive: ZipArchive(path: path))
        }
    }

    /// - Throws: as ``init(path:)``.
    public convenience init(bytes: [UInt8]) throws {
        if Self.isFlat(prefix: bytes) {
            try self.init(.bytes(bytes))
        } else {
            try Self.demandZip(bytes)
            try self.init(archive: ZipArchive(bytes: bytes))
        }
    }

    convenience init(archive: ZipArchive) throws {
        try Self.demandSpreadsheet(archive)
        guard let entry = archive.entry("content.xml") else {
            throw FormatError(
                .notWhatItClaims, "There is no spreadsheet in this file. Check what kind of file it is.",
                location: .init(part: "content.xml"))
        }
        try self.init(.part(archive, entry))
    }

    private init(_ content: Content) throws {
        let found = try ODSOutline.read(content.source(), part: content.name)
        guard !found.isEmpty else {
            throw FormatError(
                .notWhatItClaims, "The spreadsheet has no sheet. Open it in a spreadsheet program and save it anew.",
                location: content.name.map { .init(part: $0) })
        }
        self.content = content
        tables = found.map(\.table)
        sheets = found.enumerated().map { index, sheet in
            SpreadsheetSheet(
                name: sheet.name, state: sheet.isHidden ? .hidden : .visible, index: index, isWorksheet: true)
        }
    }

    public func head(sheet: Int, rows: Int) throws -> [SpreadsheetHeadRow] {
        try open(sheet, firstRow: 1, notesHiddenRows: true).head(rows: rows)
    }

    public func reader(sheet: Int, columns: [SourceColumn], firstRow: Int) throws -> SpreadsheetReader {
        SpreadsheetReader(
            sheet: sheet, columns: columns, firstRow: firstRow,
            pass: try open(sheet, firstRow: firstRow, notesHiddenRows: false))
    }

    private func open(_ sheet: Int, firstRow: Int, notesHiddenRows: Bool) throws -> SheetPass {
        guard sheets.indices.contains(sheet) else {
            throw FormatError(.cannotOpen, "There is no sheet number \(sheet + 1): there are \(sheets.count).")
        }
        let rows = ODSRows(table: tables[sheet], firstRow: firstRow, notesHiddenRows: notesHiddenRows)
        let parser = try XMLPushParser(events: rows, part: content.name)
        rows.names = ODSNames(parser)
        return SheetPass(rows: rows, pump: XMLPump(source: try content.source(), parser: parser))
    }

    private static func demandZip(_ prefix: [UInt8]) throws {
        guard !XLSXWorkbook.isZip(prefix: prefix) else { return }
        throw FormatError(
            .notWhatItClaims,
            prefix.isEmpty
                ? "The file is empty. Export it again."
                : "This is not an OpenDocument spreadsheet (.ods): it is no ZIP file. Check what kind of file it is.")
    }
}
