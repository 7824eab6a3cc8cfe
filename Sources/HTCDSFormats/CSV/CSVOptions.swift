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

/// The encodings a table can be in.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    case windows1252 = "Windows-1252"

    /// By the names people and programs use, ignoring case: `utf-8`, `cp1252`, `latin1`, …
    ///
    /// ISO-8859-1 is read as Windows-1252, as the WHATWG Encoding Standard says: the two differ only in 32 control
    /// characters that no export holds on purpose.
    public init?(name: String) {
        switch name.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "utf8", "utf8sig", "ascii", "usascii": self = .utf8
        case "windows1252", "cp1252", "ansi", "latin1", "iso88591", "1252": self = .windows1252
        default: return nil
        }
    }
}

/// A byte turned up that is not UTF-8 in a file that was taken for UTF-8: decide anew on the whole file.
public struct EncodingDoubt: Error, Sendable {}
