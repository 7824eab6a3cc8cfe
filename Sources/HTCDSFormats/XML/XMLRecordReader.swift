public import HTCDSCells

/// Reads the records of an XML document, in document order.
///
/// Each leaf element of a record and each attribute is a cell of the column named by its path below the record
/// (`meta/instanceID`, `@id`, `meta/@x`; `.` is text of the record element itself). An empty element is an empty cell. An
/// element with children is a cell only if there is text between them. A repeated element gives further cells of one
/// column, which a batch holds as extras. White space within text is kept.
///
/// Positions: each cell has the line on which its element begins (use a batch that carries lines); a record has its line,
/// and as its `row` the number of its element among the record elements of the file, from 1, blank ones counted, so that
/// ``path(record:column:)`` names it.
///
/// Memory: a slice of the file and the longest record. Not thread-safe.
public final class XMLRecordReader: BatchReader {
    /// A batch with this many bytes is handed on though it has room for more records.
    private static let batchBytes = 8 * 1_024 * 1_024

    private let pump: XMLPump?
    private let collector: XMLRecordCollector
    private let recordPath: XMLRecordPath
    private var ended = false
    private var failure: FormatError?

    /// - Parameters:
    ///   - source: the bytes of the document.
    ///   - record: which elements are records: `/data` (the root; or the children `data` of another root),
    ///     `/cases/case`, `//case`, or `/` for the root whatever its name. Local names.
    ///   - wanted: paths below the record that get the column numbers 0, 1, 2…, whether they are met or not.
    ///   - shape: which elements are numbered things, and which are lists of values.
    ///   - schema: what the document is held against; nil: nothing.
    ///   - limits: what the document may ask for.
    public convenience init(
        source: any ByteSource, record: String, wanted: [String] = [], shape: TreeShape = .plain,
        schema: XMLSchema? = nil, limits: XMLLimits = .standard
    ) {
        self.init(
            source: source, record: record, wanted: wanted, shape: shape, schema: schema, limits: limits,
            readsPlain: true)
    }

    /// - Parameter readsPlain: false lets libxml2 read all of the document; what is read is the same.
    package init(
        source: any ByteSource, record: String, wanted: [String], shape: TreeShape, schema: XMLSchema?,
        limits: XMLLimits, readsPlain: Bool
    ) {
        recordPath = XMLRecordPath(record)
        collector = XMLRecordCollector(path: recordPath, shape: shape, limits: limits)
        do {
            let parser = try XMLPushParser(events: collector, schema: schema, limits: limits)
            collector.prepare(parser, wanted: wanted)
            pump = XMLPump(source: source, parser: parser, readsPlain: readsPlain)
        } catch {
            pump = nil
            failure = Self.formatError(error)
        }
    }

    public var columns: [SourceColumn] { collector.tree.columns }

    /// Lines on which something outside of every record does not fit the schema, in order.
    public var violationsOutsideRecords: [Int] { collector.violationsOutside }

    /// Elements without children that were met so far and lie in no record: what the reader left out.
    public var leavesOutsideRecords: Int { collector.leavesOutside }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        batch.arena.removeAll()
        while true {
            while let record = collector.stage.first, !batch.isFull, batch.arena.count < Self.batchBytes {
                if record.isFilled {
                    collector.stage.move(record, into: batch)
                } else {
                    batch.countBlankRow()
                    collector.stage.drop()
                }
            }
            if !collector.stage.isEmpty { return true }
            if ended || failure != nil { break }
            collector.stage.compact()
            if batch.isFull || batch.arena.count >= Self.batchBytes { return true }
            do {
                ended = try pump?.feed() != true
            } catch {
                // Thrown when the records before it are handed on.
                failure = Self.formatError(error)
            }
        }
        if batch.recordCount > 0 || batch.blankRows > 0 || batch.numberedBlankRows > 0 { return true }
        if let failure { throw failure }
        return false
    }

    /// The path of a cell as XPath with local names: `/data/prs_Gender`, `/cases/case[17]/meta/@x`.
    ///
    /// - Parameters:
    ///   - ordinal: number of the record element, from 1: the `row` of its position in the batch.
    ///   - column: number of a column, from 0; an unknown number gives the path of the record.
    public func path(record ordinal: Int, column: Int) -> String {
        let record = recordPath.text(ordinal: ordinal, root: collector.rootName)
        guard column >= 0, column < columns.count, let name = columns[column].name, name != "." else {
            return record
        }
        return "\(record)/\(name)"
    }

    private static func formatError(_ error: any Error) -> FormatError {
        error as? FormatError ?? FormatError(.inputOutput, "Reading failed midway: \(type(of: error)).")
    }
}
