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
        return .run(
            Check(columns: columns, tableColumns: context.format == "csv" ? context.columnCount : nil))
    }

    public static func message(_ field: FieldSpec?, variant: Int) -> Message {
        "In this tool's own opinion this text was once read in a wrong encoding: some of its letters have become pairs of "
            + "signs. Export it again as UTF-8 from where it was still right, or repair it there."
    }

    private struct Check: BatchCheck {
        let columns: [(column: Int, slot: Int)]
        /// How many columns the table has where records stand in the order of their bytes, and the block may hold more than
        /// this batch; else nil.
        let tableColumns: Int?

        func check(_ cells: CellBatch, _ fields: FieldBatch, _ found: (BatchFault) -> Void) {
            // Most batches hold nothing to look at; that is found out without looking at cells.
            let bytes = bytes(cells)
            guard let trace = GarbledText.firstTrace(in: bytes) else { return }
            // What was joined to the table stands elsewhere.
            if tableColumns == cells.columnCount, Self.isInOrder(cells) {
                return checkRows(cells, bytes, from: trace, found)
            }
            for (column, slot) in columns where column < cells.columnCount {
                for record in 0..<cells.recordCount { check(cells, record, column, slot, found) }
            }
        }

        private func check(
            _ cells: CellBatch, _ record: Int, _ column: Int, _ slot: Int, _ found: (BatchFault) -> Void
        ) {
            let cell = cells.cell(record: record, column: column)
            // Bytes that cannot be read are another finding.
            if cell.length < 2 || cell.hasBrokenEncoding { return }
            if GarbledText.isGarbled(cells.bytes(cell)) {
                found(BatchFault(record: record, column: column, slot: slot, isAboutCell: true))
            }
        }

        /// Looks at those cells only that hold a trace.
        private func checkRows(
            _ cells: CellBatch, _ bytes: CellBytes, from first: Int, _ found: (BatchFault) -> Void
        ) {
            let low = bytes.start - UnsafePointer(cells.arena.base)
            let rows = cells.column(0)
            var suspects: [(number: Int, record: Int)] = []
            var record = 0
            var trace: Int? = first
            while let place = trace {
                while record + 1 < rows.count, Int(rows[record + 1].offset) <= low + place { record += 1 }
                var next = place + 1
                for (number, read) in columns.enumerated() where read.column < cells.columnCount {
                    let cell = cells.cell(record: record, column: read.column)
                    let end = Int(cell.offset) + cell.length - low
                    guard Int(cell.offset) - low <= place, place < end else { continue }
                    suspects.append((number, record))
                    next = end
                    break
                }
                trace = GarbledText.firstTrace(in: bytes, from: next)
            }
            // Column by column, as the other way is.
            for (number, record) in suspects.sorted(by: { ($0.number, $0.record) < ($1.number, $1.record) }) {
                check(cells, record, columns[number].column, columns[number].slot, found)
            }
        }

        /// Whether every record has a first cell, each behind that of the record before.
        private static func isInOrder(_ cells: CellBatch) -> Bool {
            guard cells.columnCount > 0 else { return false }
            let rows = cells.column(0)
            return rows.indices.allSatisfy {
                rows[$0].isPresent && ($0 == 0 || rows[$0 - 1].offset < rows[$0].offset)
            }
        }

        /// All bytes that cells of the batch can point at.
        private func bytes(_ cells: CellBatch) -> CellBytes {
            guard tableColumns != nil, cells.recordCount > 0 else {
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
