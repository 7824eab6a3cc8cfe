import HTCDSFormats

/// The order of things to do of one severity: by sheet, row and column; what has no place goes last. The same every time.
enum ToDoOrder {
    private struct Key: Comparable {
        let place: [Int]
        let words: [String]

        static func < (a: Key, b: Key) -> Bool {
            a.place == b.place ? a.words.lexicographicallyPrecedes(b.words) : a.place.lexicographicallyPrecedes(b.place)
        }
    }

    static func sorted(_ rows: [ToDoRow]) -> [ToDoRow] {
        rows.map { (key: key($0), row: $0) }.sorted { $0.key < $1.key }.map(\.row)
    }

    private static func key(_ row: ToDoRow) -> Key {
        let cell = row.cell.flatMap(address)
        let number = cell?.row ?? row.row
        return Key(
            // A whole row stands before its cells.
            place: [number == nil ? 1 : 0, row.sheet ?? .max, number ?? 0, cell?.column ?? -1],
            words: [row.sheetName ?? "", row.rule, row.what, row.repair, row.suggestion])
    }

    /// `H19` as row 19 and column 7.
    static func address(_ text: String) -> (row: Int, column: Int)? {
        var column = 0
        var digits = text.utf8[...]
        while let letter = digits.first, (0x41...0x5A).contains(letter), column < 1 << 20 {
            column = column * 26 + Int(letter - 0x40)
            digits = digits.dropFirst()
        }
        guard column > 0, let row = Int(String(Substring(digits))) else { return nil }
        return (row, column - 1)
    }
}
