import HTCDSCells
import HTCDSFormats
import HTCDSMapping

/// The header of a sheet, and what stands around it.
struct WorkbookHead {
    /// The names of the columns, with the titles above them where the mapping says so.
    let names: [String]
    /// First row of data, from 1.
    let firstRow: Int
    let passedOver: [Table.PassedOver]

    /// - Parameters:
    ///   - rows: the first rows with text.
    ///   - header: row of the header.
    init(_ rows: [(row: Int, names: [String])], header: Int, source: SourceSection) {
        let own = rows.first { $0.row == header }?.names ?? []
        let titles = source.titleRow.flatMap { row in rows.first { $0.row == row }?.names }
        let whole = titles.map { SourceColumn.names(own, under: $0) } ?? own
        names = Array(whole.prefix(source.listsFrom ?? .max))
        var firstRow = max(source.dataRow ?? 0, header + 1)
        let tags = rows.filter { $0.row > header && TagRow.isOne($0.names) }
        // Right under the header, before any record.
        if let tag = tags.first, tag.row == header + 1 { firstRow = max(firstRow, tag.row + 1) }
        self.firstRow = firstRow
        func count(_ isCounted: ((row: Int, names: [String])) -> Bool) -> Int { rows.count(where: isCounted) }
        let isTag = { (row: (row: Int, names: [String])) in row.row < firstRow && TagRow.isOne(row.names) }
        passedOver = [
            Table.PassedOver(
                // What stands above a header whose row the mapping names is a part of the form.
                why: "line above the header",
                count: source.headerRow == nil ? count { $0.row < header && !isTag($0) } : 0),
            Table.PassedOver(why: "row of HXL hashtags", count: count { isTag($0) }),
            Table.PassedOver(
                why: "row between the header and the data",
                count: count { $0.row > header && $0.row < firstRow && !isTag($0) }),
        ]
    }
}
