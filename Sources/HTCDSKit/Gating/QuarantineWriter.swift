import HTCDSCells
import HTCDSFindings
import HTCDSReports

/// Writes `quarantine.ndjson` record by record, in the order of the records.
///
/// Memory: a block, however many records there are.
final class QuarantineWriter {
    private let sink: any ByteSink
    private let arena = ByteArena(capacity: 1 << 16)
    /// Lines so far.
    private(set) var count = 0

    init(_ sink: any ByteSink) { self.sink = sink }

    /// - Parameters:
    ///   - record: number of the record, from 1; nil where it could not be parsed.
    ///   - rules: by which it was withheld, in any order.
    /// - Throws: `ToolError`.
    func add(record: Int?, location: SourceLocation, rules: some Sequence<RuleID>) throws {
        QuarantineLine.append(record: record, location: location, rules: Set(rules).sorted(), to: arena)
        count += 1
        if arena.count >= 1 << 15 { try flush() }
    }

    private func flush() throws {
        try sink.write(arena.contents)
        arena.removeAll()
    }

    /// Forgets everything, to start again.
    func restart() throws {
        arena.removeAll()
        count = 0
        try sink.restart()
    }

    /// Makes it count.
    func commit() throws {
        try flush()
        try sink.commit()
    }
}
