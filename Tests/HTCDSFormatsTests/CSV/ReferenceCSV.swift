/// A CSV cut byte by byte in the plainest way, to compare with: no blocks, no chunks, no escapes undone in place.
/// Of blanks it knows controls and the space only.
enum ReferenceCSV {
    /// nil where a quote never closes.
    static func read(
        _ bytes: [UInt8], delimiter: UInt8, columns: Int, hasBackslashes: Bool = false
    ) -> CSVSheet? {
        var sheet = CSVSheet()
        var (index, line, row) = (0, 1, 1)
        func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

        while index < bytes.count {
            let startLine = line
            var cells: [[UInt8]] = [[]]
            var quoted: Set<Int> = []
            var (atStart, inQuote) = (true, false)
            while true {
                guard let byte = at(index) else {
                    if inQuote { return nil }
                    line += 1
                    break
                }
                index += 1
                let isLineEnd = byte == 0x0A || (byte == 0x0D && at(index) != 0x0A)
                if inQuote {
                    if isLineEnd { line += 1 }
                    if hasBackslashes, byte == 0x5C, let next = at(index), next == 0x22 || next == 0x5C {
                        cells[cells.count - 1].append(next)
                        index += 1
                    } else if byte != 0x22 {
                        cells[cells.count - 1].append(byte)
                    } else if at(index) == 0x22 {
                        cells[cells.count - 1].append(0x22)
                        index += 1
                    } else {
                        inQuote = false
                    }
                } else if byte == 0x22 && atStart {
                    inQuote = true
                    if cells.count <= columns { quoted.insert(cells.count - 1) }
                    atStart = false
                } else if byte == delimiter {
                    cells.append([])
                    atStart = true
                } else if byte == 0x0D && at(index) == 0x0A {
                    index += 1
                    line += 1
                    break
                } else if isLineEnd {
                    line += 1
                    break
                } else {
                    cells[cells.count - 1].append(byte)
                    atStart = false
                }
            }
            let filled = cells.enumerated().filter { !$0.element.isEmpty }
            if filled.allSatisfy({ $0.element.allSatisfy { $0 <= 0x20 } }) {
                sheet.blankRows += 1
            } else {
                sheet.rows.append(
                    CSVSheet.Row(
                        line: startLine, row: row, width: cells.count,
                        cells: Dictionary(uniqueKeysWithValues: filled.map { ($0.offset, $0.element) }), quoted: quoted)
                )
            }
            row += 1
        }
        return sheet
    }
}
