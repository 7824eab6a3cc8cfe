import HTCDSCells

/// Values of cells: OpenDocument 1.3, part 3, 9.1.4 (table:table-cell), 19.386 (office:value) and its neighbours.
///
/// The value is taken from its attribute, exactly as it is written there; a text from `office:string-value`, or else from
/// the paragraphs that are shown. White space in paragraphs is kept as spreadsheet programs keep it, though 6.1.2 would
/// have runs of it be one blank.
extension ODSRows {
    func startCell(_ attributes: XMLAttributes, _ parser: XMLPushParser) {
        cell = ODSCell()
        cell.mark = stage.openBytes
        var isError = false
        var isMerged = false
        var number: UnsafeBufferPointer<UInt8>?
        var date: UnsafeBufferPointer<UInt8>?
        var time: UnsafeBufferPointer<UInt8>?
        var boolean: UnsafeBufferPointer<UInt8>?
        var string: UnsafeBufferPointer<UInt8>?
        for index in 0..<attributes.count {
            guard let attribute = attributes(index) else { continue }
            let namespace = attributes.namespace(index)
            let name = attribute.name
            if namespace == names.office {
                switch name {
                case names.valueType: cell.kind = Self.kind(attribute.value)
                case names.value: number = attribute.value
                case names.dateValue: date = attribute.value
                case names.timeValue: time = attribute.value
                case names.booleanValue: boolean = attribute.value
                case names.stringValue: string = attribute.value
                default: break
                }
            } else if namespace == names.table {
                switch name {
                case names.formula: cell.hasFormula = true
                case names.columnsRepeated:
                    cell.copies = repetition(attribute.value, "A cell in row \(row)", parser)
                case names.columnsSpanned, names.rowsSpanned:
                    isMerged = isMerged || CellAddress.number(attribute.value) ?? 1 > 1
                default: break
                }
            } else if namespace == names.calcext, name == names.valueType {
                isError = attribute.value.elementsEqual("error".utf8)
            }
        }
        if isMerged { rowNotes.mergedRanges += 1 }
        if isError { cell.kind = .error }
        let value: UnsafeBufferPointer<UInt8>? =
            switch cell.kind {
            case .number: number
            case .date: date
            case .time: time
            case .boolean: boolean
            case .string, .error: string
            case .untyped: nil
            }
        if let value, !value.isEmpty {
            cell.hasValue = true
            if isWanted { append(value, parser) }
        }
        cell.wantsText = !cell.hasValue
    }

    private static func kind(_ text: UnsafeBufferPointer<UInt8>) -> ODSCell.Kind {
        switch text.first {
        case 0x66, 0x70, 0x63: .number  // float, percentage, currency
        case 0x64: .date
        case 0x74: .time
        case 0x62: .boolean
        case 0x73: .string
        default: .untyped  // void
        }
    }

    func endCell(_ parser: XMLPushParser) {
        let text = UnsafeBufferPointer(stage.text(from: cell.mark))
        guard !text.isEmpty else {
            // A cell that is only formatted is no cell; a formula is one, with an empty text or without its value.
            if cell.hasFormula { add(cell.kind == .string ? .text : .formulaWithoutValue, parser) }
            return
        }
        isRowFilled = true
        guard cell.hasValue else { return add(cell.kind == .error ? .error : .text, parser) }
        switch cell.kind {
        case .number: add(SerialDate.decimal(text) == nil ? .text : .number, parser)
        case .date: add(.date, parser)
        case .error: add(.error, parser)
        case .boolean:
            let isTrue = text.elementsEqual("true".utf8) || text.elementsEqual("1".utf8)
            stage.takeBack(to: cell.mark)
            withUnsafePointer(to: isTrue ? 0x31 as UInt8 : 0x30) {
                stage.append(UnsafeBufferPointer(start: $0, count: 1))
            }
            add(.boolean, parser)
        // A duration such as PT10H30M00S, which is more than 24 hours where the partner adds them up: no date.
        case .time, .string, .untyped: add(.text, parser)
        }
    }

    /// Stages the cell as often as it is repeated; all copies have the same bytes.
    private func add(_ kind: CellKind, _ parser: XMLPushParser) {
        guard column + cell.copies <= CellAddress.columns else {
            parser.fail(
                .beyondLimits,
                "Row \(row) has filled cells after column \(SourceColumn.letters(CellAddress.columns - 1)), the last one "
                    + "there can be.")
            return
        }
        if cell.copies > 1, !countRepeated(cell.copies - 1, parser) { return }
        if kind == .error { rowNotes.errorCells += cell.copies }
        if kind == .formulaWithoutValue { rowNotes.formulasWithoutValue += cell.copies }
        for copy in 0..<cell.copies { stage.add(column: column + copy, from: cell.mark, kind: kind) }
    }
}
