public import HTCDSCells
import HTCDSSpec

/// Writes records as the rows of a partner's main table and of the tables whose rows belong to them: files beside each
/// other, or sheets of a workbook.
///
/// Rows find each other by the partner's own ids; where a record has none, by its number.
public final class PartnerTablesEncoder: RecordEncoder, PartnerEncoder {
    private let back: WayBack
    private let row: PartnerRow
    private let split: TableSplit
    private let cell: PartnerCell
    /// Columns of the source as far as they are known.
    public var columns: [SourceColumn]
    public let streamNames: [String]
    public var tally: BackTally { row.tally }
    /// Whether a row says something, by row of the split.
    private var says: [Bool] = []
    /// Columns that hold a key which nobody gave, and what stands behind the record's number there.
    private var keys: [Int: String] = [:]

    public init(_ back: WayBack, columns: [SourceColumn], isSheet: Bool) {
        self.back = back
        self.columns = columns
        row = PartnerRow(back)
        split = back.split
        cell = PartnerCell(back.document, isSheet: isSheet)
        streamNames = [""] + split.outputs.map(\.name)
    }

    public func begin(stream: Int, into arena: ByteArena) {
        let names = stream == 0 ? split.main.map { back.columns[$0].name ?? "" } : split.outputs[stream - 1].header
        for (number, name) in names.enumerated() {
            if number > 0 { cell.separate(arena) }
            cell.append(name, to: arena)
        }
        arena.append(0x0A)
    }

    public func end(stream: Int, into arena: ByteArena) {}

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        row.fill(cells, fields, record, columns: columns, takesExtras: false)
        says = split.rows.map { row in row.columns.contains { $0 >= 0 && isStated($0) } }
        keys = row.made
        // A row that says something needs the row that it belongs to, with a key.
        for (number, related) in split.rows.enumerated().reversed() where says[number] {
            if related.parent >= 0 { says[related.parent] = true }
            if related.parentColumn >= 0, !isStated(related.parentColumn),
                related.parentColumn != row.numberedColumn
            {
                keys[related.parentColumn] = related.suffix
            }
        }
        guard row.saysSomething || row.numberedColumn >= 0 else {
            row.countBlank()
            return
        }
        for (number, column) in split.main.enumerated() {
            if number > 0 { cell.separate(output.streams[0].arena) }
            append(column, ordinal, to: &output.streams[0])
        }
        output.streams[0].arena.append(0x0A)
        for (number, related) in split.rows.enumerated() where says[number] {
            let table = split.outputs[related.output]
            let stream = related.output + 1
            for position in table.header.indices {
                if position > 0 { cell.separate(output.streams[stream].arena) }
                let own = position < related.columns.count ? related.columns[position] : -1
                let column = position == table.key ? related.parentColumn : own
                if column >= 0 { append(column, ordinal, to: &output.streams[stream]) }
            }
            output.streams[stream].arena.append(0x0A)
        }
    }

    private func isStated(_ column: Int) -> Bool { row.text(column) != nil || row.made[column] != nil }

    private func append(_ column: Int, _ ordinal: Int, to stream: inout RecordOutput.Stream) {
        if let suffix = keys[column] {
            if let id = back.target.idColumn.flatMap({ row.text($0) }) {
                cell.append(id.makeString() + suffix, to: stream.arena)
            } else {
                // Nothing in it is a separator or begins a formula behind the number.
                stream.gaps.append(.init(offset: stream.arena.count, record: ordinal))
                for byte in suffix.utf8 { stream.arena.append(byte) }
            }
        } else if column == row.numberedColumn {
            stream.gaps.append(.init(offset: stream.arena.count, record: ordinal))
        } else if let text = row.text(column) {
            cell.append(text, to: stream.arena)
        }
    }
}

/// How a cell of a partner's text file is written.
struct PartnerCell {
    private let delimiter: UInt8
    private let guardsFormulas: Bool
    private let escapesByBackslash: Bool

    /// - Parameter isSheet: whether the bytes become cells of a workbook, which are texts whatever they look like.
    init(_ document: MappingDocument, isSheet: Bool) {
        delimiter = isSheet ? 0x2C : document.source.delimiter ?? 0x2C
        guardsFormulas = !isSheet
        escapesByBackslash = !isSheet && document.source.escape == .backslash
    }

    func separate(_ arena: ByteArena) { arena.append(delimiter) }

    func append(_ text: CellBytes, to arena: ByteArena) {
        PartnerText.append(
            text, delimiter: delimiter, guardsFormulas: guardsFormulas, escapesByBackslash: escapesByBackslash,
            to: arena)
    }

    func append(_ text: String, to arena: ByteArena) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            append(CellBytes(start: start, count: bytes.count), to: arena)
        }
    }
}
