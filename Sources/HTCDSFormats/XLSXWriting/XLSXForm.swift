/// A workbook to be filled in: a sheet with one header row above blank rows, and sheets to look things up in.
public struct XLSXForm: Sendable {
    /// What the cells of a column hold.
    public enum Content: Sendable {
        /// Kept as typed, so that a leading zero or plus stays.
        case text
        case number
        /// A day, shown as yyyy-mm-dd. What is no day from `firstYear` on is asked about: a lone year would else be
        /// taken for a day soon after 1900.
        case date(firstYear: Int)
        /// A drop-down of the values of a range on another sheet, such as `Lists!$A$2:$A$9`. Others are refused, or
        /// with `isOpen` taken.
        case choice(range: String, isOpen: Bool)
    }

    public struct Column: Sendable {
        public let header: String
        /// What a reader sees who points at the header.
        public let note: String
        /// What a person sees who fills in a cell: at most 32 and 255 characters; nil for a column without.
        public let hint: (title: String, message: String)?
        public let content: Content

        public init(header: String, note: String, hint: (title: String, message: String)? = nil, content: Content) {
            self.header = header
            self.note = note
            self.hint = hint
            self.content = content
        }
    }

    /// Cells of text, the first row set off.
    public struct Page: Sendable {
        public let name: String
        public let rows: [[String]]
        /// In characters, from the first column on.
        public let widths: [Double]

        public init(name: String, rows: [[String]], widths: [Double]) {
            self.name = name
            self.rows = rows
            self.widths = widths
        }
    }

    public let title: String
    public let name: String
    public let columns: [Column]
    /// How many rows below the header are prepared.
    public let blankRows: Int
    /// Behind the form.
    public let pages: [Page]

    public init(title: String, name: String, columns: [Column], blankRows: Int, pages: [Page]) {
        self.title = title
        self.name = name
        self.columns = columns
        self.blankRows = blankRows
        self.pages = pages
    }
}
