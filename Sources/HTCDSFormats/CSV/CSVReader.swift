public import HTCDSCells

/// Reads a CSV batch by batch in one thread, with lines and rows counted through.
///
/// For whoever wants records in order and no threads; the pipeline takes chunks from ``CSVFile`` itself.
public final class CSVReader: BatchReader {
    public let file: CSVFile
    public var columns: [SourceColumn] { file.columns }
    private var tokenizer: CSVTokenizer?
    private var line: Int
    private var row: Int

    public convenience init(_ source: any ByteSource, options: CSVOptions = CSVOptions()) throws {
        self.init(file: try CSVFile(source, options: options))
    }

    /// - Parameter file: a file of which no chunk was taken.
    public init(file: CSVFile) {
        self.file = file
        line = file.firstLine
        row = file.firstRow
    }

    public func read(into batch: CellBatch) throws -> Bool {
        while true {
            if tokenizer != nil {
                if tokenizer?.fill(batch) == true { return true }
                line = tokenizer?.nextLine ?? line
                row = tokenizer?.nextRow ?? row
                tokenizer = nil
            }
            let next: CSVChunk?
            do { next = try file.nextChunk() } catch let error as FormatError {
                throw error.shifted(byLines: line - 1)
            }
            guard let chunk = next else {
                batch.removeAll()
                return false
            }
            tokenizer = CSVTokenizer(chunk, line: line, row: row)
        }
    }
}
