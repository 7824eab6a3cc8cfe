public import HTCDSCells

/// A workbook in the format of Office Open XML: `.xlsx` or `.xlsm` (ECMA-376, transitional or strict).
///
/// Opening it reads the list of sheets; shared texts and styles are read once, when the first sheet is. Macros, external
/// links and everything else that is not a cell are not looked at.
///
/// Memory: 40 MiB of shared texts and 4 bytes for each; more of them wait in a temporary file (``SpillFile``). Not
/// thread-safe, together with its readers.
public final class XLSXWorkbook: SpreadsheetFile {
    public let format = SpreadsheetFormat.xlsx
    /// The sheets in the order of the workbook.
    public let sheets: [SpreadsheetSheet]
    /// Whether the workbook asks the program that opens it to calculate all formulas (ECMA-376-1, 18.2.2, calcPr
    /// `fullCalcOnLoad`): libraries that cannot calculate set it, and the saved values of their formulas mean nothing.
    public let asksForCalculation: Bool

    private let archive: ZipArchive
    private let is1904: Bool
    private let sheetParts: [String?]
    private let stringsPart: String?
    private let stylesPart: String?
    private var loaded: (strings: SharedStrings?, formats: [NumberFormat])?

    /// How much of a file that is no ZIP is looked at to say what it is.
    private static let signatureBytes = 16 * 1_024 * 1_024

    /// - Throws: `FormatError` with `.cannotOpen`; `.notWhatItClaims` for old, encrypted, broken or truncated files and
    ///   for containers that are no workbook; `.beyondLimits`.
    public convenience init(path: String) throws {
        let source = try FileByteSource(path: path)
        var prefix = try source.prefix(8)
        if Self.isOLE(prefix: prefix) { prefix += try source.prefix(Self.signatureBytes) }
        try Self.demandZip(prefix)
        try self.init(archive: ZipArchive(path: path))
    }

    /// - Throws: as ``init(path:)``.
    public convenience init(bytes: [UInt8]) throws {
        try Self.demandZip(bytes)
        try self.init(archive: ZipArchive(bytes: bytes))
    }

    init(archive: ZipArchive) throws {
        self.archive = archive
        let workbookPart = try Self.workbookPart(archive)
        let workbook = WorkbookReader()
        try Self.read(workbook, workbookPart, archive)
        let relationships = RelationshipsReader()
        let relationshipsPart = PartName.relationships(of: workbookPart)
        if archive.entry(relationshipsPart) != nil { try Self.read(relationships, relationshipsPart, archive) }

        func part(kind: String) -> String? {
            relationships.all.first { $0.kind == kind }
                .flatMap { PartName.resolve($0.target, from: workbookPart) }
        }
        stringsPart = part(kind: "sharedStrings")
        stylesPart = part(kind: "styles")
        is1904 = workbook.is1904
        asksForCalculation = workbook.asksForCalculation
        var sheets: [SpreadsheetSheet] = []
        var parts: [String?] = []
        for (index, sheet) in workbook.sheets.enumerated() {
            let relationship = relationships.byID[sheet.relationship]
            sheets.append(
                SpreadsheetSheet(
                    name: sheet.name, state: sheet.state, index: index,
                    isWorksheet: relationship?.kind == "worksheet"))
            parts.append(relationship.flatMap { PartName.resolve($0.target, from: workbookPart) })
        }
        guard !sheets.isEmpty else {
            throw FormatError(
                .notWhatItClaims, "The workbook has no sheet. Open it in a spreadsheet program and save it anew.",
                location: .init(part: workbookPart))
        }
        self.sheets = sheets
        sheetParts = parts
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
        guard sheets[sheet].isWorksheet else {
            throw FormatError(.cannotOpen, "Sheet number \(sheet + 1) is a chart or the like and has no cells.")
        }
        guard let part = sheetParts[sheet], let entry = archive.entry(part) else {
            throw ZipFault.broken("Sheet number \(sheet + 1) is missing in it.", part: sheetParts[sheet])
        }
        let (strings, formats) = try load()
        let collector = SheetCollector(
            strings: strings, formats: formats, is1904: is1904, firstRow: firstRow, notesHiddenRows: notesHiddenRows)
        let parser = try XMLPushParser(events: collector, part: entry.name)
        collector.prepare(parser)
        return SheetPass(rows: collector, pump: XMLPump(source: try archive.source(of: entry), parser: parser))
    }

    private func load() throws -> (strings: SharedStrings?, formats: [NumberFormat]) {
        if let loaded { return loaded }
        var strings: SharedStrings?
        if let part = stringsPart, let entry = archive.entry(part) {
            strings = try .read(archive.source(of: entry, limit: SharedStrings.partLimit), part: entry.name)
        }
        let styles = StylesReader()
        if let part = stylesPart, archive.entry(part) != nil { try Self.read(styles, part, archive) }
        let result = (strings, styles.formats)
        loaded = result
        return result
    }

    // MARK: Parts

    static func workbookPart(_ archive: ZipArchive) throws -> String {
        var part = "xl/workbook.xml"
        if archive.entry("_rels/.rels") != nil {
            let package = RelationshipsReader()
            try read(package, "_rels/.rels", archive)
            if let target = package.all.first(where: { $0.kind == "officeDocument" })?.target {
                part = PartName.resolve(target, from: "") ?? part
            }
        }
        if part.hasSuffix(".bin") || (archive.entry(part) == nil && archive.entry("xl/workbook.bin") != nil) {
            throw FormatError(
                .notWhatItClaims,
                "This is a binary workbook (.xlsb). Open it in a spreadsheet program and save it as .xlsx.")
        }
        guard archive.entry(part) != nil else {
            throw FormatError(
                .notWhatItClaims, "This is a ZIP file, but there is no workbook in it. Check what kind of file it is.")
        }
        return part
    }

    static func read(_ collector: PathCollector, _ part: String, _ archive: ZipArchive) throws {
        guard let entry = archive.entry(part) else { throw ZipFault.broken("A part of it is missing.", part: part) }
        try collector.read(archive.source(of: entry, limit: PathCollector.partLimit), part: entry.name)
    }
}
