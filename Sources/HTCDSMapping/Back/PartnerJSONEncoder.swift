public import HTCDSCells
import HTCDSSpec

/// Writes records as a partner's JSON: an array of flat objects, keys being the partner's columns, values texts.
public final class PartnerJSONEncoder: RecordEncoder, PartnerEncoder {
    private let row: PartnerRow
    private let back: WayBack
    private let asArray: Bool
    private let keys: [[UInt8]]
    /// Keys by which the export is known: they stand in every record, if need be with an empty text.
    private let isDemanded: [Bool]
    public var columns: [SourceColumn]
    public let streamNames = [""]
    public var tally: BackTally { row.tally }

    /// - Parameter asArray: one array, else one object a line.
    public init(_ back: WayBack, columns: [SourceColumn], asArray: Bool) {
        self.back = back
        self.columns = columns
        self.asArray = asArray
        row = PartnerRow(back)
        let demanded = Set(back.document.source.recognise.columns.map { ByteKeyTable.folded($0) })
        isDemanded = back.columns.map { $0.name.map { demanded.contains(ByteKeyTable.folded($0)) } ?? false }
        keys = back.columns.map { JSONText.quoted($0.name ?? $0.letters) }
    }

    public func begin(stream: Int, into arena: ByteArena) { if asArray { arena.append("[\n" as StaticString) } }
    public func end(stream: Int, into arena: ByteArena) { if asArray { arena.append("\n]\n" as StaticString) } }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        row.fill(cells, fields, record, columns: columns, takesExtras: true)
        let arena = output.streams[0].arena
        // The comma before the very first record of a file is taken back by whoever puts units in order.
        if asArray { arena.append(",\n" as StaticString) }
        var writer = JSONWriter(arena)
        writer.beginObject()
        for column in back.columns.indices {
            let text = row.text(column)
            guard text != nil || column == row.numberedColumn || isDemanded[column] else { continue }
            keys[column].withUnsafeBufferPointer { writer.rawKey($0) }
            if let text {
                writer.string(text)
            } else if column != row.numberedColumn {
                writer.string("")
            } else {
                let quotes: StaticString = "\"\""
                writer.raw(UnsafeBufferPointer(start: quotes.utf8Start, count: 2))
                output.streams[0].gaps.append(.init(offset: arena.count - 1, record: ordinal))
            }
        }
        for extra in row.extras {
            writer.key(extra.name)
            writer.string(extra.text)
        }
        writer.endObject()
        if !asArray { writer.newline() }
    }
}
