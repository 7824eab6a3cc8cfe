public import HTCDSCells

/// A file of sheets with rows and cells, whatever its format.
///
/// Not thread-safe, together with its readers.
public protocol SpreadsheetFile: AnyObject {
    var format: SpreadsheetFormat { get }

    /// The sheets in the order of the file.
    var sheets: [SpreadsheetSheet] { get }

    /// The first rows of a sheet that have a cell with a value, to find headers by.
    ///
    /// - Parameters:
    ///   - sheet: place of the sheet, from 0.
    ///   - rows: how many rows at most; 0 gives none.
    /// - Throws: `FormatError`, also if there is no such sheet or it has no cells by its nature.
    func head(sheet: Int, rows: Int) throws -> [SpreadsheetHeadRow]

    /// Reads the rows of a sheet from `firstRow` on.
    ///
    /// - Parameters:
    ///   - sheet: place of the sheet, from 0.
    ///   - columns: what the columns are called; their numbers are those of the sheet, 0 for A.
    ///   - firstRow: first row to read, from 1.
    /// - Throws: `FormatError`, also if there is no such sheet or it has no cells by its nature.
    func reader(sheet: Int, columns: [SourceColumn], firstRow: Int) throws -> SpreadsheetReader
}
