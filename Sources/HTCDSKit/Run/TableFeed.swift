import Foundation
import HTCDSCells
import HTCDSFormats
import HTCDSMapping
import HTCDSValidation

/// A table with the workers that are made for its columns, one a thread.
///
/// A tree whose things are numbered (a second person, a tenth event) has more columns the further it is read. Then a
/// table of more columns is made; the records before keep theirs, so that nothing is read again.
final class TableGeneration {
    let table: Table
    let workers: [TableWorker]
    let saturation: Saturation

    init(_ table: Table, workers: [TableWorker]) {
        self.table = table
        self.workers = workers
        saturation = Saturation(kinds: table.validator.kinds.count)
    }
}

/// Reads a table unit by unit. Used by the thread that reads and consumes, like its pool of batches.
final class TableFeed {
    private let base: Table
    private let options: RunOptions
    private let makeGeneration: (Table) throws -> TableGeneration
    /// By columns, the fewest first.
    private var generations: [TableGeneration] = []
    /// The table whose columns the next batch is given: what the batch before needed.
    private var current: Table
    /// Batches of so many columns as the next one is given.
    private var free: [CellBatch] = []
    /// The first batches. The head of a CSV depends on what they hold, and must not depend on how many records a batch has
    /// room for: some 2,000 records are looked at before the first of them is handed on.
    private var ahead: [CellBatch] = []
    private var isAtEnd = false
    private var fault: (any Error)?
    /// Batches in a row that fewer columns would have been enough for.
    private var narrow = 0
    /// So many of them, and the next batch is given fewer columns: one wide record in a hundred must not make every second
    /// batch be copied into a wider one.
    private static let patience = 16
    /// Batches that are kept to be used again: as many as three threads have under way.
    private static let mostFree = 8

    init(_ table: Table, options: RunOptions, makeGeneration: @escaping (Table) throws -> TableGeneration) {
        base = table
        self.options = options
        self.makeGeneration = makeGeneration
        current = table
    }

    func next() throws -> WorkUnit? {
        let table = current
        switch table.reader {
        case .csv(let file):
            return try file.nextChunk().map { .chunk($0, try generation(columns: 0)) }
        case .batches(let reader):
            if table.grows, generations.isEmpty, ahead.isEmpty, !isAtEnd { try lookAhead(reader) }
            guard let batch = try read(reader, table) else { return nil }
            guard table.grows else { return .batch(batch, try generation(columns: 0)) }
            let needed = try generation(columns: batch.widest)
            narrow = needed.table.columnCount < table.columnCount ? narrow + 1 : 0
            if needed.table.columnCount > table.columnCount || narrow >= Self.patience {
                current = needed.table
                narrow = 0
                free = []
            }
            guard needed.table.columnCount > batch.columnCount else {
                return .batch(batch, try generation(columns: batch.columnCount))
            }
            let wider = batch.widened(to: needed.table.columnCount)
            reuse(batch)
            return .batch(wider, needed)
        }
    }

    private func read(_ reader: any BatchReader, _ table: Table) throws -> CellBatch? {
        if !ahead.isEmpty { return ahead.removeFirst() }
        if let fault { throw fault }
        if isAtEnd { return nil }
        let batch = free.popLast() ?? makeBatch(table)
        return try reader.read(into: batch) ? batch : nil
    }

    /// Reads the first records, so that what they need is known before the first table is made.
    private func lookAhead(_ reader: any BatchReader) throws {
        var left = min(2_048, max(16, 262_144 / max(base.columnCount, 1)))
        var widest = 0
        do {
            while left > 0, !isAtEnd {
                let batch = makeBatch(base, atMost: left)
                isAtEnd = try !reader.read(into: batch)
                if isAtEnd { break }
                left -= max(batch.recordCount, 1)
                widest = max(widest, batch.widest)
                ahead.append(batch)
            }
        } catch {
            // Thrown when the records before it were handed on.
            fault = error
        }
        if !ahead.isEmpty { _ = try generation(columns: widest) }
    }

    /// Takes a batch back that was worked on.
    func reuse(_ batch: CellBatch) {
        // A batch that was widened has room for its own records only.
        guard batch.recordCapacity == options.batchCapacity(columns: batch.columnCount) else { return }
        guard batch.columnCount == current.columnCount, free.count < Self.mostFree else { return }
        free.append(batch)
    }

    /// The smallest generation with so many columns, made where there is none.
    private func generation(columns: Int) throws -> TableGeneration {
        if let known = generations.first(where: { $0.table.columnCount >= columns }) { return known }
        // What lies behind the last column that is known has no name: it stays outside of the grid.
        if let widest = generations.last, widest.table.columnCount == base.columns.count { return widest }
        // The first one waits for the first batch, so that what that needs is known from the start.
        let made = try makeGeneration(columns > base.columnCount ? base.grown() : base)
        generations.append(made)
        return made
    }

    private func makeBatch(_ table: Table, atMost records: Int = .max) -> CellBatch {
        let batch = CellBatch(
            columnCount: table.columnCount,
            recordCapacity: min(options.batchCapacity(columns: table.columnCount), records),
            arena: ByteArena(capacity: 256 * 1024),
            carriesLines: !table.isSpreadsheet || table.joined != nil || table.formColumn != nil)
        batch.numberingColumn = table.plan.numberingColumn
        batch.columnLimit = table.plan.columnLimit
        return batch
    }
}

/// Which kinds of findings have all the samples that will be shown: workers need not describe more of them. What is
/// shown does not depend on when they learn of it.
final class Saturation: @unchecked Sendable {
    // Unchecked: guarded by its lock.
    private let lock = NSLock()
    private var flags: [Bool]
    init(kinds: Int) { flags = Array(repeating: false, count: kinds) }
    var current: [Bool] {
        get { lock.withLock { flags } }
        set { lock.withLock { flags = newValue } }
    }
}
