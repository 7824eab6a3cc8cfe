public import HTCDSCells

/// Turns the cells of one or more columns into the values of one slot, a whole batch at a time.
///
/// Pure: what it writes depends on the cells and its parameters only. Called once a batch, never once a cell.
public protocol Transform: Sendable {
    /// The columns it reads, from 0. The first one stands for the field in messages.
    var columns: [Int] { get }

    /// Sets the values of `slot` for every record of `cells`, appends faults in order of the records, and counts what
    /// is filled.
    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int)
}

extension Transform {
    /// The part of `apply` that every transform of one column shares: what is absent or missing becomes no value, what
    /// cannot be decoded is a fault, and the rest goes to `body`.
    @inline(__always)
    func forEachStated(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords,
        _ body: (_ record: Int, _ text: CellBytes, _ cell: Cell) -> FieldValue
    ) {
        forEachStated(cells, fields, slot: slot, column: column, missing: missing, { _, _ in nil }, body)
    }

    /// - Parameter exact: the value of a text as it stands in the cell, before it is trimmed and held against the words
    ///   that mean "missing"; nil where that is to be found out. 64 bytes behind the text may be read.
    @inline(__always)
    func forEachStated(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords,
        _ exact: (_ start: UnsafePointer<UInt8>, _ cell: Cell) -> FieldValue?,
        _ body: (_ record: Int, _ text: CellBytes, _ cell: Cell) -> FieldValue
    ) {
        let values = fields.slotValues(slot)
        guard column < cells.columnCount else {
            for record in 0..<cells.recordCount { values[record] = .absent }
            return
        }
        var filled = 0
        let source = cells.column(column)
        // Taken once: a reference counted for every cell costs more than looking at it.
        let arena = cells.arena
        let base = UnsafePointer(arena.base)
        let limit = arena.count
        for record in 0..<source.count {
            let cell = source[record]
            if cell.isEmpty {
                values[record] = .absent
                continue
            }
            let offset = Int(cell.offset)
            precondition(offset &+ cell.length <= limit)
            if !cell.hasBrokenEncoding, let value = exact(base + offset, cell) {
                filled &+= 1
                values[record] = value
                continue
            }
            let text = CellBytes(start: base + offset, count: cell.length).trimmed()
            if missing.contains(text) {
                values[record] = .absent
                continue
            }
            filled &+= 1
            if cell.hasBrokenEncoding {
                fields.add(
                    .init(slot: slot, record: record, fault: .brokenEncoding, column: column))
                values[record] = .unusable(text, in: arena)
                continue
            }
            values[record] = body(record, text, cell)
        }
        fields.filled[slot] = filled
    }
}

extension Transform {
    /// The part of `apply` for columns of texts that are taken as they stand, nearly all of them without a question:
    /// `body` gets the texts that blanks may stand around, that may be a word for "missing" or cannot be decoded, and
    /// those that begin with `except`.
    @inline(__always)
    func forEachText(
        _ cells: CellBatch, _ fields: FieldBatch, slot: Int, column: Int, missing: MissingWords, except: UInt8 = 0,
        _ body: (_ record: Int, _ text: CellBytes, _ cell: Cell) -> FieldValue
    ) {
        let table = TextEdges.table
        let longest = missing.longest
        forEachStated(cells, fields, slot: slot, column: column, missing: missing) { text, cell in
            // One branch for all of the questions.
            let edges = (table[Int(text[0])] & TextEdges.first) | (table[Int(text[cell.length &- 1])] & TextEdges.last)
            let doubts: UInt8 = (text[0] == except ? 1 : 0) | (cell.length > longest ? 0 : 1)
            return (edges ^ (TextEdges.first | TextEdges.last)) | doubts == 0
                ? FieldValue(.text, cell.offset, UInt32(truncatingIfNeeded: cell.length)) : nil
        } _: { record, text, cell in
            body(record, text, cell)
        }
    }
}

/// With which bytes a text can begin and end that has no blanks around it.
private enum TextEdges {
    static let first: UInt8 = 1
    static let last: UInt8 = 2

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
}

extension FieldValue {
    /// Something was there that became no value; its text is kept beside the record.
    @inline(__always)
    static func unusable(_ text: CellBytes, in arena: ByteArena) -> FieldValue {
        var value = FieldValue.text(text, in: arena, as: .unusable)
        value.keepsText = true
        return value
    }
}
