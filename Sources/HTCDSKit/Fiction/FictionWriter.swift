import HTCDSCells
import HTCDSSpec

/// Writes fictional cases, one a line.
protocol FictionWriter: AnyObject {
    /// What stands before the first record.
    func begin(into arena: ByteArena)
    /// What stands between two records.
    var separator: StaticString { get }
    /// What stands behind the last record.
    func end(into arena: ByteArena)
    func write(_ page: FictionalCase, record: UInt64, into arena: ByteArena)
    /// Whether it writes more than the first of everything.
    var writesFurtherPages: Bool { get }
}

extension FictionWriter {
    var separator: StaticString { "" }
    func end(into arena: ByteArena) {}
}

enum FictionRoom {
    /// More than any record needs: 252 values of at most 4 phrases and a key each, on three pages.
    static let record = 1 << 18
}

/// One row a case, headed by the official ids.
final class FictionCSVWriter: FictionWriter {
    private let phrases: FictionPhrases
    private let columns: [FieldSpec]
    private let numbers: [Int]
    let writesFurtherPages = false

    init(_ phrases: FictionPhrases, fields: [FieldSpec]) {
        self.phrases = phrases
        columns = fields
        numbers = fields.map(\.number)
    }

    func begin(into arena: ByteArena) {
        arena.append("id" as StaticString)
        for column in columns {
            arena.append(0x2C)
            arena.append(column.id)
        }
        arena.append(0x0A)
    }

    func write(_ page: FictionalCase, record: UInt64, into arena: ByteArena) {
        arena.reserve(FictionRoom.record)
        var cells = FictionCells(phrases, at: arena.base + arena.count)
        let start = cells.out
        cells.put(recordID: page.borrowedNumber ?? record)
        for number in numbers {
            cells.put(0x2C)
            cells.putCSV(page[0, number])
        }
        if page.hasSurplusCell { cells.put(",surplus") }
        cells.put(0x0A)
        arena.count += cells.out - start
    }
}

extension FictionCells {
    /// `FICTION-17`
    mutating func put(recordID number: UInt64) {
        put("FICTION-")
        put(large: number)
    }

    mutating func put(large number: UInt64) {
        let high = number / 100_000_000
        if high > 0 {
            put(large: high)
            put(number: UInt32(truncatingIfNeeded: number % 100_000_000), digits: 8)
        } else {
            put(number: UInt32(truncatingIfNeeded: number))
        }
    }
}
