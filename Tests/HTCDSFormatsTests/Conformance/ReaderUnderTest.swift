import HTCDSCells
import HTCDSFormats
import Testing

/// A reader, with the shared table written in its format. Whoever adds a reader adds one of these to ``Readers/all``.
protocol ReaderUnderTest: Sendable, CustomTestStringConvertible {
    var name: String { get }
    /// The table in this format, and where each of its cells stands.
    func write() -> ConformanceFile
    /// The file around what ``write()`` wrote: a container, or the same bytes.
    func file(_ content: [UInt8]) -> [UInt8]
    func open(path: String) throws -> any BatchReader
    /// - Parameter step: how many bytes the source gives at most at a time, where there is a source.
    func open(_ file: [UInt8], step: Int) throws -> any BatchReader
    /// What becomes of content that is cut off anywhere.
    var whenCut: CutPolicy { get }
}

/// A reader of a stream of bytes.
protocol StreamReaderUnderTest: ReaderUnderTest {
    func open(_ source: any ByteSource) throws -> any BatchReader
}

extension StreamReaderUnderTest {
    func open(path: String) throws -> any BatchReader { try open(FileByteSource(path: path)) }
    func open(_ file: [UInt8], step: Int) throws -> any BatchReader { try open(MemoryByteSource(file, step: step)) }
}

enum CutPolicy {
    /// It is an error.
    case refused
    /// A record that is cut is left out, and that is counted.
    case lineRejected
    /// Nothing in the file tells: the last cell may be shorter.
    case notSeen
}

extension ReaderUnderTest {
    var testDescription: String { name }
    func file(_ content: [UInt8]) -> [UInt8] { content }
    var whole: [UInt8] { file(write().bytes) }
}

enum Readers {
    static let all: [any ReaderUnderTest] = [
        CSVUnderTest(), XMLUnderTest(), JSONUnderTest(isLines: false), JSONUnderTest(isLines: true), XLSXUnderTest(),
        ODSUnderTest(isFlat: false), ODSUnderTest(isFlat: true),
    ]
}

/// All that was read of a file.
struct ConformanceReading: Equatable {
    var records: [ConformanceRecord] = []
    var blankRows = 0
    var error: String?
    var code: FormatError.Code?

    /// Reads to the end or the first error, in batches of `capacity` records.
    init(capacity: Int, _ open: () throws -> any BatchReader) {
        let batch = CellBatch(
            columnCount: ConformanceTable.headers.count, recordCapacity: capacity, arena: ByteArena(capacity: 64),
            carriesLines: true)
        do {
            let reader = try open()
            do {
                while try reader.read(into: batch) { take(batch) }
            } catch let error as FormatError {
                // Whoever reads on after an error must not be given more.
                let read = records
                if (try? reader.read(into: batch)) == true { take(batch) }
                if records != read { records = [] }
                throw error
            }
        } catch let error as FormatError {
            self.error = error.description
            code = error.code
        } catch {
            self.error = "not a FormatError: \(error)"
        }
    }

    private mutating func take(_ batch: CellBatch) {
        blankRows += batch.blankRows
        for index in 0..<batch.recordCount {
            let position = batch.position(index)
            let line = Int(position.line)
            var record = ConformanceRecord(row: Int(position.row), line: line, cells: [])
            func add(_ cell: Cell, _ column: Int, _ line: Int) {
                guard !cell.isEmpty else { return }
                record.cells.append(
                    ConformanceCell(column: column, line: line, text: Array(batch.bytes(cell).buffer)))
            }
            for column in 0..<batch.columnCount {
                add(
                    batch.cell(record: index, column: column), column, batch.line(record: index, column: column) ?? line
                )
            }
            for extra in batch.extras where extra.record == index { add(extra.cell, extra.column, Int(extra.line)) }
            records.append(record)
        }
    }
}
