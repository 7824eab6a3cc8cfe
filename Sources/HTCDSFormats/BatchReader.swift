public import HTCDSCells

/// Reads the records of one table or tree, in order, in batches.
///
/// A pull iterator: once it returned false it always does. Memory is bounded by one batch and the longest record.
public protocol BatchReader: AnyObject {
    /// The columns known so far. Tables know all from the start; trees learn of paths as they meet them, and then this
    /// grows at its end: a number never changes its meaning.
    var columns: [SourceColumn] { get }

    /// Fills `batch` (emptied first) with the records that follow.
    ///
    /// Cells of columns behind the grid of `batch` are added to its extras.
    /// - Returns: false when there was nothing left, not even a blank row to count.
    /// - Throws: `FormatError`; what was read before stays read.
    func read(into batch: CellBatch) throws -> Bool
}
