import HTCDSCells

/// Turns the rows of a sheet into staged records, and the cells into text of a kind.
///
/// Source: ECMA-376-1, 18.3.1.99 (worksheet), .73 (row), .4 (c), .96 (v), .53 (is), .55 (mergeCells). Rows come in ascending order; a row
/// or cell without an address follows the one before. What the sheet claims as its dimension is not looked at.
final class SheetCollector: SheetRows {
    private enum Place { case outside, worksheet, merges, sheetData, row, cell, value, formula, inline, run, text }
    private enum Kind { case number, shared, boolean, error, string, inline, isoDate }

    private let strings: SharedStrings?
    private let formats: [NumberFormat]
    private let dates: SerialDate

    @exclusivity(unchecked) private var place = Place.outside
    @exclusivity(unchecked) private var isInRun = false
    /// Open elements that mean nothing here.
    @exclusivity(unchecked) private var skipped = 0

    // The row.
    @exclusivity(unchecked) private var row = 0
    @exclusivity(unchecked) private var isWanted = false
    @exclusivity(unchecked) private var lastColumn = -1
    /// One bit a column that the row has filled.
    private let taken: UnsafeMutablePointer<UInt64>
    @exclusivity(unchecked) private var takenWords = 0

    // The cell.
    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var kind = Kind.number
    @exclusivity(unchecked) private var style = 0
    @exclusivity(unchecked) private var mark = 0
    @exclusivity(unchecked) private var hasValue = false
    @exclusivity(unchecked) private var hasFormula = false

    private var names = Names()
    private struct Names {
        var worksheet, sheetData, merges, merge, row, c, v, f, inline, run, text, reference, type, style,
            hidden, range: XMLName?
    }

    init(strings: SharedStrings?, formats: [NumberFormat], is1904: Bool, firstRow: Int, notesHiddenRows: Bool = false) {
        self.strings = strings
        self.formats = formats
        self.dates = SerialDate(is1904: is1904)
        taken = .allocate(capacity: CellAddress.columns / 64)
        taken.initialize(repeating: 0, count: CellAddress.columns / 64)
        super.init(firstRow: firstRow, notesHiddenRows: notesHiddenRows)
    }

    deinit { taken.deallocate() }

    /// Ties the names that are looked for to the parser's dictionary; before the first byte.
    func prepare(_ parser: XMLPushParser) {
        names = Names(
            worksheet: parser.name("worksheet"), sheetData: parser.name("sheetData"),
            merges: parser.name("mergeCells"), merge: parser.name("mergeCell"), row: parser.name("row"),
            c: parser.name("c"), v: parser.name("v"), f: parser.name("f"), inline: parser.name("is"),
            run: parser.name("r"), text: parser.name("t"), reference: parser.name("r"), type: parser.name("t"),
            style: parser.name("s"), hidden: parser.name("hidden"), range: parser.name("ref"))
    }

    // MARK: Events

    override func start(_ element: XMLStart, _ parser: XMLPushParser) {
        if skipped > 0 {
            skipped += 1
            return
        }
        let name = element.name
        switch place {
        case .row where name == names.c:
            place = .cell
            startCell(element.attributes, parser)
        case .cell where name == names.v: place = .value
        case .cell where name == names.f:
            place = .formula
            hasFormula = true
        case .cell where name == names.inline: place = .inline
        case .inline where name == names.text, .run where name == names.text:
            place = .text
            hasValue = true
        case .inline where name == names.run:
            place = .run
            isInRun = true
        case .sheetData where name == names.row:
            place = .row
            startRow(element.attributes, parser)
        case .worksheet where name == names.sheetData: place = .sheetData
        case .worksheet where name == names.merges: place = .merges
        case .merges where name == names.merge:
            if reaches(element.attributes) { notes.mergedRanges += 1 }
            skipped = 1
        case .outside where name == names.worksheet: place = .worksheet
        case .outside: parser.fail(.notWhatItClaims, "A sheet of the workbook does not begin as a sheet.")
        default: skipped = 1
        }
    }

    /// Whether a merged range reaches down to the rows that are read; titles above the header are often merged.
    private func reaches(_ attributes: XMLAttributes) -> Bool {
        for index in 0..<attributes.count {
            guard let attribute = attributes(index), attribute.name == names.range else { continue }
            let end = attribute.value.lastIndex(of: 0x3A).map { $0 + 1 } ?? 0
            guard let last = CellAddress(UnsafeBufferPointer(rebasing: attribute.value[end...])) else { return true }
            return last.row >= firstRow
        }
        return true
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, _ parser: XMLPushParser) {
        guard skipped == 0, isWanted, place == .value || place == .text else { return }
        hasValue = true
        stage.append(bytes)
        if stage.openBytes - mark > parser.limits.cellBytes || stage.openBytes > parser.limits.recordBytes {
            parser.fail(.beyondLimits, "A cell or row holds too much text, in row \(row).")
        }
    }

    override func end(_ parser: XMLPushParser) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch place {
        case .value, .formula, .inline: place = .cell
        case .text: place = isInRun ? .run : .inline
        case .run:
            place = .inline
            isInRun = false
        case .cell:
            place = .row
            endCell(parser)
        case .row:
            place = .sheetData
            endRow()
        case .sheetData, .merges: place = .worksheet
        case .worksheet, .outside: place = .outside
        }
    }

    // MARK: Rows

    private func startRow(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        var number: Int? = row + 1
        var isHidden = false
        for index in 0..<attributes.count {
            guard let attribute = attributes(index) else { continue }
            if attribute.name == names.reference {
                number = CellAddress.row(attribute.value)
            } else if attribute.name == names.hidden {
                isHidden = attribute.value.first == 0x31 || attribute.value.first == 0x74
            }
        }
        guard let number, number <= CellAddress.rows else {
            parser.fail(.notWhatItClaims, "A row after row \(row) has a number that no row of a sheet can have.")
            return
        }
        guard number > row else {
            parser.fail(.notWhatItClaims, "The rows of the sheet are not in order: row \(number) follows row \(row).")
            return
        }
        row = number
        lastColumn = -1
        isWanted = number >= firstRow
        if isHidden { noteHidden(row: number) }
        if isWanted { stage.begin(line: 0, row: number) }
    }

    private func endRow() {
        if takenWords > 0 {
            taken.update(repeating: 0, count: takenWords)
            takenWords = 0
        }
        if isWanted, stage.openCells > 0 { stage.end() }
    }

    // MARK: Cells

    private func startCell(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        kind = .number
        style = 0
        hasValue = false
        hasFormula = false
        mark = stage.openBytes
        var address: CellAddress?
        var isAddressed = false
        for index in 0..<attributes.count {
            guard let attribute = attributes(index) else { continue }
            if attribute.name == names.reference {
                isAddressed = true
                address = CellAddress(attribute.value)
            } else if attribute.name == names.style {
                style = CellAddress.number(attribute.value) ?? 0
            } else if attribute.name == names.type {
                kind = Self.kind(attribute.value)
            }
        }
        if isAddressed {
            guard let address, address.row == row else {
                return failAddress(parser)
            }
            column = address.column
        } else {
            column = lastColumn + 1
            guard column < CellAddress.columns else { return failAddress(parser) }
        }
        lastColumn = column
        let bit = UInt64(1) << UInt64(column & 63)
        let word = column >> 6
        if taken[word] & bit != 0 {
            parser.fail(.notWhatItClaims, "Column \(SourceColumn.letters(column)) comes twice in row \(row).")
        }
        taken[word] |= bit
        takenWords = max(takenWords, word + 1)
    }

    private func failAddress(_ parser: XMLPushParser) {
        parser.fail(.notWhatItClaims, "A cell in row \(row) has an address that is none, or not in this row.")
    }

    /// ECMA-376-1, 18.18.11 (ST_CellType).
    private static func kind(_ text: UnsafeBufferPointer<UInt8>) -> Kind {
        guard let first = text.first else { return .number }
        switch (text.count, first) {
        case (1, 0x73): return .shared
        case (1, 0x62): return .boolean
        case (1, 0x65): return .error
        case (1, 0x64): return .isoDate
        case (3, 0x73): return .string
        case (9, 0x69): return .inline
        default: return .number
        }
    }

    private func endCell(_ parser: XMLPushParser) {
        guard isWanted else { return }
        let text = stage.text(from: mark)
        switch kind {
        case .shared:
            guard hasValue else { return addWithoutValue() }
            let index = CellAddress.number(UnsafeBufferPointer(text))
            stage.takeBack(to: mark)
            let shared: UnsafeBufferPointer<UInt8>?
            do { shared = try index.flatMap { index throws(FormatError) in try strings?.text(index) } } catch {
                return parser.fail(error.code, error.message)
            }
            guard let shared else {
                parser.fail(
                    .notWhatItClaims,
                    "A cell in row \(row), column \(SourceColumn.letters(column)) names a text that the workbook does not hold."
                )
                return
            }
            stage.append(shared)
            stage.add(column: column, from: mark)
        case .string, .inline:
            guard hasValue || kind == .string else { return addWithoutValue() }
            // A text formula whose result is the empty text has an empty value, or none at all.
            stage.takeBack(to: mark, keeping: EscapedText.decode(text))
            stage.add(column: column, from: mark)
        case .boolean:
            guard hasValue else { return addWithoutValue() }
            let isTrue = text.first == 0x31 || text.first.map { $0 | 0x20 } == 0x74
            stage.takeBack(to: mark)
            withUnsafePointer(to: isTrue ? 0x31 as UInt8 : 0x30) {
                stage.append(UnsafeBufferPointer(start: $0, count: 1))
            }
            stage.add(column: column, from: mark, kind: .boolean)
        case .error:
            guard hasValue else { return addWithoutValue() }
            notes.errorCells += 1
            stage.add(column: column, from: mark, kind: .error)
        case .isoDate:
            guard hasValue else { return addWithoutValue() }
            stage.takeBack(to: mark, keeping: Self.lengthWithoutMidnight(UnsafeBufferPointer(text)))
            stage.add(column: column, from: mark, kind: .date)
        case .number:
            guard hasValue else { return addWithoutValue() }
            addNumber(UnsafeBufferPointer(text))
        }
        if stage.openBytes > parser.limits.recordBytes {
            parser.fail(.beyondLimits, "Row \(row) holds too much text.")
        }
    }

    /// A cell that is only formatted is no cell; a formula that was never calculated is one.
    private func addWithoutValue() {
        guard hasFormula else { return }
        notes.formulasWithoutValue += 1
        stage.add(column: column, from: mark, kind: .formulaWithoutValue)
    }

    private func addNumber(_ text: UnsafeBufferPointer<UInt8>) {
        guard let number = SerialDate.decimal(text) else { return stage.add(column: column, from: mark) }
        let format = style < formats.count ? formats[style] : .number
        guard format != .number else { return stage.add(column: column, from: mark, kind: .number) }
        let isDate = dates.write(number, format: format) { date in
            stage.takeBack(to: mark)
            stage.append(date)
        }
        stage.add(column: column, from: mark, kind: isDate ? .date : .number)
    }

    /// A date cell of the strict format is a day, but often written with `T00:00:00`.
    private static func lengthWithoutMidnight(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        guard text.count >= 19, text[10] == 0x54 else { return text.count }
        for index in 11..<text.count {
            let byte = text[index]
            guard byte == 0x30 || byte == 0x3A || byte == 0x2E || byte == 0x5A else { return text.count }
        }
        return 10
    }
}
