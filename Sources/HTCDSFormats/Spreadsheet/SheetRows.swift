/// Stages the rows of one sheet while its XML is parsed: what the collectors of the formats have in common.
///
/// A row that the file states once for several rows is staged once, and its number of copies is kept beside it.
class SheetRows: XMLEvents {
    let stage = RecordStage()
    /// First row to stage, from 1.
    let firstRow: Int
    @exclusivity(unchecked) final var notes = SpreadsheetNotes()
    /// Whether the sheet has ended, though its part may go on.
    @exclusivity(unchecked) final var isComplete = false

    private let notesHiddenRows: Bool
    /// Row numbers, from 1, of the hidden staged rows, if they are asked for.
    private var hiddenRows: Set<Int> = []
    /// Staged rows that stand for more than one, in order.
    private var repeated: [(row: Int, copies: Int)] = []
    private var nextRepeated = 0

    init(firstRow: Int, notesHiddenRows: Bool) {
        self.firstRow = max(firstRow, 1)
        self.notesHiddenRows = notesHiddenRows
    }

    final func noteHidden(row: Int) { if notesHiddenRows { hiddenRows.insert(row) } }

    final func isHidden(row: Int) -> Bool { hiddenRows.contains(row) }

    /// Says that the row staged as number `row` stands for `copies` rows.
    final func noteCopies(_ copies: Int, row: Int) {
        if nextRepeated == repeated.count {
            repeated.removeAll(keepingCapacity: true)
            nextRepeated = 0
        }
        repeated.append((row, copies))
    }

    /// How many rows the next staged row, of number `row`, stands for.
    final func copies(row: Int) -> Int {
        while nextRepeated < repeated.count, repeated[nextRepeated].row < row { nextRepeated += 1 }
        guard nextRepeated < repeated.count, repeated[nextRepeated].row == row else { return 1 }
        return repeated[nextRepeated].copies
    }
}
