import HTCDSCells

/// What is read, and the value that becomes of it.
extension AttributeWriting {
    mutating func read(
        slot: Int, _ reading: SourcePlan.Reading, _ open: inout OpenValues, _ count: inout AttributeLosses.Count
    ) {
        let value = fields.value(slot: slot, record: record)
        switch value.tag {
        case .absent: return
        case .code: take(code(Int(value.a), reading.codes[slot]), &open, &count)
        case .codes:
            for index in Int(value.a)..<Int(value.a) + Int(value.b) {
                take(code(Int(fields.codes[index]), reading.codes[slot]), &open, &count)
            }
        case .boolean: take(value.a == 1 ? reading.yes : reading.no, &open, &count)
        case .date: take(PackedDate(raw: value.a), reading.date, &open, &count)
        case .number, .ownText:
            read(fields.arena.bytes(at: Int(value.a), length: Int(value.b)), reading, &open, &count)
        case .text: read(cells.arena.bytes(at: Int(value.a), length: Int(value.b)), reading, &open, &count)
        // What became no value is a finding already.
        case .unusable: isStated = true
        case .reference:
            isStated = true
            count.unlisted += 1
        }
    }

    private func code(_ number: Int, _ numbers: [UInt16]) -> UInt16 {
        number < numbers.count ? numbers[number] : SourcePlan.Reading.unlisted
    }

    mutating func read(
        _ text: CellBytes, split: [UInt8], _ reading: SourcePlan.Reading, _ open: inout OpenValues,
        _ count: inout AttributeLosses.Count
    ) {
        if split.isEmpty { return read(text, reading, &open, &count) }
        var start = 0
        var index = 0
        while index <= text.count {
            let isEnd = index == text.count
            if isEnd || ValueText.stands(split, in: text, at: index) {
                read(text[start..<index], reading, &open, &count)
                start = min(index + split.count, text.count)
                index = isEnd ? index + 1 : start
            } else {
                index += 1
            }
        }
    }

    private mutating func read(
        _ text: CellBytes, _ reading: SourcePlan.Reading, _ open: inout OpenValues,
        _ count: inout AttributeLosses.Count
    ) {
        let text = text.trimmed()
        if text.isEmpty || text.equalsIgnoringASCIICase("null") { return }
        switch reading.text {
        case .none:
            isStated = true
            count.unlisted += 1
        case .open: take(text, &open, &count)
        case .number: take(text, &open, &count)
        case .bands(let bands, let highest, let numbers):
            guard let number = ValueText.wholeNumber(text), highest.map({ number <= $0 }) ?? true else {
                isStated = true
                count.unfit += 1
                return
            }
            let band = Int(bands.number(of: number))
            take(band == 0 ? SourcePlan.Reading.unlisted : numbers[band - 1], &open, &count)
        case .words(let table, let numbers, let otherwise):
            take(table.lookup(text).map { numbers[$0] } ?? otherwise, &open, &count)
        case .choice(let table, let chosen):
            if table.lookup(text) != nil { return take(chosen, &open, &count) }
            take(ValueText.saysNo(text) ? SourcePlan.Reading.other : SourcePlan.Reading.unlisted, &open, &count)
        case .date:
            guard let date = ValueText.date(text) else {
                isStated = true
                count.unfit += 1
                return
            }
            take(date, reading.date, &open, &count)
        }
    }

    private mutating func take(
        _ date: PackedDate, _ reading: SourcePlan.Reading.Date, _ open: inout OpenValues,
        _ count: inout AttributeLosses.Count
    ) {
        switch reading {
        case .none:
            isStated = true
            count.unlisted += 1
        case .year: takeDate(year: date.year, quarter: nil, &open, &count)
        case .quarter:
            guard date.month > 0 else {
                isStated = true
                count.unfit += 1
                return
            }
            takeDate(year: date.year, quarter: (date.month + 2) / 3, &open, &count)
        case .age(let bands, let asOf, let slots, let numbers):
            isStated = true
            var day: PackedDate? = asOf
            if let slots {
                day = nil
                for slot in slots where day == nil {
                    let value = fields.value(slot: slot, record: record)
                    if value.tag == .date { day = PackedDate(raw: value.a) }
                }
            }
            guard let day else { return }
            guard let years = Age.years(born: date, on: day),
                bands.number(of: years.lowerBound) == bands.number(of: years.upperBound)
            else {
                count.unfit += 1
                return
            }
            let band = Int(bands.number(of: years.upperBound))
            take(band == 0 ? SourcePlan.Reading.unlisted : numbers[band - 1], &open, &count)
        }
    }

    private mutating func takeDate(
        year: Int, quarter: Int?, _ open: inout OpenValues, _ count: inout AttributeLosses.Count
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 7) { room in
            var length = 0
            func put(_ byte: Int) {
                room.initializeElement(at: length, to: UInt8(truncatingIfNeeded: byte))
                length += 1
            }
            for divisor in [1000, 100, 10, 1] { put(0x30 + year / divisor % 10) }
            if let quarter {
                put(0x2D)
                put(0x51)
                put(0x30 + quarter)
            }
            add(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<length]), &open, &count)
        }
    }

    // MARK: Values

    /// A text whose value only the data knows.
    private mutating func take(_ text: CellBytes, _ open: inout OpenValues, _ count: inout AttributeLosses.Count) {
        isStated = true
        if text.equals("0"), !attribute.allowsZero { return }
        guard ValueText.fits(text), !ValueText.contains(attribute.delimiter, in: text) else {
            count.unfit += 1
            return
        }
        if text.isASCII { return add(text.buffer, &open, &count) }
        // Two spellings of one letter are one value.
        let composed = text.makeString().composedBytes
        composed.withUnsafeBufferPointer { add($0, &open, &count) }
    }

    private mutating func take(_ number: UInt16, _ open: inout OpenValues, _ count: inout AttributeLosses.Count) {
        isStated = true
        switch number {
        case 0, SourcePlan.Reading.other: return
        case SourcePlan.Reading.unlisted: count.unlisted += 1
        default:
            guard attribute.isOpen else {
                if !open.items.contains(number) { open.items.append(number) }
                return
            }
            attribute.texts[Int(number)].withUnsafeBufferPointer { add($0, &open, &count) }
        }
    }

    private mutating func add(
        _ text: UnsafeBufferPointer<UInt8>, _ open: inout OpenValues, _ count: inout AttributeLosses.Count
    ) {
        isStated = true
        let number =
            attribute.delimiter.isEmpty
            ? open.number(of: text, column: attribute.column) : open.number(ofPart: text, column: attribute.column)
        guard let number else {
            count.unfit += 1
            return
        }
        if !open.items.contains(number) { open.items.append(number) }
    }
}
