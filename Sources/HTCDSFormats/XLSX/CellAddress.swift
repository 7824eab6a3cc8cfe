import HTCDSCells

/// Column and row of a cell, from 0 and from 1, read from text such as `B7` (ECMA-376-1, 18.18.62, ST_Ref).
struct CellAddress: Equatable {
    /// The last column is XFD, the last row 1,048,576 (ECMA-376-1, 18.3.1.73 and the limits of Excel).
    static let columns = 16_384
    static let rows = 1_048_576

    let column: Int
    let row: Int

    /// nil if it is no address or lies outside of a sheet.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var column = 0
        while index < text.count, ASCII.isLetter(text[index]) {
            guard index < 3 else { return nil }
            column = column * 26 + Int((text[index] & 0xDF) &- 0x40)
            index += 1
        }
        guard index > 0, column <= Self.columns,
            let row = Self.row(UnsafeBufferPointer(rebasing: text[index...]))
        else { return nil }
        self.column = column - 1
        self.row = row
    }

    /// A row number, nil if it is none or lies outside of a sheet.
    static func row(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let row = number(text), row >= 1, row <= rows else { return nil }
        return row
    }

    /// A whole number of at most nine digits, with white space around it allowed.
    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var low = 0
        var high = text.count
        while low < high, text[low] <= 0x20 { low += 1 }
        while low < high, text[high - 1] <= 0x20 { high -= 1 }
        guard low < high, high - low <= 9 else { return nil }
        var number = 0
        for index in low..<high {
            guard ASCII.isDigit(text[index]) else { return nil }
            number = number * 10 + Int(text[index] & 0x0F)
        }
        return number
    }
}
