import HTCDSCells

/// What a lookup points at: the name as given, or the id of a person or organisation in the same record.
///
/// The id stands in a column of its own, or behind `ref:` where a flat table has one column only.
struct LookupTransform: Transform {
    let column: Int
    /// The column of ids, nil where there is none.
    let referenceColumn: Int?
    /// Whether `ref:o1` in the column itself is an id.
    let readsPrefix: Bool
    let missing: MissingWords
    var columns: [Int] { [column] + (referenceColumn.map { [$0] } ?? []) }

    static let prefix: StaticString = "ref:"

    func apply(_ cells: CellBatch, to fields: FieldBatch, slot: Int) {
        // "r" may begin the prefix; no text begins with what is no byte.
        let except: UInt32 = readsPrefix ? UInt32(Self.prefix.utf8Start[0]) : 0x100
        let edges = TextEdges.table
        let arena = cells.arena
        forEachPlain(cells, fields, slot: slot, column: column, missing: missing) { start, length in
            TextEdges.doubts(edges, start, length) | (UInt32(start[0]) == except ? 1 : 0)
        } marks: {
            TextMarks(padded: $0, count: $1)
        } _: { _, text in
            if readsPrefix, let id = Self.id(text) { return .text(id, in: arena, as: .reference) }
            return .text(text, in: arena)
        }
        guard let referenceColumn, referenceColumn < cells.columnCount else { return }
        let values = fields.slotValues(slot)
        let references = cells.column(referenceColumn)
        for record in 0..<references.count where !references[record].isEmpty {
            let id = cells.bytes(references[record]).trimmed()
            if missing.contains(id) { continue }
            if values[record].tag == .absent { fields.filled[slot] += 1 }
            values[record] = .text(id, in: cells.arena, as: .reference)
        }
    }

    private static func id(_ text: CellBytes) -> CellBytes? {
        let count = prefix.utf8CodeUnitCount
        guard text.count > count else { return nil }
        for index in 0..<count where text.start[index] != prefix.utf8Start[index] { return nil }
        return CellBytes(start: text.start + count, count: text.count - count)
    }
}
