/// What a sheet holds besides the values of its cells, counted while it is read.
public struct SpreadsheetNotes: Sendable, Hashable {
    /// Merged ranges. Only the first cell of one has a value that is shown.
    public internal(set) var mergedRanges = 0
    /// Formulas that were saved without their value (`CellKind.formulaWithoutValue`): their cells are empty though the
    /// partner sees something there.
    public internal(set) var formulasWithoutValue = 0
    /// Cells whose value is a spreadsheet error such as `#REF!`.
    public internal(set) var errorCells = 0
}
