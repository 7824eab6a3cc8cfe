/// Finds the values that stand in fewer rows than somebody could hide among, and takes them out.
///
/// Counted on single attributes: the value of a column, or each part of a joined cell.
public struct RareValues: Sendable {
    /// How many different values of each column are rare.
    public let valuesByColumn: [Int]
    private let rare: [[Bool]]
    private let rareParts: [Set<Substring>]

    public var isEmpty: Bool { valuesByColumn.allSatisfy { $0 == 0 } }

    /// - Parameter k: fewest rows that may share a value; 1 or less: nothing is rare.
    public init(_ table: CategoryTable, k: Int) {
        var byColumn: [Int] = []
        var rare: [[Bool]] = []
        var rareParts: [Set<Substring>] = []
        for column in table.columns {
            var counts = [Int](repeating: 0, count: column.values.count)
            for code in column.codes { counts[Int(code)] += 1 }
            var parts: [Substring: Int] = [:]
            if column.kind == .multi {
                for number in counts.indices.dropFirst() where counts[number] > 0 {
                    for part in Set(column.parts(ofValue: number)) { parts[part, default: 0] += counts[number] }
                }
                let few = Set(parts.filter { $0.value < k }.keys)
                byColumn.append(few.count)
                rareParts.append(few)
                rare.append(
                    column.values.indices.map { number in
                        counts[number] > 0 && column.parts(ofValue: number).contains(where: few.contains)
                    })
            } else {
                let few = counts.indices.map { $0 > 0 && counts[$0] > 0 && counts[$0] < k }
                byColumn.append(few.count { $0 })
                rareParts.append([])
                rare.append(few)
            }
        }
        valuesByColumn = byColumn
        self.rare = rare
        self.rareParts = rareParts
    }

    /// Takes the rare values out: the cell is empty then, or lacks the part.
    /// - Returns: cells that changed.
    public func suppress(in table: inout CategoryTable) -> Int {
        var changed = 0
        for (number, few) in rare.enumerated() where valuesByColumn[number] > 0 {
            var column = table.columns[number]
            let replacements = few.indices.map { value in
                few[value] ? replacement(of: value, in: &column, without: rareParts[number]) : UInt16(value)
            }
            for row in column.codes.indices {
                let code = Int(column.codes[row])
                guard few[code] else { continue }
                column.codes[row] = replacements[code]
                changed += 1
            }
            table.columns[number] = column
        }
        return changed
    }

    /// The number of what remains of a value.
    private func replacement(
        of value: Int, in column: inout CategoryTable.Column, without rare: Set<Substring>
    ) -> UInt16 {
        guard column.kind == .multi, let delimiter = column.delimiter else { return 0 }
        let rest = column.parts(ofValue: value).filter { !rare.contains($0) }.joined(separator: delimiter)
        if let known = column.values.firstIndex(of: rest) { return UInt16(known) }
        // No more values than a number can tell: then all of the cell goes.
        guard let number = UInt16(exactly: column.values.count) else { return 0 }
        column.values.append(rest)
        return number
    }
}
