public import HTCDSCells

/// One sheet of a spreadsheet file.
public struct SpreadsheetSheet: Sendable, Hashable {
    /// Whether the sheet is shown: ECMA-376-1, 18.18.68 (ST_SheetState), which alone knows `veryHidden`; for
    /// OpenDocument `table:display` of the sheet's style.
    public enum State: String, Sendable {
        case visible, hidden, veryHidden
    }

    public let name: String
    public let state: State
    /// Place in the file, from 0.
    public let index: Int
    /// Whether it has cells: false for sheets that are a chart, a dialog or a macro.
    public let isWorksheet: Bool
}

/// A row as ``SpreadsheetFile/head(sheet:rows:)`` shows it.
public struct SpreadsheetHeadRow: Sendable {
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

public typealias XLSXSheet = SpreadsheetSheet
public typealias XLSXHeadRow = SpreadsheetHeadRow
