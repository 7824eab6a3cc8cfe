import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// Workbooks in which each sheet is the form of one case, as a mapping says that was named by the user.
extension TableOpener {
    func openForms(
        _ workbook: any SpreadsheetFile, _ input: InputFile, _ number: Int, _ mapping: LoadedMapping,
        _ form: (names: Int, values: Int)
    ) throws -> Opened {
        let document = mapping.document
        let wanted = Set(document.columnNames.map { ByteKeyTable.folded($0) })
        var tables: [Table] = []
        var left: [String] = []
        for sheet in workbook.sheets where sheet.isWorksheet {
            if let only = options.sheet, sheet.name != only { continue }
            let width = max(form.names, form.values) + 1
            let letters = (0..<width).map { SourceColumn(number: $0, name: nil) }
            let rows = try workbook.reader(sheet: sheet.index, columns: letters, firstRow: document.source.dataRow ?? 1)
            let reader = try FormReader(rows, names: form.names, values: form.values)
            let plan = PlanCompiler.compile(document, columns: reader.columns, asOf: asOf)
            // A sheet with none of the names is no form: instructions, lists of codes.
            let isForm =
                plan.layout.columns.contains { $0.fate == .mapped }
                || reader.columns.contains { $0.name.map { wanted.contains(ByteKeyTable.folded($0)) } ?? false }
            guard isForm else {
                left.append(sheet.name)
                continue
            }
            let table = Table(
                file: number, format: input.format, sheetName: sheet.name, plan: plan, reader: .batches(reader),
                headerNames: reader.columns.map { $0.name ?? "" }, headerRow: 0,
                encoding: .init(name: "UTF-8", why: "declared by the format"), judging: judging)
            table.sheetNumber = sheet.index
            table.isHidden = sheet.state != .visible
            table.spreadsheet = rows
            table.formColumn = form.values
            tables.append(table)
        }
        return Opened(
            input: input, tables: tables, mapping: mapping, why: "given by --mapping", sheetsLeft: left,
            problem: tables.isEmpty ? .empty : nil)
    }
}
