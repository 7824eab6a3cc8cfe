import HTCDSCells
import HTCDSFindings

extension Table {
    /// Where the header of a column stands.
    /// - Parameter number: column from 0, nil: the table as a whole.
    func headerPlace(ofColumn number: Int?) -> SourceLocation {
        var location = SourceLocation(source: file, sheet: names.sheet(sheetName))
        location.sheetNumber = sheetNumber
        guard let number else { return location }
        let column = plan.layout.columns[number].column
        location.column = names.column(column)
        location.columnNumber = number
        if let origin = origin(ofColumn: number) {
            // The header of the table that it was joined from.
            let source = origin.source
            location.source = source.file
            location.sheet = names.sheet(source.sheetName)
            location.sheetNumber = source.sheetNumber
            location.column = names.isSafe ? origin.column.name : location.column
            location.cell = "\(origin.column.letters)\(source.headerRow)"
            if source.format != "csv" { location.row = source.headerRow }
        } else if headerRow > 0 {
            location.cell = "\(column.letters)\(headerRow)"
            if isSpreadsheet { location.row = headerRow }
        }
        return location
    }
}
