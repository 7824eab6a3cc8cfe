import HTCDSCells
import HTCDSFormats

/// Opens a workbook twice, and reads the heads and rows of its first sheets in batches of 1 and 4,096.
func openWorkbook(_ bytes: [UInt8], firstRow: Int, _ open: ([UInt8]) throws -> any SpreadsheetFile) {
    let file: any SpreadsheetFile
    do { file = try open(bytes) } catch is FormatError { return } catch {
        fatalError("an error of another type: \(type(of: error))")
    }
    for sheet in file.sheets.indices.prefix(3) {
        do {
            for row in try file.head(sheet: sheet, rows: 10) {
                if row.row < 1 { fatalError("rows count from 1") }
                for cell in row.cells where cell.column < 0 { fatalError("columns count from 0") }
            }
        } catch {
            guard error is FormatError else { fatalError("an error of another type: \(type(of: error))") }
        }
        let columns = (0..<Batches.columns).map { SourceColumn(number: $0, name: nil) }
        Batches.readBoth("batches of a sheet") {
            try file.reader(sheet: sheet, columns: columns, firstRow: firstRow)
        }
    }
}
