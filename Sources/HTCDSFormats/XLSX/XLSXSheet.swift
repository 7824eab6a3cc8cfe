public import HTCDSCells

/// One sheet of a workbook.
public struct XLSXSheet: Sendable, Hashable {
    /// Whether the sheet is shown (ECMA-376-1, 18.18.68, ST_SheetState).
    public enum State: String, Sendable {
        case visible, hidden, veryHidden
    }

    public let name: String
    public let state: State
    /// Place in the workbook, from 0.
    public let index: Int
    /// Whether it has cells: false for sheets that are a chart, a dialog or a macro.
    public let isWorksheet: Bool
}

/// A row as ``XLSXWorkbook/head(sheet:rows:)`` shows it.
public struct XLSXHeadRow: Sendable {
    /// Row as a spreadsheet shows it, from 1.
    public let row: Int
    public let hidden: Bool
    /// Cells with a value, in the order of the file.
    public let cells: [Cell]

    public struct Cell: Sendable {
        /// Column, from 0.
        public let column: Int
        public let text: String
        public let kind: CellKind
    }
}
