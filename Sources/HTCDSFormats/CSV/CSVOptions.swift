import HTCDSCells

/// How a CSV is to be read, where the user or a mapping says so. What is nil is found from the file.
public struct CSVOptions: Sendable {
    /// One ASCII byte between cells.
    public var delimiter: UInt8?
    public var encoding: TextEncoding?
    /// How quotation marks stand inside quotes.
    public var escape: CSVEscape?
    /// Row that holds the header, from 1, counting rows as a spreadsheet shows them. nil: the first row with text.
    public var headerRow: Int?
    /// Row of titles above the header, from 1, that become part of the names: `title/name`.
    public var titleRow: Int?
    /// First row of data, from 1; nil: the row behind the header. Rows between are passed over.
    public var dataRow: Int?
    /// Columns from this one on, from 0, hold no part of a case and are not read.
    public var columnLimit = Int.max
    /// What the first filled cell of a row says that is no record, with `*` for anything; besides the footers that are
    /// known by themselves at the end of the table.
    public var footers: [String] = []
    /// Whether rows at the end that look like a footer stay, for whoever wants the text as it stands.
    public var keepsFooters = false
    /// What a row begins with that is a comment. Above the header `#` is one anyway.
    public var comment: UInt8?
    /// The first row is data already; columns have no names.
    public var hasNoHeader = false
    /// Whether a byte that is not UTF-8 ends the reading with ``EncodingDoubt``, so that the caller can decide on the
    /// whole file's evidence and start again. Where false, such bytes mark their cells as broken.
    public var doubtsEncoding = false
    /// Whether a sign that quotation marks are escaped by backslashes ends the reading with ``EscapeDoubt``. Where false,
    /// what the beginning of the file shows holds to its end.
    public var doubtsEscape = false
    /// Bytes that are read at a time: some hundred records. A chunk is at least one record, however long.
    public var chunkSize = 256 * 1024
    /// The longest record that is read, in bytes of UTF-8; a longer one is refused. At most ``Cell/maximumLength``.
    public var longestRecord = Cell.maximumLength

    public init(delimiter: UInt8? = nil, encoding: TextEncoding? = nil, headerRow: Int? = nil) {
        self.delimiter = delimiter
        self.encoding = encoding
        self.headerRow = headerRow
    }
}

/// A byte turned up that is not UTF-8 in a file that was taken for UTF-8: decide anew on the whole file.
public struct EncodingDoubt: Error, Sendable {}
