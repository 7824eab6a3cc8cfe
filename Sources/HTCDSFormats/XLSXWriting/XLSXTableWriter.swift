import CLibXLSXWriter
public import HTCDSCells

/// Writes tables of texts as sheets of one workbook, with libxlsxwriter's constant memory.
///
/// Every cell is a text, whatever it looks like: leading zeros stay, and no program takes one for a formula. Memory does
/// not grow with the rows: finished ones wait in temporary files that have no name and are readable by their owner alone.
/// The same cells give the same bytes: no clock, no name of a machine. Not thread-safe.
public final class XLSXTableWriter {
    /// Characters (UTF-16 units) that a cell holds at most, by Excel's specification.
    public static let longestText = 32_767
    /// Rows of a sheet, the header counted.
    public static let mostRows = 1_048_576
    public static let mostColumns = 16_384
    /// A part of a ZIP archive without ZIP64, which not every program reads, ends at 4 GiB.
    public static let mostBytes = 3 << 30

    /// A sheet under way. Rows are written in order.
    public struct Sheet {
        fileprivate let worksheet: UnsafeMutablePointer<lxw_worksheet>
        /// Rows so far.
        public fileprivate(set) var rows = 0
        /// About how many bytes of XML the rows make.
        public fileprivate(set) var bytes = 0
    }

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let text = ByteArena(capacity: 4_096)
    private let format: UnsafeMutablePointer<lxw_format>?

    /// - Parameters:
    ///   - path: a file, which is written by ``close()`` and keeps its permissions if it is there.
    ///   - folder: where finished rows wait.
    public init(path: String, folder: String) throws(FormatError) {
        guard let book = htcds_new_table_book(path, folder) else {
            throw FormatError(.cannotCreate, "The workbook cannot be made.")
        }
        self.book = book
        _ = htcds_set_title(book, "HTCDS", Self.created)
        format = workbook_add_format(book)
        format_set_num_format(format, "@")
    }

    deinit { if let book { lxw_workbook_free(book) } }

    /// - Parameter name: at most 31 characters, none of `[]:*?/\`.
    public func addSheet(_ name: String) throws(FormatError) -> Sheet {
        guard let worksheet = workbook_add_worksheet(book, name) else {
            throw FormatError(.cannotCreate, "A sheet of the workbook cannot be made.")
        }
        worksheet_freeze_panes(worksheet, 1, 0)
        worksheet_ignore_errors(worksheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
        return Sheet(worksheet: worksheet)
    }

    /// Writes a text into the row that comes next. An empty text writes nothing.
    public func write(_ cell: CellBytes, column: Int, of sheet: inout Sheet) throws(FormatError) {
        guard !cell.isEmpty else { return }
        guard column < Self.mostColumns else {
            throw FormatError(
                .cannotCreate, "There are more than 16384 columns, which is all that a sheet holds. Write CSV instead.")
        }
        text.removeAll()
        SpreadsheetText.append(cell, to: text)
        text.append(0)
        sheet.bytes += text.count + 48
        let fault = text.contents.withMemoryRebound(to: CChar.self) {
            worksheet_write_string(
                sheet.worksheet, lxw_row_t(sheet.rows), lxw_col_t(column), $0.baseAddress, format)
        }
        if fault == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED || SpreadsheetText.units(cell) > Self.longestText {
            throw FormatError(
                .cannotCreate,
                "A text is longer than 32767 characters, which is all that a cell of a spreadsheet holds. "
                    + "Write CSV, JSON or XML instead.")
        }
        try demand(fault)
    }

    public func endRow(of sheet: inout Sheet) { sheet.rows += 1 }

    /// Writes the file.
    public func close() throws(FormatError) {
        guard let closing = book else { return }
        book = nil
        try demand(workbook_close(closing))
    }

    private func demand(_ fault: lxw_error) throws(FormatError) {
        guard fault != LXW_NO_ERROR else { return }
        let why = lxw_strerror(fault).map { String(cString: $0) } ?? ""
        throw FormatError(.inputOutput, "The workbook cannot be written: \(why)")
    }

    /// 1 January 2000, in seconds since 1970: any day would do, if it stays the same.
    private static let created = 946_684_800
}

/// Texts as a workbook holds them.
enum SpreadsheetText {
    /// Appends `text`, with what the library does not escape by itself written as `_xHHHH_` (ECMA-376-1, 22.9.2.19):
    /// NUL, U+FFFE, U+FFFF, and the `_` of a text that only looks like an escape.
    static func append(_ text: CellBytes, to arena: ByteArena) {
        var runStart = 0
        var index = 0
        while index < text.count {
            let escape: StaticString
            let width: Int
            switch text.start[index] {
            case 0:
                (escape, width) = ("_x0000_", 1)
            case 0x5F where looksEscaped(text, index):
                (escape, width) = ("_x005F_", 1)
            case 0xEF
            where text.count - index >= 3 && text.start[index + 1] == 0xBF && text.start[index + 2] >= 0xBE:
                (escape, width) = (text.start[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_", 3)
            default:
                index += 1
                continue
            }
            arena.append(text[runStart..<index])
            arena.append(escape)
            index += width
            runStart = index
        }
        arena.append(text[runStart..<text.count])
    }

    private static func looksEscaped(_ text: CellBytes, _ index: Int) -> Bool {
        guard text.count - index >= 7, text.start[index + 1] == 0x78, text.start[index + 6] == 0x5F else {
            return false
        }
        return (2..<6).allSatisfy { offset in
            let byte = text.start[index + offset]
            return ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 6
        }
    }

    /// Length in UTF-16 units, counted only where it may matter.
    static func units(_ text: CellBytes) -> Int {
        guard text.count > XLSXTableWriter.longestText else { return text.count }
        var units = 0
        for byte in text.buffer where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        return units
    }
}
