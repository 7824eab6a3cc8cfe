public import HTCDSCells

/// Reads the records of a JSON text (RFC 8259), in document order, or of a file with one JSON object a line.
///
/// Each string, number, `true` or `false` of a record is a cell of the column named by its path below the record: the keys
/// on the way to it, joined by `/`. A key that itself holds a `/` (flat keys such as `group/question`) is taken as it is,
/// and so one column may hold values of `{"group/question": …}` and of `{"group": {"question": …}}` alike; `.` is a record
/// that is no object. Members of arrays have the path of the array: their values are further cells of one column, which a
/// batch holds as extras, in order. `null` is an absent cell, an empty array or object none at all.
///
/// Text of cells: strings with their escapes resolved; numbers as they are written, however long (kind `number`); `true`
/// and `false` (kind `boolean`). A string that is no UTF-8, or that escapes half a surrogate pair (U+FFFD stands in its
/// place), is marked as broken.
///
/// Positions: each cell has the line on which its value begins (use a batch that carries lines); a record has its line,
/// and as its `row` its number among the records of the file, from 1, blank ones and refused lines counted.
///
/// Memory: a slice of the file and the longest record; in a file of lines twice the longest line. Not thread-safe.
public final class JSONRecordReader: BatchReader {
    /// A batch with this many bytes is handed on though it has room for more records.
    private static let batchBytes = 8 * 1_024 * 1_024
    /// How many refused lines are kept with their reasons.
    public static let rejectedLinesKept = 100

    private let scanner: JSONScanner
    private let values: JSONValueReader
    private let records: JSONRecordFinder?
    private let prefix: String
    private var started = false
    private var ended = false
    private var failure: FormatError?

    /// Records begun so far, refused lines among them.
    private var ordinal = 0

    /// The first refused lines of a file of lines and why, at most ``rejectedLinesKept``. No message holds a value.
    public private(set) var rejectedLines: [(line: Int, message: String)] = []
    /// How many lines were refused so far.
    public private(set) var rejectedLineCount = 0
    /// Is told of each refused line when it is met: its physical line from 1, why, and its text without the line feed,
    /// valid for the time of the call. Of a line longer than a record may be the text is the beginning. What it throws
    /// ends the reading.
    public var onRejectedLine: ((_ line: Int, _ message: String, _ text: CellBytes) throws -> Void)?

    /// Reads the records of one JSON text.
    ///
    /// - Parameters:
    ///   - source: the bytes of the text, in UTF-8.
    ///   - pointer: where the records are, as a JSON Pointer (RFC 6901): an array of records, or an object that is the one
    ///     record. Empty for the root, which may also be several objects one after another.
    ///   - wanted: paths below the record that get the column numbers 0, 1, 2…, whether they are met or not.
    ///   - shape: which arrays are numbered things, and which are lists of values.
    ///   - limits: what the text may ask for.
    public init(
        source: any ByteSource, pointer: String, wanted: [String] = [], shape: TreeShape = .plain,
        limits: JSONLimits = .standard
    ) {
        scanner = JSONScanner(source: source, limits: limits)
        values = JSONValueReader(scanner: scanner, shape: shape)
        values.want(wanted)
        prefix = pointer
        if let pointer = JSONPointer(pointer) {
            records = JSONRecordFinder(pointer: pointer, scanner: scanner, values: values)
        } else {
            records = nil
            failure = FormatError(.notWhatItClaims, JSONFault.pointer)
        }
    }

    /// Reads a file with one JSON object a line (NDJSON, JSON Lines). A line that is broken is refused by itself.
    ///
    /// - Parameters:
    ///   - lines: the bytes of the file, in UTF-8.
    ///   - wanted: as in ``init(source:pointer:wanted:shape:limits:)``.
    ///   - shape: likewise.
    ///   - limits: what a line may ask for.
    public init(
        lines: any ByteSource, wanted: [String] = [], shape: TreeShape = .plain, limits: JSONLimits = .standard
    ) {
        scanner = JSONScanner(source: lines, limits: limits)
        values = JSONValueReader(scanner: scanner, shape: shape)
        values.want(wanted)
        prefix = ""
        records = nil
    }

    public var columns: [SourceColumn] { values.tree.columns }

    /// Keys that stood twice in one object of a record: the first value is in the grid, the further ones are extras.
    public var duplicateKeys: Int { values.repeatedKeys }

    /// Whether beside the array of records a key `next` holds a text: the service that wrote the file gives its records a
    /// page at a time, and this is not the last one. Known when all was read.
    public var isFollowedByPage: Bool { records?.isFollowedByPage ?? false }

    /// The pointer of a value as RFC 6901 writes it: `/17/prs_Gender`, `/results/17/meta/instanceID`; for a value within
    /// an array the pointer of the outermost array. Where each record is a JSON text of its own (lines, or objects one
    /// after another) the pointer is the one within it.
    ///
    /// - Parameters:
    ///   - ordinal: place of the record among the records, from 0: the `row` of its position in the batch less 1.
    ///   - column: number of a column, from 0; an unknown number gives the pointer of the record.
    public func pointer(record ordinal: Int, column: Int) -> String {
        let record = records?.isArray == true ? "\(prefix)/\(ordinal)" : prefix
        return record + values.tree.pointer(column: column)
    }

    public func read(into batch: CellBatch) throws -> Bool {
        batch.removeAll()
        let arena = batch.arena
        arena.removeAll()
        if failure == nil, !ended {
            let isLines = records == nil
            var extras = 0
            var mark = 0
            do {
                if !started { try scanner.start() }
                started = true
                while !batch.isFull, arena.count < Self.batchBytes {
                    extras = batch.extras.count
                    mark = arena.count
                    guard try isLines ? nextLine(batch) : nextRecord(batch) else {
                        ended = true
                        break
                    }
                }
            } catch {
                // Thrown when the records before it are handed on; of the broken one nothing stays.
                failure =
                    error as? FormatError
                    ?? FormatError(.inputOutput, "Reading failed midway: \(type(of: error)).")
                batch.dropExtras(from: extras)
                arena.count = mark
            }
        }
        if batch.recordCount > 0 || batch.blankRows > 0 || batch.numberedBlankRows > 0 { return true }
        if let failure { throw failure }
        return false
    }

    // MARK: Records

    private func nextRecord(_ batch: CellBatch) throws -> Bool {
        guard let records, try records.advance() else { return false }
        let mark = batch.arena.count
        ordinal += 1
        batch.beginRecord(line: scanner.line, row: ordinal)
        let repeated = values.repeatedKeys
        try values.value(outside: records.depth, into: batch)
        if values.repeatedKeys > repeated { batch.remark(.duplicateKey) }
        if !batch.endRecord() { batch.arena.count = mark }
        return true
    }

    // MARK: Lines

    private func nextLine(_ batch: CellBatch) throws -> Bool {
        let line = try scanner.confine()
        if line == .none { return false }
        let start = scanner.position
        let extras = batch.extras.count
        let mark = batch.arena.count
        let repeated = values.repeatedKeys
        do {
            guard line == .whole else {
                throw scanner.fault(JSONFault.line(scanner.limits.recordBytes), .beyondLimits)
            }
            let first = try scanner.significant()
            if first < 0 {
                batch.countBlankRow()
            } else {
                guard first == 0x7B else { throw scanner.fault(JSONFault.lineIsNoObject) }
                batch.beginRecord(line: scanner.line, row: ordinal + 1)
                try values.value(outside: 0, into: batch)
                guard try scanner.significant() < 0 else { throw scanner.fault(JSONFault.lineGoesOn) }
                if values.repeatedKeys > repeated { batch.remark(.duplicateKey) }
                ordinal += 1
                if !batch.endRecord() { batch.arena.count = mark }
            }
        } catch let error as FormatError where !values.hasTooManyPaths {
            ordinal += 1
            batch.dropExtras(from: extras)
            batch.arena.count = mark
            values.repeatedKeys = repeated
            try reject(error.message, from: start)
        }
        try scanner.leaveLine()
        return true
    }

    private func reject(_ message: String, from start: Int) throws {
        rejectedLineCount += 1
        if rejectedLines.count < Self.rejectedLinesKept { rejectedLines.append((scanner.line, message)) }
        try onRejectedLine?(scanner.line, message, scanner.text(from: start))
    }
}
