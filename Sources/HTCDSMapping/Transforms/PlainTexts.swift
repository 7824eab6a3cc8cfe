import HTCDSCells

extension Transform {
    /// The part of `apply` for columns of texts that are taken as they stand, nearly all of them without a question.
    /// There is one branch for all of the questions about a cell, and it is hardly ever taken.
    ///
    /// - Parameters:
    ///   - doubts: 0 where a text is taken as it stands: without blanks around it, and without anything to say of it. 64
    ///     bytes from `start` on may be read, and 64 behind the text.
    ///   - marks: what may stand in the text.
    ///   - body: makes the value of a text in doubt, which is trimmed.
    @inline(__always)
    func forEachPlain(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords,
        doubts: (_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32,
        marks: (_ start: UnsafePointer<UInt8>, _ length: Int) -> TextMarks,
        _ body: (_ record: Int, _ text: CellBytes) -> FieldValue
    ) {
        let values = fields.slotValues(slot)
        fields.clear(slot: slot, count: cells.recordCount)
        guard column < cells.columnCount else { return }
        let source = cells.column(column)
        // Taken once: a reference counted for every cell costs more than looking at it.
        let arena = cells.arena
        let base = UnsafePointer(arena.base)
        let limit = arena.count
        let longestMissing = missing.longest
        var silent = 0
        let nonEmpty = CellBatch.forEachFilled(source) { record in
            let cell = source[record]
            let length = cell.length
            let offset = Int(cell.offset)
            precondition(offset &+ length <= limit)
            let start = base + offset
            let isShort: UInt32 = length > longestMissing ? 0 : 1
            let isBroken: UInt32 = cell.hasBrokenEncoding ? 1 : 0
            if doubts(start, length) | isShort | isBroken == 0 {
                values[record] = FieldValue(text: cell.offset, length, marks: marks(start, length))
                return
            }
            let text = CellBytes(start: start, count: length).trimmed()
            if missing.contains(text) {
                silent &+= 1
            } else if isBroken != 0 {
                fields.add(.init(slot: slot, record: record, fault: .brokenEncoding, column: column))
                values[record] = .unusable(text, in: arena)
            } else {
                var value = body(record, text)
                value.marks = marks(text.start, text.count)
                values[record] = value
            }
        }
        fields.count(slot: slot, filled: nonEmpty &- silent, nonEmpty: nonEmpty)
    }
}

/// With which bytes a text can begin and end that has no blanks around it.
enum TextEdges {
    private static let first: UInt8 = 1
    private static let last: UInt8 = 2

    /// By byte, ``first`` if no blank begins with it and ``last`` if none ends with it. Never freed.
    nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max {
            let isASCIIBlank = byte <= 0x20 || byte == 0x7F
            let begins = isASCIIBlank || [0xC2, 0xE2, 0xE3, 0xEF].contains(byte)
            let ends = isASCIIBlank || (0x80...0x8B).contains(byte) || [0xA0, 0xAF, 0xBF].contains(byte)
            (table + Int(byte)).initialize(to: (begins ? 0 : first) | (ends ? 0 : last))
        }
        return UnsafePointer(table)
    }()

    /// 0 where no blank can stand before or behind the text of at least one byte.
    @inline(__always)
    static func doubts(_ table: UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        let edges = (table[Int(start[0])] & first) | (table[Int(start[length &- 1])] & last)
        return UInt32(edges ^ (first | last))
    }
}
