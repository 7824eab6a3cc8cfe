public import HTCDSCells

/// A run of whole records of a CSV, as bytes in UTF-8. Can be tokenized anywhere, in any order.
public final class CSVChunk: @unchecked Sendable {
    // Unchecked: a chunk is handed from the reading thread to one working thread and never shared.
    public let arena: ByteArena
    let delimiter: UInt8
    let escape: CSVEscape
    /// Rows that are no cases, nil where none are looked for.
    let filter: RowFilter?
    /// Whether cells have to be looked at for bytes that are no text in the file's encoding, NUL among them.
    public let mayBeBroken: Bool

    init(arena: ByteArena, delimiter: UInt8, escape: CSVEscape, filter: RowFilter?, mayBeBroken: Bool) {
        self.arena = arena
        self.delimiter = delimiter
        self.escape = escape
        self.filter = filter
        self.mayBeBroken = mayBeBroken
    }
}
