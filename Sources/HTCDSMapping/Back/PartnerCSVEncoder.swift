public import HTCDSCells
import HTCDSSpec

/// Writes records as the rows of a partner's export: a CSV, or the rows of a sheet.
public final class PartnerCSVEncoder: RecordEncoder, PartnerEncoder {
    private let row: PartnerRow
    private let back: WayBack
    private let delimiter: UInt8
    private let guardsFormulas: Bool
    private let escapesByBackslash: Bool
    private let numbering: Int?
    /// Columns of the source as far as they are known: trees learn of new ones.
    public var columns: [SourceColumn]
    public let streamNames = [""]
    public var tally: BackTally { row.tally }

    /// - Parameters:
    ///   - columns: of the source.
    ///   - isSheet: whether the bytes become cells of a workbook, which are texts whatever they look like.
    public init(_ back: WayBack, columns: [SourceColumn], isSheet: Bool) {
        self.back = back
        self.columns = columns
        row = PartnerRow(back)
        delimiter = isSheet ? 0x2C : back.document.source.delimiter ?? 0x2C
        guardsFormulas = !isSheet
        escapesByBackslash = !isSheet && back.document.source.escape == .backslash
        numbering = back.target.numberingColumn
    }

    /// Row of the header, from 1.
    public static func headerRow(of document: MappingDocument) -> Int { document.source.headerRow ?? 1 }

    public func begin(stream: Int, into arena: ByteArena) {
        let header = Self.headerRow(of: back.document)
        // Above the header stand the official ids, as in the published templates.
        let titles = back.document.source.titleRow
        for number in 1..<max(header, 1) {
            writeRow(arena) { column in
                number == titles
                    ? name(column).title : number == header - 1 && titles == nil ? back.headerIDs[column] : nil
            }
        }
        writeRow(arena) { titles == nil ? back.columns[$0].name : name($0).own }
        for _ in 0..<max(0, (back.document.source.dataRow ?? 0) - header - 1) { writeRow(arena) { _ in nil } }
    }

    public func end(stream: Int, into arena: ByteArena) {}

    /// `title/name` as it stands in two rows.
    private func name(_ column: Int) -> (title: String?, own: String?) {
        guard let name = back.columns[column].name else { return (nil, nil) }
        guard let slash = name.firstIndex(of: "/") else { return (nil, name) }
        return (String(name[..<slash]), String(name[name.index(after: slash)...]))
    }

    private func writeRow(_ arena: ByteArena, _ text: (Int) -> String?) {
        for column in back.columns.indices {
            if column > 0 { arena.append(delimiter) }
            guard var name = text(column) else { continue }
            name.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return }
                append(CellBytes(start: start, count: bytes.count), to: arena)
            }
        }
        arena.append(0x0A)
    }

    public func encode(
        _ cells: CellBatch, _ fields: FieldBatch, record: Int, ordinal: Int, into output: RecordOutput
    ) {
        row.fill(cells, fields, record, columns: columns, takesExtras: false)
        guard row.saysSomething || row.numberedColumn >= 0 else {
            row.countBlank()
            return
        }
        let arena = output.streams[0].arena
        for column in back.columns.indices {
            if column > 0 { arena.append(delimiter) }
            if column == numbering || column == row.numberedColumn {
                output.streams[0].gaps.append(.init(offset: arena.count, record: ordinal))
            } else if let text = row.text(column) {
                append(text, to: arena)
            }
        }
        arena.append(0x0A)
    }

    private func append(_ text: CellBytes, to arena: ByteArena) {
        PartnerText.append(
            text, delimiter: delimiter, guardsFormulas: guardsFormulas, escapesByBackslash: escapesByBackslash,
            to: arena)
    }
}

/// An encoder into a partner's shape, which counts what finds no place there.
public protocol PartnerEncoder: AnyObject {
    var tally: BackTally { get }
}

/// Cells of a CSV that people open in a spreadsheet.
enum PartnerText {
    /// Appends a cell by RFC 4180, in quotes where its text demands them.
    ///
    /// A text that a spreadsheet would run as a formula (one that begins with `=`, `@`, `+`, `-`, a tab or a carriage
    /// return) gets a blank before it, which makes it a text there and is trimmed where a mapping reads a field.
    /// Numbers and telephone numbers are left as they are.
    /// - Parameter escapesByBackslash: whether quotes stand inside quotes as `\\"`, and a backslash as two.
    static func append(
        _ text: CellBytes, delimiter: UInt8, guardsFormulas: Bool, escapesByBackslash: Bool, to arena: ByteArena
    ) {
        if !UTF8Check.isValid(text) {
            var sound = text.makeString()
            sound.withUTF8 { bytes in
                guard let start = bytes.baseAddress else { return }
                append(
                    CellBytes(start: start, count: bytes.count), delimiter: delimiter, guardsFormulas: guardsFormulas,
                    escapesByBackslash: escapesByBackslash, to: arena)
            }
            return
        }
        let isGuarded = guardsFormulas && mayRun(text)
        let needsQuotes =
            isGuarded
            || text.buffer.contains {
                $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || escapesByBackslash && $0 == 0x5C
            }
        guard needsQuotes else {
            arena.append(text)
            return
        }
        arena.append(0x22)
        if isGuarded { arena.append(0x20) }
        for byte in text.buffer {
            if escapesByBackslash && (byte == 0x22 || byte == 0x5C) {
                arena.append(0x5C)
            } else if byte == 0x22 {
                arena.append(byte)
            }
            arena.append(byte)
        }
        arena.append(0x22)
    }

    /// Whether a spreadsheet may take the text for a formula.
    static func mayRun(_ text: CellBytes) -> Bool {
        guard text.count > 0 else { return false }
        switch text.start[0] {
        case 0x3D, 0x40, 0x09, 0x0D: return true
        case 0x2B, 0x2D:
            // Digits and what stands between the digits of numbers and telephone numbers.
            return !text.buffer.dropFirst().allSatisfy { byte in
                ASCII.isDigit(byte) || byte == 0x20 || (0x28...0x29).contains(byte) || (0x2C...0x2F).contains(byte)
            }
        default: return false
        }
    }
}
