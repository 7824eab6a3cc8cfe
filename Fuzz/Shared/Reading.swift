import HTCDSCells
import HTCDSFormats

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// All that a reader gave of a file, laid out as bytes, so that two readings are compared at once.
struct Reading {
    /// Positions, cells and extras of every record, in order.
    private(set) var trace: [UInt8] = []
    private(set) var records = 0
    private(set) var blankRows = 0
    /// nil where it was read to its end, or to ``mostRecords``.
    private(set) var error: FormatError?
    private(set) var isCut = false

    /// A few bytes of ODS can state a million rows; looking at all of them finds nothing new.
    static let mostRecords = 8_192

    /// With `HTCDS_FUZZ_SHOW=1` every reading is told of on standard output, to look into a finding.
    static let shows = getenv("HTCDS_FUZZ_SHOW") != nil

    /// - Parameter open: makes the reader; what it throws counts as the end of the reading.
    init(_ batch: CellBatch, _ open: () throws -> any BatchReader) {
        defer {
            if Self.shows { print("\(records) records, \(blankRows) blank rows, \(error?.description ?? "no error")") }
        }
        do {
            let reader = try open()
            while try reader.read(into: batch) {
                blankRows += batch.blankRows
                for record in 0..<batch.recordCount where records < Self.mostRecords {
                    records += 1
                    add(record, of: batch)
                }
                if records >= Self.mostRecords {
                    isCut = true
                    return
                }
            }
            if try reader.read(into: batch) { fatalError("a reader that was at its end went on") }
            for column in reader.columns { add(column.name ?? "") }
        } catch let error as FormatError {
            self.error = error
            Self.check(error)
        } catch is EncodingDoubt {
            error = FormatError(.notWhatItClaims, "Another encoding.")
        } catch is EscapeDoubt {
            error = FormatError(.notWhatItClaims, "Another escape.")
        } catch {
            fatalError("an error of another type: \(type(of: error))")
        }
    }

    /// Messages are for people: a sentence or more, none without its end.
    private static func check(_ error: FormatError) {
        guard let last = error.message.last, last == "." || last == "?" else {
            fatalError("a message without an end: \(error.message)")
        }
    }

    private mutating func add(_ record: Int, of batch: CellBatch) {
        let position = batch.position(record)
        for number in [position.line, position.row, position.width] { add(number) }
        for column in 0..<batch.columnCount {
            let cell = batch.cell(record: record, column: column)
            guard cell.isPresent else { continue }
            add(cell, column: column, line: batch.line(record: record, column: column) ?? 0, of: batch)
        }
        for extra in batch.extras where extra.record == record {
            add(extra.cell, column: extra.column, line: Int(extra.line), of: batch)
        }
    }

    private mutating func add(_ cell: Cell, column: Int, line: Int, of batch: CellBatch) {
        add(UInt32(clamping: column))
        add(UInt32(clamping: line))
        add(UInt32(cell.length))
        trace.append(cell.kind.rawValue)
        trace.append((cell.isQuoted ? 1 : 0) | (cell.hasBrokenEncoding ? 2 : 0))
        let bytes = batch.bytes(cell)
        if !cell.hasBrokenEncoding, !UTF8Check.isValid(bytes) { fatalError("broken text in a cell that is not marked") }
        trace.append(contentsOf: bytes.buffer)
    }

    private mutating func add(_ text: String) {
        add(UInt32(clamping: text.utf8.count))
        trace.append(contentsOf: text.utf8)
    }

    private mutating func add(_ number: UInt32) {
        for shift in [0, 8, 16, 24] { trace.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }
}

extension Reading {
    /// Demands that both readings gave the same.
    static func demandEqual(_ one: Reading, _ other: Reading, _ what: String) {
        if one.isCut, other.isCut {
            if one.trace != other.trace { fatalError("\(what): other cells") }
            return
        }
        if one.trace != other.trace { fatalError("\(what): other cells") }
        if one.blankRows != other.blankRows { fatalError("\(what): other blank rows") }
        if one.error?.code != other.error?.code || one.error?.message != other.error?.message
            || one.error?.location != other.error?.location
        {
            fatalError("\(what): other error: \(String(describing: one.error)) and \(String(describing: other.error))")
        }
    }

    /// Demands the same, but where both end in the same error one may have given more records before it.
    static func demandEqualUpToError(_ one: Reading, _ other: Reading, _ what: String) {
        guard let error = one.error, let second = other.error else { return demandEqual(one, other, what) }
        if error.code != second.code || error.location?.line != second.location?.line {
            fatalError("\(what): other error: \(error) and \(second)")
        }
        let (short, long) = one.trace.count < other.trace.count ? (one, other) : (other, one)
        if !long.trace.starts(with: short.trace) { fatalError("\(what): other cells before the error") }
    }
}

/// Batches that are used again for every input, as the pipeline does.
///
/// One thread runs a target (libFuzzer calls it from one).
enum Batches {
    static let columns = 6

    nonisolated(unsafe) static let small = CellBatch(
        columnCount: columns, recordCapacity: 1, arena: ByteArena(capacity: 64), carriesLines: true)
    nonisolated(unsafe) static let large = CellBatch(
        columnCount: columns, recordCapacity: 4_096, arena: ByteArena(capacity: 64), carriesLines: true)

    /// Reads in batches of 1 and of 4,096 records, and demands that it makes no difference.
    @discardableResult
    static func readBoth(_ what: String, _ open: () throws -> any BatchReader) -> Reading {
        let one = Reading(small, open)
        let many = Reading(large, open)
        Reading.demandEqual(one, many, what)
        return many
    }
}

/// The input of a target, and a byte of choices that is taken from its end: so a seed is an ordinary file, whose last
/// byte is a line feed.
struct FuzzInput {
    let bytes: [UInt8]
    let choice: UInt8

    init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        let all = Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
        bytes = Array(all.dropLast())
        choice = all.last ?? 0
    }

    /// Bytes that a source gives at a time.
    var step: Int { [.max, 1, 3, 7, 16, 100, 1_000, 4_096][Int(choice & 7)] }
}
