/// One walk through the XML of a sheet.
struct SheetPass {
    let rows: SheetRows
    let pump: XMLPump

    /// Parses one slice more.
    /// - Returns: false when there was nothing left of the sheet.
    func feed() throws -> Bool { try !rows.isComplete && pump.feed() }

    /// The first rows that have a cell with a value. Uses the pass up.
    func head(rows limit: Int) throws -> [SpreadsheetHeadRow] {
        var head: [SpreadsheetHeadRow] = []
        while head.count < limit {
            while let row = rows.stage.first, head.count < limit {
                let cells = row.cells.map { index in
                    let (cell, text) = rows.stage.cell(index, of: row)
                    return SpreadsheetHeadRow.Cell(
                        column: Int(cell.column), text: String(decoding: text, as: UTF8.self), kind: cell.kind)
                }
                let isHidden = rows.isHidden(row: row.row)
                let copies = row.isFilled ? rows.copies(row: row.row) : 1
                for copy in 0..<min(copies, limit - head.count) {
                    head.append(SpreadsheetHeadRow(row: row.row + copy, hidden: isHidden, cells: cells))
                }
                rows.stage.drop()
            }
            rows.stage.compact()
            if head.count >= limit { break }
            if try !feed() { break }
        }
        return head
    }
}
