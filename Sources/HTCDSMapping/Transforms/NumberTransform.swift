import HTCDSCells

/// A number, kept to the digit: it is checked and tidied as text and never goes through a floating-point number.
struct NumberTransform: Transform {
    let column: Int
    let missing: MissingWords
    /// What is plausible, the tool's own opinion; nil: anything.
    let range: ClosedRange<Double>?
    let wholeNumbers: Bool
    /// Whether a comma stands before the decimals, and dots between thousands; nil: a dot before the decimals.
    var hasDecimalComma = false
    var columns: [Int] { [column] }

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { record, text, cell in
            let start = fields.arena.count
            if hasDecimalComma, cell.kind != .number {
                return Self.withDecimalDot(text) { dotted in
                    finish(
                        dotted.flatMap { Self.append($0, allowsExponent: false, to: fields.arena) }, text, start,
                        record,
                        cells, fields, slot)
                }
            }
            var found = Self.append(text, allowsExponent: cell.kind == .number, to: fields.arena)
            if found == nil {
                fields.arena.count = start
                found = LocalDigits.withASCII(text) { Self.append($0, allowsExponent: false, to: fields.arena) } ?? nil
            }
            return finish(found, text, start, record, cells, fields, slot)
        }
    }

    @inline(__always)
    private func finish(
        _ found: (value: Double, isWhole: Bool)?, _ text: CellBytes, _ start: Int, _ record: Int, _ cells: CellBatch,
        _ fields: FieldBatch, _ slot: Int
    ) -> FieldValue {
        guard let number = found else {
            fields.arena.count = start
            fields.add(.init(slot: slot, record: record, fault: .notANumber, column: column))
            return .unusable(text, in: cells.arena)
        }
        if (range.map { !$0.contains(number.value) } ?? false) || (wholeNumbers && !number.isWhole) {
            fields.add(.init(slot: slot, record: record, fault: .outOfRange, column: column))
        }
        return FieldValue(.number, UInt32(clamping: start), UInt32(clamping: fields.arena.count - start))
    }

    /// `1.234,5` as `1234.5`; nil where a dot stands elsewhere than before three digits, or no comma but a dot alone could
    /// be either.
    private static func withDecimalDot<Result>(_ text: CellBytes, _ body: (CellBytes?) -> Result) -> Result {
        guard text.count <= 40 else { return body(nil) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { room in
            var count = 0
            var decimals = false
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte == 0x2E {
                    let group = index + 3
                    guard !decimals, group < text.count, (index + 1...group).allSatisfy({ ASCII.isDigit(text[$0]) }),
                        group + 1 == text.count || !ASCII.isDigit(text[group + 1])
                    else { return body(nil) }
                } else if byte == 0x2C {
                    guard !decimals else { return body(nil) }
                    decimals = true
                    room[count] = 0x2E
                    count += 1
                } else {
                    room[count] = byte
                    count += 1
                }
                index += 1
            }
            guard let start = room.baseAddress else { return body(nil) }
            return body(CellBytes(start: UnsafePointer(start), count: count))
        }
    }

    /// Appends `text` in JSON's form of a number (RFC 8259, section 6): no plus sign, no leading zeros, no bare dot.
    /// - Returns: about what it is worth, or nil if it is no decimal number of at most 40 characters.
    static func append(
        _ text: CellBytes, allowsExponent: Bool, to arena: ByteArena
    ) -> (value: Double, isWhole: Bool)? {
        guard text.count <= 40 else { return nil }
        var index = 0
        let start = arena.count
        if text[0] == 0x2D || text[0] == 0x2B {
            if text[0] == 0x2D { arena.append(0x2D) }
            index = 1
        }
        var whole = 0
        var leading = true
        while index < text.count, ASCII.isDigit(text[index]) {
            whole += 1
            if leading && text[index] == 0x30 {
                index += 1
                continue
            }
            leading = false
            arena.append(text[index])
            index += 1
        }
        if leading { arena.append(0x30) }
        guard whole > 0 else { return nil }
        var isWhole = true
        if index < text.count, text[index] == 0x2E {
            index += 1
            let from = index
            arena.append(0x2E)
            while index < text.count, ASCII.isDigit(text[index]) {
                if text[index] != 0x30 { isWhole = false }
                arena.append(text[index])
                index += 1
            }
            if index == from { return nil }
        }
        var usesExponent = false
        if allowsExponent, index < text.count, text[index] | 0x20 == 0x65 {
            usesExponent = true
            arena.append(text[index])
            index += 1
            if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
                arena.append(text[index])
                index += 1
            }
            let from = index
            while index < text.count, ASCII.isDigit(text[index]) {
                arena.append(text[index])
                index += 1
            }
            if index == from { return nil }
        }
        guard index == text.count else { return nil }
        let written = String(decoding: arena.contents[start..<arena.count], as: UTF8.self)
        guard let value = Double(written) else { return nil }
        return (value, usesExponent ? value == value.rounded() : isWhole)
    }
}
