import HTCDSCells
import HTCDSFindings
import HTCDSFormats
import HTCDSMapping

/// Workbooks: each sheet whose header the mapping knows becomes a table.
extension TableOpener {
    func openWorkbook(
        _ input: InputFile, bytes: [UInt8]?, _ number: Int, related: [String: [RelatedSource]]
    ) throws -> Opened {
        let workbook =
            input.isReopenable
            ? try SpreadsheetFormat.open(path: input.path)
            : try SpreadsheetFormat.open(bytes: bytes ?? input.source.readAll(limit: 1 << 30))
        input.format = workbook.format.rawValue
        if let form = given?.document.source.form, let given {
            return try openForms(workbook, input, number, given, form)
        }
        var heads: [(sheet: SpreadsheetSheet, head: ExportHead)] = []
        for sheet in workbook.sheets where sheet.isWorksheet {
            if let wanted = options.sheet, sheet.name != wanted { continue }
            let head = try sheetHead(workbook, sheet)
            if !head.rows.isEmpty { heads.append((sheet, head)) }
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
            try !isKnown(heads.map(\.head))
        {
            return Opened(
                input: input, tables: [], mapping: .none, why: "the sheet has no header", sheetsLeft: [],
                problem: .noHeader)
        }
        // Sheets whose rows belong to those of others are none of their own.
        let found = options.sheet == nil ? try relations(heads.map { Candidate($0.sheet, $0.head) }) : [:]
        let mains = heads.indices.filter { found[$0] == nil }.map { heads[$0] }
        let (mapping, why) = try recognise(mains.map(\.head), input)
        let own = try heads.indices.compactMap { index in
            try found[index].map { try self.related(heads[index].sheet, heads[index].head, workbook, number, $0) }
        }
        let all = own + (related[mapping.document.name] ?? [])
        var tables: [Table] = []
        var left: [String] = []
        let document = mapping.document
        let rated = mains.map {
            (sheet: $0.sheet, head: $0.head, row: sheetHeaderRow(document, $0.head, mains.count, $0.sheet.name))
        }
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
            let reader = try workbook.reader(sheet: sheet.index, columns: columns, firstRow: top.firstRow)
            let joined = all.isEmpty ? nil : JoinedReader(reader, document, all)
            let plan = PlanCompiler.compile(
                document, columns: joined?.columns ?? columns, asOf: asOf, columnsMayGrow: joined != nil)
            joined?.numberingColumn = plan.numberingColumn
            joined?.columnLimit = plan.columnLimit
            let table = Table(
                file: number, format: input.format, sheetName: sheet.name, plan: plan,
                reader: .batches(joined ?? reader), headerNames: top.names, headerRow: row,
                encoding: .init(name: "UTF-8", why: "declared by the format"), judging: judging,
                passedOver: top.passedOver, joined: joined.map { .init($0, nil, all) })
            table.spreadsheet = reader
            table.sheetNumber = sheet.index
            table.isHidden = sheet.state != .visible
            tables.append(table)
        }
        if tables.isEmpty {
            throw ToolError(
                .usage,
                "\(InputFile.name(input.path)): No sheet has a header row that the mapping \(document.name) knows. Give "
                    + "--sheet and --header-row, or another mapping.")
        }
        return Opened(
            input: input, tables: tables, mapping: mapping, why: why, sheetsLeft: left, problem: nil, related: own)
    }

    /// Reads a sheet that belongs to others.
    private func related(
        _ sheet: SpreadsheetSheet, _ head: ExportHead, _ workbook: any SpreadsheetFile, _ number: Int,
        _ relation: Relation
    ) throws -> RelatedSource {
        let names = head.rows.first { $0.row == relation.headerRow }?.names ?? []
        let reader = try workbook.reader(
            sheet: sheet.index, columns: SourceColumn.columns(named: names), firstRow: relation.headerRow + 1)
        let source = try RelatedSource(
            file: number, format: head.format, sheetName: sheet.name, section: relation.section, reader: reader,
            header: names, headerRow: relation.headerRow)
        source.sheetNumber = sheet.index
        return source
    }

    /// The header row of a sheet for a mapping, nil where the sheet is none of its.
    private func sheetHeaderRow(
        _ document: MappingDocument, _ head: ExportHead, _ sheets: Int, _ sheet: String
    ) -> Int? {
        if let forced = options.headerRow { return forced }
        if let match = Recogniser.match(document, head) { return match.headerRow }
        // A mapping that was given by name may be used on a sheet that does not show all it would be known by.
        let isNamed = document.source.sheet != nil && document.source.sheet == sheet
        guard given != nil, options.sheet != nil || sheets == 1 || isNamed else { return nil }
        return Recogniser.headerRow(document, head) ?? document.source.headerRow ?? head.rows.first?.row
    }
}
