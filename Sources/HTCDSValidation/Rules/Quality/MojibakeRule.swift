import HTCDSCells
public import HTCDSFindings
public import HTCDSSpec

/// Text that some program on its way read in a wrong encoding and saved again ("Ã©" for "é"). It is kept as it stands.
public enum MojibakeRule: BatchRule {
    public static let description = RuleDescription(
        id: "quality.mojibake",
        title: "The text looks as if it had been read in a wrong encoding",
        severity: .warning,
        source: RuleDescription.toolsOpinion,
        rationale:
            "A garbled name is another name to every program that compares it, and nobody finds it by searching.",
        passing: .init("prs_FirstName,cas_Status\nZorblé,Active\n"),
        failing: .init("prs_FirstName,cas_Status\nZorblÃ©,Active\n"))

    public static func compile(_ context: RuleContext) -> Compilation {
        var columns: [(column: Int, slot: Int)] = []
        for fate in context.layout.columns where fate.fate == .mapped || fate.fate == .kept {
            let number = fate.column.number
            columns.append((number, context.layout.slots.firstIndex { $0.columns.contains(number) } ?? -1))
        }
        if columns.isEmpty { return .skipped("no column is read") }
        return .run(Check(columns: columns, isTable: context.format == "csv"))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion this text was once read in a wrong encoding: some of its letters have become pairs of "
            + "signs. Export it again as UTF-8 from where it was still right, or repair it there."
    }

    private struct Check: BatchCheck {
        let columns: [(column: Int, slot: Int)]
        /// Whether records stand in the order of their bytes, and the block may hold more than this batch.
        let isTable: Bool

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            // Most batches hold nothing to look at; that is found out without looking at cells.
            guard GarbledText.mayStand(in: bytes(cells)) else { return }
            for (column, slot) in columns where column < cells.columnCount {
                for record in 0..<cells.recordCount {
                    let cell = cells.cell(record: record, column: column)
                    // Bytes that cannot be read are another finding.
                    if cell.length < 2 || cell.hasBrokenEncoding { continue }
                    if GarbledText.isGarbled(cells.bytes(cell)) {
                        found(BatchFault(record: record, column: column, slot: slot, isAboutCell: true))
                    }
                }
            }
        }

        /// All bytes that cells of the batch can point at.
        private func bytes(_ cells: CellBatch) -> CellBytes {
            guard isTable, cells.recordCount > 0 else {
                return cells.arena.bytes(at: 0, length: cells.arena.count)
            }
            var low = cells.arena.count
            var high = 0
            for column in 0..<cells.columnCount {
                let first = cells.cell(record: 0, column: column)
                if first.isPresent { low = min(low, Int(first.offset)) }
                let last = cells.cell(record: cells.recordCount - 1, column: column)
                if last.isPresent { high = max(high, Int(last.offset) + last.length) }
            }
            return high > low ? cells.arena.bytes(at: low, length: high - low) : cells.arena.bytes(at: 0, length: 0)
        }
    }
}
