import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// A second table of a data set, read to its end: its rows wait for the records they belong to.
final class RelatedSource {
    /// Number of its file.
    let file: Int
    let format: String
    let sheetName: String?
    let section: RelatedTableSection
    let table: RelatedTable
    let header: [String]
    /// Row of the header, from 1.
    let headerRow: Int
    let encoding: Report.Source.Encoding
    /// Number of its sheet in the workbook, from 0; nil for other formats.
    var sheetNumber: Int?

    /// - Throws: `ToolError` where the key column is not there; what the reader throws.
    init(
        file: Int, format: String, sheetName: String?, section: RelatedTableSection, reader: any BatchReader,
        header: [String], headerRow: Int,
        encoding: Report.Source.Encoding = .init(name: "UTF-8", why: "declared by the format")
    ) throws {
        self.encoding = encoding
        self.headerRow = headerRow
        self.file = file
        self.format = format
        self.sheetName = sheetName
        self.section = section
        self.header = header
        guard let key = Self.column(section.key, among: reader.columns) else {
            throw ToolError(
                .usage, "The table \(section.name) has no column \(section.key.text), by which its rows are found.")
        }
        table = try RelatedTable(reader, keyColumn: key, form: section.hasSalesforceIds ? .salesforceId : .exact)
    }

    /// The number of the column that a document names.
    static func column(_ reference: ColumnReference?, among columns: [SourceColumn]) -> Int? {
        guard let reference else { return nil }
        switch reference.kind {
        case .number(let number): return number < columns.count ? number : nil
        case .header(let name, let occurrence):
            let found = columns.filter { $0.name.map { ByteKeyTable.folded($0) } == ByteKeyTable.folded(name) }
            return found.dropFirst((occurrence ?? 1) - 1).first?.number
        }
    }
}

extension RelatedTableSection {
    /// Whether a table is this one.
    /// - Parameters:
    ///   - stem: name of the file without its ending.
    ///   - sheet: name of the sheet, nil for a file.
    /// - Returns: the row of its header, nil where it is not.
    func headerRow(_ rows: [(row: Int, names: [String])], stem: String, sheet: String?) -> Int? {
        if let own = self.sheet, let sheet { return own == sheet ? rows.first?.row : nil }
        if let file, !stem.lowercased().hasSuffix(file.lowercased()) { return nil }
        guard !columns.isEmpty else { return file == nil ? nil : rows.first?.row }
        let wanted = Set(columns.map { ByteKeyTable.folded($0) })
        return rows.first { wanted.isSubset(of: $0.names.map { ByteKeyTable.folded($0) }) }?.row
    }
}

extension JoinedReader {
    /// A main table with the tables that belong to it, as a mapping says.
    convenience init(_ main: any BatchReader, _ document: MappingDocument, _ related: [RelatedSource]) {
        var joins: [TableJoin] = []
        for source in related {
            let section = source.section
            let parent = section.parent.flatMap { name in related.first { $0.section.name == name } }
            if section.parent != nil, parent == nil { continue }
            let columns = parent?.table.columns ?? main.columns
            let reference = section.parentColumn ?? document.id
            guard let column = RelatedSource.column(reference, among: columns) else { continue }
            let pivot = section.pivot.flatMap { pivot -> (name: Int, value: Int)? in
                guard let name = RelatedSource.column(pivot.name, among: source.table.columns),
                    let value = RelatedSource.column(pivot.value, among: source.table.columns)
                else { return nil }
                return (name, value)
            }
            joins.append(
                TableJoin(
                    name: section.name, table: source.table, parent: section.parent, parentColumn: column,
                    isSingle: section.isSingle, pivot: pivot, pivotPrefix: "ext:"))
        }
        self.init(main, joins: joins)
    }
}
