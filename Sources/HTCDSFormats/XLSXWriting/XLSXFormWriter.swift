import CLibXLSXWriter

/// Writes forms with libxlsxwriter. The same form gives the same bytes: no clock, no name of a machine.
public enum XLSXFormWriter {
    /// - Parameter path: a file, which is made anew.
    /// - Throws: `FormatError` where it cannot be written.
    public static func write(_ form: XLSXForm, to path: String) throws(FormatError) {
        guard let book = workbook_new(path) else {
            throw FormatError(.cannotCreate, "The workbook cannot be made.")
        }
        var fault = htcds_set_title(book, form.title, created)
        func note(_ error: lxw_error) {
            if fault == LXW_NO_ERROR { fault = error }
        }
        let bold = workbook_add_format(book)
        format_set_bold(bold)
        format_set_align(bold, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        let text = workbook_add_format(book)
        format_set_num_format(text, "@")
        let date = workbook_add_format(book)
        format_set_num_format(date, "yyyy-mm-dd")

        let sheet = workbook_add_worksheet(book, form.name)
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, column) in form.columns.enumerated() {
            let number = lxw_col_t(index)
            let last = lxw_row_t(form.blankRows)
            let width = Double(max(12, column.header.utf8.count + 2))
            note(worksheet_write_string(sheet, 0, number, column.header, bold))
            note(worksheet_write_comment(sheet, 0, number, column.note))
            let title = column.hint?.title ?? ""
            let message = column.hint?.message ?? ""
            switch column.content {
            case .text: note(worksheet_set_column(sheet, number, number, width, text))
            case .number: note(worksheet_set_column(sheet, number, number, width, nil))
            case .date(let firstYear):
                note(worksheet_set_column(sheet, number, number, width, date))
                note(htcds_ask_about_date(sheet, last, number, Int32(firstYear), title, message))
            case .choice(let range, let isOpen):
                note(worksheet_set_column(sheet, number, number, width, text))
                note(htcds_offer_list(sheet, last, number, "=\(range)", title, message, isOpen ? 0 : 1))
            }
        }
        for page in form.pages {
            let sheet = workbook_add_worksheet(book, page.name)
            worksheet_freeze_panes(sheet, 1, 0)
            for (index, width) in page.widths.enumerated() {
                note(worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), width, text))
            }
            for (row, cells) in page.rows.enumerated() {
                for (column, cell) in cells.enumerated() where !cell.isEmpty {
                    note(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), cell, row == 0 ? bold : text))
                }
            }
        }
        // Closing writes the file and lets go of the book, whatever came before.
        note(workbook_close(book))
        guard fault == LXW_NO_ERROR else {
            let why = lxw_strerror(fault).map { String(cString: $0) } ?? ""
            throw FormatError(.inputOutput, "The workbook cannot be written: \(why)")
        }
    }

    /// 1 January 2000, in seconds since 1970: any day would do, if it stays the same.
    private static let created = 946_684_800
}
