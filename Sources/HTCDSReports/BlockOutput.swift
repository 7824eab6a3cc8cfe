internal import HTCDSCells

/// Collects bytes and hands them on by the block, so that memory does not grow with the length of a report.
struct BlockOutput {
    private static let block = 32 << 10

    let arena = ByteArena(capacity: 2 * block)
    private let output: any ReportOutput

    init(_ output: any ReportOutput) { self.output = output }

    /// Hands on what was collected if that is a block or more.
    func flushIfFull() throws { if arena.count >= Self.block { try flush() } }

    func flush() throws {
        try output.write(arena.contents)
        arena.removeAll()
    }
}
