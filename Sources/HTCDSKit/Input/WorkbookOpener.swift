import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// Workbooks: each sheet whose header the mapping knows becomes a table.
extension TableOpener {
    func openWorkbook(_ input: InputFile, _ number: Int) throws -> Opened {
        let workbook =
            input.isReopenable
            ? try SpreadsheetFormat.open(path: input.path)
            : try SpreadsheetFormat.open(bytes: input.source.readAll(limit: 1 << 30))
        input.format = workbook.format.rawValue
        var heads: [(sheet: SpreadsheetSheet, head: ExportHead)] = []
        for sheet in workbook.sheets where sheet.isWorksheet {
            if let wanted = options.sheet, sheet.name != wanted { continue }
            let rows = try workbook.head(sheet: sheet.index, rows: 10).map { row in
                var names = [String](repeating: "", count: (row.cells.map(\.column).max() ?? -1) + 1)
                for cell in row.cells { names[cell.column] = cell.text }
                return (row: row.row, names: names)
            }
            if !rows.isEmpty { heads.append((sheet, ExportHead(format: input.format, rows: rows))) }
        }
        if let wanted = options.sheet, !workbook.sheets.contains(where: { $0.name == wanted }) {
            throw ToolError(.usage, "The workbook has no sheet of the name given with --sheet.")
        }
        guard !heads.isEmpty else {
            return Opened(
                input: input, tables: [], mapping: given ?? .none, why: "the workbook is empty", sheetsLeft: [],
                problem: .empty)
        }
        if heads.count == 1, heads[0].head.rows[0].names.contains(where: { ShownNames.looksLikeData($0) }),
            !isKnown(heads.map(\.head))
        {
            return Opened(
                input: input, tables: [], mapping: .none, why: "the sheet has no header", sheetsLeft: [],
                problem: .noHeader)
        }
        let (mapping, why) = try recognise(heads.map(\.head), input)
        var tables: [Table] = []
        var left: [String] = []
        let document = mapping.document
        let rated = heads.map { (sheet: $0.sheet, head: $0.head, row: sheetHeaderRow(document, $0.head, heads.count)) }
        for (sheet, head, row) in rated {
            if let only = document.source.sheet, only != sheet.name, heads.contains(where: { $0.sheet.name == only }) {
                left.append(sheet.name)
                continue
            }
            guard let row, head.rows.contains(where: { $0.row == row }) else {
                left.append(sheet.name)
                continue
            }
            let top = WorkbookHead(head.rows, header: row, source: document.source)
            let columns = SourceColumn.columns(named: top.names)
            let plan = PlanCompiler.compile(document, columns: columns, asOf: asOf)
            let reader = try workbook.reader(
                sheet: sheet.index, columns: columns, firstRow: top.firstRow)
            let table = Table(
                file: number, format: input.format, sheetName: sheet.name, plan: plan, reader: .batches(reader),
                headerNames: top.names, headerRow: row,
                encoding: .init(name: "UTF-8", why: "declared by the format"), passedOver: top.passedOver)
            table.isHidden = sheet.state != .visible
            tables.append(table)
        }
        if tables.isEmpty {
            throw ToolError(
                .usage,
                "\(InputFile.name(input.path)): No sheet has a header row that the mapping \(document.name) knows. Give "
                    + "--sheet and --header-row, or another mapping.")
        }
        return Opened(input: input, tables: tables, mapping: mapping, why: why, sheetsLeft: left, problem: nil)
    }

    /// The header row of a sheet for a mapping, nil where the sheet is none of its.
    private func sheetHeaderRow(_ document: MappingDocument, _ head: ExportHead, _ sheets: Int) -> Int? {
        if let forced = options.headerRow { return forced }
        if let match = Recogniser.match(document, head) { return match.headerRow }
        // A mapping that was given by name may be used on a sheet that does not show all it would be known by.
        guard given != nil, options.sheet != nil || sheets == 1 else { return nil }
        return Recogniser.headerRow(document, head) ?? document.source.headerRow ?? head.rows.first?.row
    }
}
