import HTCDSCells

/// How a CSV is to be read, where the user or a mapping says so. What is nil is found from the file.
public struct CSVOptions: Sendable {
    /// One ASCII byte between cells.
    public var delimiter: UInt8?
    public var encoding: TextEncoding?
    /// Row that holds the header, from 1, counting rows as a spreadsheet shows them. nil: the first row with text.
    public var headerRow: Int?
    /// First row of data, from 1; nil: the row behind the header. Rows between are passed over.
    public var dataRow: Int?
    /// The first row is data already; columns have no names.
    public var hasNoHeader = false
    /// Whether a byte that is not UTF-8 ends the reading with ``EncodingDoubt``, so that the caller can decide on the
    /// whole file's evidence and start again. Where false, such bytes mark their cells as broken.
    public var doubtsEncoding = false
    /// Bytes that are read at a time. A chunk is at least one record, however long.
    public var chunkSize = 512 * 1024
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
