/// The table that every reader is given in its own format: all of it invented.
///
/// Texts hold what formats treat in ways of their own: delimiters, quotes, markup, line ends, blanks at the ends, letters
/// of one to four bytes, words that a spreadsheet would take for something else.
enum ConformanceTable {
    static let headers = ["id", "status", "note", "place"]

    /// nil: the cell is not there. Only the last ones of a record can miss in every format.
    static let records: [[String?]] = [
        ["A1", "Active", "two\nlines, \"quoted\"", "Phnom Penh"],
        ["A2", "", "<b>&amp;</b> ]]>", "Nguyễn; 上海 😀"],
        ["", "", "", ""],
        ["A4", " blanks ", nil, nil],
        ["A5", "NA", "=1+1", "1-2"],
        ["A6", "TRUE", "e\u{301} \u{E9}", "0012"],
        ["A7", "last", "\\ / {} []", "a\tb"],
    ]

    /// Records that are not blank.
    static let filled = records.filter { $0.contains { $0?.isEmpty == false } }.count
}

/// A cell with text, as a test looks at it.
struct ConformanceCell: Equatable, CustomStringConvertible {
    let column: Int
    /// Physical line, 0 where the format has none.
    let line: Int
    let text: [UInt8]

    var description: String { "\(column)@\(line)=\(String(decoding: text, as: UTF8.self))" }
}

struct ConformanceRecord: Equatable, CustomStringConvertible {
    let row: Int
    let line: Int
    var cells: [ConformanceCell]

    var description: String { "row \(row), line \(line): \(cells)" }
}

/// A file being written line by line, which remembers where each cell of the table begins.
struct ConformanceFile {
    private(set) var bytes: [UInt8] = []
    private(set) var records: [ConformanceRecord] = []
    private(set) var line = 1

    mutating func write(_ text: String) {
        bytes += Array(text.utf8)
        line += text.utf8.count { $0 == 0x0A }
    }

    /// Notes that the record of this row begins here.
    mutating func begin(row: Int, hasLines: Bool = true) {
        records.append(ConformanceRecord(row: row, line: hasLines ? line : 0, cells: []))
    }

    /// Notes that a cell begins here; empty ones and missing ones are no matter of this suite.
    mutating func note(_ text: String, column: Int, line: Int) {
        guard !text.isEmpty else { return }
        records[records.count - 1].cells.append(ConformanceCell(column: column, line: line, text: Array(text.utf8)))
    }

    /// What a reader should give: blank rows are no records.
    var expected: [ConformanceRecord] { records.filter { !$0.cells.isEmpty } }
}
