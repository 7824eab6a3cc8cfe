/// Where in the partner's own file something was found.
public struct SourceLocation: Sendable, Hashable, Codable {
    /// Index of the file in the report's `sources`, from 0.
    public var source: Int
    /// Data record, from 1, counted on across files; nil where a whole file or column is meant.
    public var record: Int?
    /// Physical line on which the record (XML: the element) starts, from 1. CSV, NDJSON and XML only.
    public var line: Int?
    /// Row of the sheet, from 1. Spreadsheets only.
    public var row: Int?
    /// Name of the sheet. Spreadsheets only.
    public var sheet: String?
    /// The address as a spreadsheet would show it, such as `H19`; for CSV too.
    public var cell: String?
    /// The header as the partner wrote it where that is safe, else letters and shape.
    public var column: String?
    /// XPath or JSON Pointer. XML and JSON only.
    public var path: String?
    /// Number of the column from 0, to put findings in order. Not part of the report's JSON.
    public var columnNumber: Int?
    /// Number of the sheet in its workbook from 0, by which it is found again. Not part of the report's JSON.
    public var sheetNumber: Int?
    /// The row that a spreadsheet would show a text file's record in, from 1. Not part of the report's JSON.
    public var textRow: Int?

    public init(
        source: Int = 0, record: Int? = nil, line: Int? = nil, row: Int? = nil, sheet: String? = nil,
        cell: String? = nil, column: String? = nil, path: String? = nil, columnNumber: Int? = nil,
        sheetNumber: Int? = nil
    ) {
        self.source = source
        self.record = record
        self.line = line
        self.row = row
        self.sheet = sheet
        self.cell = cell
        self.column = column
        self.path = path
        self.columnNumber = columnNumber
        self.sheetNumber = sheetNumber
    }

    private enum CodingKeys: String, CodingKey { case source, record, line, row, sheet, cell, column, path }
}
