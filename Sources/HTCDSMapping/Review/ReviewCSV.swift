import HTCDSCells
import HTCDSSpec

/// A review as a table for a spreadsheet, by RFC 4180, with a header.
public enum ReviewCSV {
    static let header = [
        "kind", "partner's column", "partner's value", "object", "field", "field label", "code", "code label",
        "relation", "relation in words", "what happens", "note", "author", "date",
    ]

    /// The whole table. A cell that a spreadsheet would run as a formula has a blank before it.
    public static func text(_ review: MappingReview) -> [UInt8] {
        let arena = ByteArena(capacity: 64 * 1024)
        append(header, to: arena)
        for row in review.rows {
            append(
                [
                    row.kind.rawValue, row.source, row.value ?? "", row.object, row.field?.id ?? "",
                    row.field?.label ?? "", row.codes.map(\.name).joined(separator: "; "),
                    row.codes.map(\.label).joined(separator: "; "), row.relation?.rawValue ?? "",
                    row.relationInWords, row.outcome, row.note ?? "", row.decision.author ?? "",
                    row.decision.date ?? "",
                ], to: arena)
        }
        return Array(arena.contents)
    }

    private static func append(_ cells: [String], to arena: ByteArena) {
        for (number, cell) in cells.enumerated() {
            if number > 0 { arena.append(0x2C) }
            var cell = cell
            cell.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return }
                PartnerText.append(
                    CellBytes(start: start, count: bytes.count), delimiter: 0x2C, guardsFormulas: true,
                    escapesByBackslash: false, to: arena)
            }
        }
        arena.append(0x0D)
        arena.append(0x0A)
    }
}
