import HTCDSCells

/// Turns the rows of one table of an OpenDocument spreadsheet into staged records.
///
/// Source: OpenDocument 1.3, part 3, 9.1 (tables), 9.2 (row groups), 19.675 (table:number-columns-repeated), 19.679
/// (table:number-rows-repeated), 6.1 (text); values in `ODSRows+Cells.swift`. Blank rows and cells cost nothing however
/// often they are repeated; LibreOffice and Excel fill their sheets up with them.
final class ODSRows: SheetRows {
    private enum Place { case outside, document, body, spreadsheet, table, row, cell }

    let limits: ODSLimits
    var names = ODSNames()
    /// Place of the table to read among all tables, from 0.
    private let table: Int
    @exclusivity(unchecked) private var tables = 0

    @exclusivity(unchecked) private var place = Place.outside
    /// Open elements that mean nothing here.
    @exclusivity(unchecked) private var skipped = 0
    /// Open groups of rows.
    @exclusivity(unchecked) private var groups = 0

    // The row.
    /// The last row of those that the open row stands for.
    @exclusivity(unchecked) var row = 0
    @exclusivity(unchecked) private var copies = 1
    @exclusivity(unchecked) var isWanted = false
    @exclusivity(unchecked) var isRowFilled = false
    @exclusivity(unchecked) var rowNotes = SpreadsheetNotes()
    @exclusivity(unchecked) var column = 0
    @exclusivity(unchecked) var repeatedCells = 0

    // The cell.
    @exclusivity(unchecked) var cell = ODSCell()
    @exclusivity(unchecked) private var repeatedSpaces = 0
    /// Elements that are open within the cell, and how many of them were when its paragraph began.
    @exclusivity(unchecked) private var innerDepth = 0
    @exclusivity(unchecked) private var paragraphDepth: Int?
    @exclusivity(unchecked) private var paragraphs = 0

    init(table: Int, firstRow: Int, notesHiddenRows: Bool, limits: ODSLimits = .standard) {
        self.table = table
        self.limits = limits
        super.init(firstRow: firstRow, notesHiddenRows: notesHiddenRows)
    }

    // MARK: Events

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        if skipped > 0 {
            skipped += 1
            return
        }
        if isComplete { return }
        let name = element.name
        let namespace = element.namespace
        switch place {
        case .cell: startInner(element, parser)
        case .row where namespace == names.table && (name == names.cell || name == names.coveredCell):
            place = .cell
            innerDepth = 0
            paragraphDepth = nil
            paragraphs = 0
            startCell(element.attributes, parser)
            // Neither blank rows before the first nor values that were stated already need what is shown.
            if !isWanted { cell.wantsText = false }
        case .table where namespace == names.table && name == names.row:
            place = .row
            startRow(element.attributes, parser)
        case .table
        where namespace == names.table
            && (name == names.rows || name == names.headerRows || name == names.rowGroup):
            groups += 1
        case .spreadsheet where namespace == names.table && name == names.tableElement:
            if tables == table { place = .table } else { skipped = 1 }
            tables += 1
        case .body where namespace == names.office && name == names.spreadsheet: place = .spreadsheet
        case .document where namespace == names.office && name == names.body: place = .body
        case .outside: place = .document
        default: skipped = 1
        }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {
        guard skipped == 0, place == .cell, paragraphDepth != nil else { return }
        append(bytes, parser)
    }

    override func end(_ parser: XMLPushParser) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        if isComplete { return }
        switch place {
        case .cell where innerDepth > 0:
            innerDepth -= 1
            if innerDepth == paragraphDepth { paragraphDepth = nil }
        case .cell:
            place = .row
            if isWanted { endCell(parser) }
            column = min(column + cell.copies, CellAddress.columns)
        case .row:
            place = .table
            endRow(parser)
        case .table where groups > 0: groups -= 1
        case .table: isComplete = true
        case .spreadsheet: place = .body
        case .body: place = .document
        case .document, .outside: place = .outside
        }
    }

    // MARK: Rows

    private func startRow(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        copies = 1
        var isHidden = false
        for index in 0..<attributes.count where attributes.namespace(index) == names.table {
            guard let attribute = attributes(index) else { continue }
            if attribute.name == names.rowsRepeated {
                copies = repetition(attribute.value, "A row after row \(row)", parser)
            } else if attribute.name == names.visibility {
                // "visible", "collapse" or "filter" (19.749).
                isHidden = attribute.value.first != 0x76
            }
        }
        // Behind the last row only blank ones can be: said when a cell is there.
        let first = row + 1
        row = min(row + copies, CellAddress.rows + 1)
        column = 0
        isRowFilled = false
        rowNotes = SpreadsheetNotes()
        isWanted = row >= firstRow
        guard isWanted else { return }
        let begin = max(first, firstRow)
        copies -= begin - first
        if isHidden { noteHidden(row: begin) }
        stage.begin(line: 0, row: begin)
    }

    private func endRow(_ parser: XMLPushParser) {
        guard isWanted, stage.openCells > 0 else { return }
        guard row <= CellAddress.rows else {
            parser.fail(
                .beyondLimits, "The sheet has filled rows after row \(CellAddress.rows), the last one there can be.")
            return
        }
        notes.mergedRanges += rowNotes.mergedRanges
        notes.formulasWithoutValue += rowNotes.formulasWithoutValue * copies
        notes.errorCells += rowNotes.errorCells * copies
        if copies > 1 {
            if isRowFilled, !countRepeated(stage.openCells * (copies - 1), parser) { return }
            noteCopies(copies, row: row - copies + 1)
        }
        stage.end()
    }

    /// A number of repetitions (xsd:positiveInteger).
    func repetition(_ text: UnsafeBufferPointer<UInt8>, _ what: String, _ parser: XMLPushParser) -> Int {
        if let number = CellAddress.number(text), number > 0 { return number }
        parser.fail(.notWhatItClaims, "\(what) is repeated a number of times that cannot be.")
        return 1
    }

    /// Whether the sheet may hold so many more repeated cells; fails if not. What is refused must not be staged: what
    /// is staged is handed on before the error is thrown.
    func countRepeated(_ cells: Int, _ parser: XMLPushParser) -> Bool {
        repeatedCells += cells
        if repeatedCells <= limits.repeatedCells { return true }
        parser.fail(
            .beyondLimits,
            "The sheet repeats filled cells more than \(limits.repeatedCells) times, in row \(row). "
                + "Delete the rows and columns that hold no records and save it anew.")
        return false
    }

    // MARK: Text

    /// Elements of the text namespace are looked through, others (annotations, drawings, sub-tables) are left out.
    private func startInner(_ element: XMLStart, _ parser: XMLPushParser) {
        let name = element.name
        guard cell.wantsText, element.namespace == names.text, name != names.script, name != names.note,
            name != names.ruby
        else {
            skipped = 1
            return
        }
        if paragraphDepth == nil {
            if name == names.paragraph || name == names.heading {
                if paragraphs > 0 { append(0x0A, times: 1, parser) }
                paragraphs += 1
                paragraphDepth = innerDepth
            }
        } else if name == names.space {
            appendSpaces(element.attributes, parser)
        } else if name == names.tab {
            append(0x09, times: 1, parser)
        } else if name == names.lineBreak {
            append(0x0A, times: 1, parser)
        }
        innerDepth += 1
    }

    private func appendSpaces(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        var count = 1
        for index in 0..<attributes.count where attributes.namespace(index) == names.text {
            guard let attribute = attributes(index), attribute.name == names.count else { continue }
            // 0 is allowed (19.763.2, xsd:nonNegativeInteger).
            count = CellAddress.number(attribute.value) ?? 1
        }
        repeatedSpaces += count
        guard count <= parser.limits.cellBytes, repeatedSpaces <= limits.repeatedSpaces else {
            parser.fail(.beyondLimits, "A cell in row \(row) holds too many blanks.")
            return
        }
        append(0x20, times: count, parser)
    }

    private func append(_ byte: UInt8, times: Int, _ parser: XMLPushParser) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1_024) { block in
            block.initialize(repeating: byte)
            var rest = times
            while rest > 0 {
                append(UnsafeBufferPointer(rebasing: block[..<min(rest, block.count)]), parser)
                rest -= block.count
            }
        }
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {
        // The error is thrown when C has returned; until then nothing more is kept.
        guard stage.openBytes - cell.mark + bytes.count <= parser.limits.cellBytes,
            stage.openBytes + bytes.count <= parser.limits.recordBytes
        else {
            parser.fail(.beyondLimits, "A cell or row holds too much text, in row \(row).")
            return
        }
        stage.append(bytes)
    }
}
