import HTCDSCells

/// One code, or several, of a list: by the mapping's value table, then by the list's own spellings.
///
/// Several values in a cell are told apart by the longest spelling that fits, because four official labels contain the
/// separator of the official template (`toolkit-anomalies` X25).
struct CodeTransform: Transform {
    let column: Int
    let missing: MissingWords
    let table: CodeTable
    let values: ValueTable?
    /// Whether the field may hold several codes.
    let isMulti: Bool
    /// Bytes between values.
    let separators: Separators
    /// What a value that nothing fits is called.
    let misfit: ValueFault
    /// Whether a label where a code should stand is worth a hint: only under official ids.
    let reportsLabels: Bool
    /// Whether the mapping has a table of the partner's values; `values` may hold local codes only.
    let isMapped: Bool
    /// As many parts as the longest spelling can hold.
    private let mostParts: Int
    private let exact: ExactCodes
    var columns: [Int] { [column] }

    init(
        column: Int, missing: MissingWords, table: CodeTable, values: ValueTable?, isMulti: Bool,
        separators: Separators, misfit: ValueFault, reportsLabels: Bool, isMapped: Bool
    ) {
        self.isMapped = isMapped
        self.column = column
        self.missing = missing
        self.table = table
        self.values = values
        self.isMulti = isMulti
        self.separators = separators
        self.misfit = misfit
        self.reportsLabels = reportsLabels
        mostParts = max(table.most(separators), values?.most(separators) ?? 0) + 1
        // Of countries and languages the codes alone: to ask for hundreds of names would delay the start.
        let labels = reportsLabels || table.names.count > 64 ? [] : table.labels
        exact = ExactCodes(
            table.names + labels + (values.map { $0.rows.flatMap { [$0.value] + $0.spellings } } ?? []),
            separators: separators, missing: missing, isMulti: isMulti,
            tables: [table.lookup] + (values.map { [$0.lookup] } ?? [])
        ) { Self.silent($0, table, values, reportsLabels: reportsLabels) }
    }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        let codes = fields.codes
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { text, cell in
            guard isMulti else { return exact.code(text, cell.length).map { FieldValue(.code, $0) } }
            let before = codes.count
            guard exact.add(text, cell.length, to: codes) else { return nil }
            return FieldValue(.codes, UInt32(clamping: before), UInt32(clamping: codes.count - before))
        } _: { record, text, _ in
            if let value = whole(text, of: text, record: record, slot: slot, cells, fields) { return value }
            let inASCII = LocalDigits.withASCII(text) { folded in
                whole(folded, of: text, record: record, slot: slot, cells, fields)
                    ?? several(folded, of: text, record: record, slot: slot, cells, fields)
            }
            return inASCII ?? several(text, of: text, record: record, slot: slot, cells, fields)
        }
    }

    /// The code of a text, alone in its cell or among others, nil where there is none or something is to be said of it:
    /// what ``whole(_:of:record:slot:_:_:)`` and ``next(_:_:)`` make of it.
    private static func silent(
        _ text: CellBytes, _ table: CodeTable, _ values: ValueTable?, reportsLabels: Bool
    ) -> Int? {
        if let outcome = values?.find(text) {
            if case .code(let code) = outcome { return code }
            return nil
        }
        guard let found = table.find(text) else { return nil }
        switch found.spelling {
        case .name, .equivalent: return found.code
        case .label: return reportsLabels ? nil : found.code
        case .superseded, .supersededWithoutTarget: return nil
        }
    }

    /// The cell as one value, nil where it is none that is known.
    /// - Parameters:
    ///   - text: the cell, perhaps with its digits in ASCII.
    ///   - original: the cell as it stands.
    @inline(__always)
    private func whole(
        _ text: CellBytes, of original: CellBytes, record: Int, slot: Int, _ cells: CellBatch, _ fields: FieldBatch
    ) -> FieldValue? {
        if let outcome = values?.find(text) {
            switch outcome {
            case .code(let code): return single(code, fields)
            case .near(let code, let row):
                let fault = values?.fault(row) ?? .lossy
                fields.add(.init(slot: slot, record: record, fault: fault, column: column, hint: row))
                var value = single(code, fields)
                value.keepsText = true
                return value
            case .lossy(let row):
                fields.add(.init(slot: slot, record: record, fault: .lossy, column: column, hint: row))
                return .unusable(original, in: cells.arena)
            }
        }
        guard let found = table.find(text) else { return nil }
        if found.spelling.rawValue <= CodeTable.Spelling.equivalent.rawValue {
            if found.spelling == .label && reportsLabels {
                fields.add(
                    .init(slot: slot, record: record, fault: .labelInsteadOfCode, column: column, hint: found.code))
            }
            return single(found.code, fields)
        }
        if isMulti && separators.occur(in: text) { return nil }
        let hint = found.spelling == .superseded ? found.code : -1
        fields.add(.init(slot: slot, record: record, fault: .supersededValue, column: column, hint: hint))
        return .unusable(original, in: cells.arena)
    }

    @inline(__always)
    private func single(_ code: Int, _ fields: FieldBatch) -> FieldValue {
        guard isMulti else { return FieldValue(.code, UInt32(truncatingIfNeeded: code)) }
        let start = fields.codes.count
        fields.codes.append(UInt16(truncatingIfNeeded: code))
        return FieldValue(.codes, UInt32(clamping: start), 1)
    }

    /// The cell as several values.
    private func several(
        _ text: CellBytes, of original: CellBytes, record: Int, slot: Int, _ cells: CellBatch, _ fields: FieldBatch
    ) -> FieldValue {
        func fault(_ fault: ValueFault, _ hint: Int = -1) {
            fields.add(.init(slot: slot, record: record, fault: fault, column: column, hint: hint))
        }
        let misfit = isMapped ? .unmappedValue : self.misfit
        guard separators.occur(in: text) else {
            fault(misfit)
            return .unusable(original, in: cells.arena)
        }
        let start = fields.codes.count
        let faultsBefore = fields.faults.count
        var tokens = 0
        var seen = Seen()
        // Each of the partner's values that is not quite ours counts by itself, once a cell.
        func lose(_ row: Int) {
            seen.lossy = true
            if !fields.faults[faultsBefore...].contains(where: { $0.hint == row }) {
                fault(values?.fault(row) ?? .lossy, row)
            }
        }
        var position = 0
        while let token = next(text, &position) {
            tokens += 1
            switch token {
            case .code(let code, let spelling):
                if spelling == .superseded || spelling == .supersededWithoutTarget {
                    if seen.superseded == nil { seen.superseded = spelling == .superseded ? code : -1 }
                    continue
                }
                if spelling == .label { seen.label = code }
                if fields.codes[start...].contains(UInt16(truncatingIfNeeded: code)) {
                    seen.duplicate = true
                } else {
                    fields.codes.append(UInt16(truncatingIfNeeded: code))
                }
            case .near(let code, let row):
                lose(row)
                if !fields.codes[start...].contains(UInt16(truncatingIfNeeded: code)) {
                    fields.codes.append(UInt16(truncatingIfNeeded: code))
                }
            case .lossy(let row): lose(row)
            case .none: seen.misfit = true
            }
        }
        let count = fields.codes.count - start
        // A single text with a separator in it is one unknown value, unless every part of it is known.
        if count == 0 || (seen.misfit && (!isMulti || separators.areGuessed)) {
            fields.codes.remove(from: start)
            if let hint = seen.superseded, !seen.misfit {
                fault(.supersededValue, hint)
            } else if seen.misfit || !seen.lossy {
                fields.faults.removeSubrange(faultsBefore...)
                fault(misfit)
            }
            return .unusable(original, in: cells.arena)
        }
        if seen.misfit { fault(misfit) }
        if let hint = seen.superseded { fault(.supersededValue, hint) }
        if let label = seen.label, reportsLabels { fault(.labelInsteadOfCode, label) }
        if count > 1 && !isMulti { fault(.tooMany) }
        if seen.duplicate { fault(.duplicateChoice) }
        if count == 1 && !isMulti && !seen.misfit {
            let code = fields.codes[start]
            fields.codes.remove(from: start)
            var value = FieldValue(.code, UInt32(code))
            value.keepsText = seen.losesSomething
            return value
        }
        // The value points at codes; text that is to be kept is found again through the column.
        var value = FieldValue(.codes, UInt32(clamping: start), UInt32(clamping: count))
        value.keepsText = seen.losesSomething
        return value
    }

    private struct Seen {
        var misfit = false
        var lossy = false
        var duplicate = false
        var label: Int?
        var superseded: Int?
        var losesSomething: Bool { misfit || lossy || superseded != nil }
    }

    private enum Token {
        case code(Int, CodeTable.Spelling)
        case near(Int, row: Int)
        case lossy(row: Int)
        case none
    }

    /// The next value from `position` on: the longest run of parts that is a known spelling, else one part.
    private func next(_ text: CellBytes, _ position: inout Int) -> Token? {
        while position < text.count, separators.contains(text[position]) || text[position] == 0x20 { position += 1 }
        guard position < text.count else { return nil }
        let most = mostParts
        var ends = 0
        var firstEnd = text.count
        var best: (Token, Int)?
        var index = position
        while index <= text.count {
            if index == text.count || separators.contains(text[index]) {
                ends += 1
                if ends == 1 { firstEnd = index }
                let part = text[position..<index].trimmed()
                if let outcome = values?.find(part) {
                    switch outcome {
                    case .code(let code): best = (.code(code, .name), index)
                    case .near(let code, let row): best = (.near(code, row: row), index)
                    case .lossy(let row): best = (.lossy(row: row), index)
                    }
                } else if let found = table.find(part) {
                    best = (.code(found.code, found.spelling), index)
                }
                if ends == most { break }
            }
            index += 1
        }
        if let best {
            position = best.1 + 1
            return best.0
        }
        position = firstEnd + 1
        return Token.none
    }
}

/// The bytes that stand between several values of one cell.
struct Separators: Sendable {
    private let set: [Bool]
    /// The bytes, each once.
    let bytes: [UInt8]
    /// Whether nobody said which they are, so that a misfit makes the whole cell one unknown value.
    let areGuessed: Bool

    init(_ bytes: some Sequence<UInt8>, areGuessed: Bool) {
        var set = [Bool](repeating: false, count: 256)
        for byte in bytes { set[Int(byte)] = true }
        self.set = set
        self.bytes = (0...255).filter { set[Int($0)] }
        self.areGuessed = areGuessed
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { set[Int(byte)] }

    func count(in text: String) -> Int { text.utf8.count(where: { contains($0) }) }

    func occur(in text: CellBytes) -> Bool {
        for index in 0..<text.count where set[Int(text.start[index])] { return true }
        return false
    }
}
